package org.charthouse.synthetic.delivery;

import java.time.Instant;

/**
 * A version of a record that differs from the first one.
 *
 * @param number 2 and 3 follow the first, 0 came before it
 * @param time when it came about, to the second
 */
record Version(int number, Instant time) {

    /** How far its values are off those of the first version; never 0. */
    int offset() {
        return number - 1;
    }
}
