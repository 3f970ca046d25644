package org.charthouse.identity.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How alike two texts are. Texts are standardised already, so that a char is a letter. */
final class Similarity {

    private static final int PREFIX = 4;
    private static final double PREFIX_SHARE = 0.1;

    private Similarity() {}

    /**
     * Jaro's similarity with Winkler's credit for a common beginning of up to four letters, whatever the similarity (Winkler
     * 1990, String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage).
     *
     * @return from 0 (nothing in common) to 1 (equal)
     */
    static double jaroWinkler(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        double jaro = jaro(one, other);
        int most = Math.min(PREFIX, Math.min(one.length(), other.length()));
        int prefix = 0;
        while (prefix < most && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * PREFIX_SHARE * (1 - jaro);
    }

    private static double jaro(String one, String other) {
        int reach = Math.max(0, Math.max(one.length(), other.length()) / 2 - 1);
        boolean[] isTaken = new boolean[other.length()];
        char[] matched = new char[one.length()];
        int matches = 0;
        for (int i = 0; i < one.length(); i++) {
            int until = Math.min(other.length(), i + reach + 1);
            for (int j = Math.max(0, i - reach); j < until; j++) {
                if (!isTaken[j] && one.charAt(i) == other.charAt(j)) {
                    isTaken[j] = true;
                    matched[matches++] = one.charAt(i);
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        int displaced = 0;
        int at = 0;
        for (int j = 0; j < other.length(); j++) {
            if (isTaken[j] && other.charAt(j) != matched[at++]) {
                displaced++;
            }
        }
        double count = matches;
        return (count / one.length() + count / other.length() + (count - displaced / 2.0) / count)
                / 3; // of three shares
    }

    /**
     * How many letters must be put in, taken out, replaced or changed with their neighbour to make one text the other (optimal
     * string alignment).
     *
     * @param most more than this is not told apart
     * @return at most {@code most + 1}
     */
    static int edits(String one, String other, int most) {
        if (one.equals(other)) {
            return 0;
        }
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] before = new int[other.length() + 1];
        int[] above = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        Arrays.setAll(above, j -> j);
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return most + 1;
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return Math.min(above[other.length()], most + 1);
    }

    /** Whether one becomes the other by one letter left out, or two neighbours swapped: slips that seldom make another name. */
    static boolean isSlip(String one, String other) {
        boolean isOneLonger = Math.abs(one.length() - other.length()) == 1;
        return edits(one, other, 1) == 1 && (isOneLonger || hasSameLetters(one, other));
    }

    private static boolean hasSameLetters(String one, String other) {
        return Arrays.equals(
                one.chars().sorted().toArray(), other.chars().sorted().toArray());
    }

    /** The share of the words of the text with fewer words that the other has as well, each as often. */
    static double words(String one, String other) {
        List<String> left = new ArrayList<>(List.of(one.split(" ")));
        List<String> right = List.of(other.split(" "));
        int fewer = Math.min(left.size(), right.size());
        long shared = right.stream().filter(left::remove).count();
        return (double) shared / fewer;
    }

    /** Whether Soundex knows all letters. */
    static boolean isLatin(String text) {
        return text.chars().allMatch(letter -> letter < 128); // ASCII
    }
}
