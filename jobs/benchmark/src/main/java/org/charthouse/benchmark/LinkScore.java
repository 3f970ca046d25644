package org.charthouse.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well records were linked, by pairs of records.
 *
 * @param precision the share of linked pairs that are of one person
 * @param recall the share of pairs of one person that are linked
 */
record LinkScore(double precision, double recall) {

    /** Of the group of each record; a record that is in none is alone. */
    static LinkScore of(Map<String, String> truth, Map<String, String> groups) {
        long linked = pairs(groups, null);
        long there = pairs(truth, null);
        long right = pairs(truth, groups);
        return new LinkScore((double) right / Math.max(1, linked), (double) right / Math.max(1, there));
    }

    double f1() {
        return 2 * precision * recall / Math.max(Double.MIN_NORMAL, precision + recall);
    }

    /** Pairs within groups, or within both of two groupings. */
    static long pairs(Map<String, String> groups, @Nullable Map<String, String> others) {
        Map<String, Long> sizes = new HashMap<>();
        new TreeMap<>(groups).forEach((record, group) -> {
            String other = others == null ? "" : others.get(record);
            if (other != null) {
                sizes.merge(group + "|" + other, 1L, Long::sum);
            }
        });
        return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
    }
}
