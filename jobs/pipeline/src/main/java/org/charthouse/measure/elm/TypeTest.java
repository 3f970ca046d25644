package org.charthouse.measure.elm;

import org.jspecify.annotations.Nullable;

/** Whether a value is of a type, and how well it fits. */
interface TypeTest {

    int EXACT = 0;
    int KIND = 1;
    int CHOICE = 2;
    int ANY = 4;
    int NO = -1;

    /** 0 where the value is of that very type, more the looser the type is, -1 where it is not of it. Null fits all. */
    int misfit(@Nullable Object value);

    default boolean fits(@Nullable Object value) {
        return value != null && misfit(value) >= 0;
    }
}
