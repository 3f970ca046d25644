package org.charthouse.synthetic.source;

import java.util.List;

/**
 * Chance that can be repeated: every answer depends on the seed and on the words asked about, never on the order of the
 * questions. So a change in one file leaves the draws in all others as they were.
 */
public record Draw(long seed) {

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** A number from 0 (included) to 1 (excluded). */
    public double fraction(Object... about) {
        return (hash(about) >>> 11) * 0x1.0p-53;
    }

    /** True for about this share of the things asked about. */
    public boolean happens(double share, Object... about) {
        return fraction(about) < share;
    }

    /** A whole number from 0 (included) to the bound (excluded). */
    public int below(int bound, Object... about) {
        return (int) (fraction(about) * bound);
    }

    /** One of the choices. */
    public <T> T pick(List<T> choices, Object... about) {
        return choices.get(below(choices.size(), about));
    }

    private long hash(Object... about) {
        long h = FNV_START ^ seed;
        for (Object word : about) {
            String text = word.toString();
            for (int i = 0; i < text.length(); i++) {
                h = (h ^ text.charAt(i)) * FNV_PRIME;
            }
            h = (h ^ '|') * FNV_PRIME;
        }
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return h ^ (h >>> 31);
    }
}
