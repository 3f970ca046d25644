package org.charthouse.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times of two ways of the same work, round by round; the way that goes first changes with each round. */
final class Rounds {

    private static final double NANOS = 1e9;

    private final List<Double> one = new ArrayList<>();
    private final List<Double> other = new ArrayList<>();

    /** Runs both ways once without keeping their times, then so many rounds. */
    static Rounds of(int rounds, Runnable one, Runnable other) {
        seconds(one);
        seconds(other);
        Rounds times = new Rounds();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                times.one.add(seconds(one));
                times.other.add(seconds(other));
            } else {
                times.other.add(seconds(other));
                times.one.add(seconds(one));
            }
        }
        return times;
    }

    /** A line of a Markdown table: the medians in seconds, and the median of the rounds' ratios with their range. */
    String line(String what) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < one.size(); round++) {
            ratios.add(other.get(round) / one.get(round));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s | %.2f (%.2f to %.2f) |",
                what,
                median(one),
                median(other),
                median(ratios),
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static double seconds(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / NANOS;
    }
}
