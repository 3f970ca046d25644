package org.charthouse.measure.content;

import java.util.Comparator;

/** Versions of libraries, measures and value sets: {@code 0.10.000} is later than {@code 0.9.000}. */
public final class Versions {

    /** Part by part, numbers as numbers; equal only where the texts are. */
    public static final Comparator<String> ORDER = Versions::compare;

    private Versions() {}

    private static int compare(String left, String right) {
        String[] one = left.split("[.-]", -1);
        String[] other = right.split("[.-]", -1);
        for (int at = 0; at < Math.min(one.length, other.length); at++) {
            int order = part(one[at], other[at]);
            if (order != 0) {
                return order;
            }
        }
        return one.length == other.length ? left.compareTo(right) : Integer.compare(one.length, other.length);
    }

    private static int part(String left, String right) {
        boolean areNumbers = left.matches("\\d{1,9}") && right.matches("\\d{1,9}");
        return areNumbers ? Integer.compare(Integer.parseInt(left), Integer.parseInt(right)) : left.compareTo(right);
    }
}
