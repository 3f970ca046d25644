package org.charthouse.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong and that the user can mend.
 *
 * @param what the problem in one clause
 * @param place where it is
 * @param reason why it is a problem
 * @param cure what to do
 */
public record Problem(String what, @Nullable Place place, String reason, String cure) implements Serializable {

    /** The problem as it is shown: one block of lines. */
    public String text() {
        return what + (place == null ? "" : "\n  at:     " + place) + "\n  reason: " + reason + "\n  cure:   " + cure;
    }
}
