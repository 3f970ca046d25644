package org.charthouse.identity.match;

import org.apache.spark.sql.catalyst.InternalRow;

/** The levels of all comparisons of a pair in one number: four bits for each, 0 for what is not known of one of the two. */
final class Pattern {

    static final int UNKNOWN = 0;

    private static final int BITS = 4;
    private static final int MASK = 15;

    private Pattern() {}

    /** The pattern with a level, from 1, of a comparison that is not known in it. */
    static long with(long pattern, int comparison, int level) {
        return pattern | ((long) level << (BITS * comparison));
    }

    /** The pattern of levels in their order. */
    static long of(InternalRow levels, int comparisons) {
        long pattern = 0;
        for (int i = 0; i < comparisons; i++) {
            pattern = with(pattern, i, levels.getInt(i));
        }
        return pattern;
    }

    /** The level of a comparison. */
    static int level(long pattern, int comparison) {
        return (int) (pattern >>> (BITS * comparison)) & MASK;
    }
}
