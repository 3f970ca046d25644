package org.charthouse.feed;

/**
 * Text in UTF-16, as some spreadsheets and databases save it. No feed can say that its files are: lines are split before
 * they are decoded.
 */
public final class Utf16Text {

    /** What a person is to do about it. */
    public static final String REFUSAL = "the file is in UTF-16; save it as UTF-8, and deliver it again";

    private static final int ENOUGH = 64;

    private Utf16Text() {}

    /**
     * Whether a file is in UTF-16, by its byte order mark, or because every other byte is 0.
     *
     * @param start its first bytes, up to the end of its first line at least
     */
    public static boolean startsWith(byte[] start) {
        if (start.length < 2) {
            return false;
        }
        boolean isMarked = (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE)
                || (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF);
        return isMarked || alternates(start, 0) || alternates(start, 1);
    }

    /** Whether the bytes at even places, or at odd ones, are 0, and no others. */
    private static boolean alternates(byte[] start, int zeros) {
        for (int at = 0; at < Math.min(start.length, ENOUGH); at++) {
            if ((start[at] == 0) != (at % 2 == zeros)) {
                return false;
            }
        }
        return true;
    }
}
