package org.charthouse.terminology;

import org.charthouse.SharedSpark;

/** The lists as they ship. */
public final class Shipped {

    private static final Terminology TERMINOLOGY =
            Terminology.read(SharedSpark.specs().terminology());

    private Shipped() {}

    public static Terminology terminology() {
        return TERMINOLOGY;
    }
}
