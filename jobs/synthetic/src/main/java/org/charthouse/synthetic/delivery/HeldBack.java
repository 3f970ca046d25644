package org.charthouse.synthetic.delivery;

import java.util.Set;

/** Ids of the patients and encounters that the first delivery of a facility lacks. */
public record HeldBack(Set<String> patients, Set<String> encounters) {

    /** The first delivery has all. */
    public static final HeldBack NOTHING = new HeldBack(Set.of(), Set.of());
}
