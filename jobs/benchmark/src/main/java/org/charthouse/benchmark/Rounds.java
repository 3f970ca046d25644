package org.charthouse.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Times of several ways of the same work, round by round; the way that goes first changes with each round. Beside the
 * clock's, the processor time of the process is taken: what others do on the machine hardly moves it.
 */
final class Rounds {

    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final List<List<Time>> ways = new ArrayList<>();

    private record Time(double clock, double processor) {}

    /** Runs all ways once without keeping their times, then so many rounds; ratios are to the first way. */
    static Rounds of(int rounds, Runnable... ways) {
        Rounds times = new Rounds();
        for (Runnable way : ways) {
            time(way);
            times.ways.add(new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < ways.length; i++) {
                int way = (round + i) % ways.length;
                times.ways.get(way).add(time(ways[way]));
            }
        }
        return times;
    }

    /** Two lines of a Markdown table, of two ways: medians in seconds, and the median of the rounds' ratios with quartiles. */
    String lines(String what) {
        return line(what + ", by the clock", Time::clock) + "\n" + line(what + ", processor", Time::processor);
    }

    /** The median of a way by the clock, in seconds. */
    double seconds(int way) {
        return quantile(ways.get(way).stream().map(Time::clock).toList(), 0.5);
    }

    /** The ratio of a way to the first, by the clock: median and quartiles. */
    String ratio(int way) {
        return ratio(way, 0);
    }

    /** The same, to another. */
    String ratio(int way, int other) {
        return ratio(way, other, Time::clock);
    }

    /** The same of processor time. */
    String processorRatio(int way) {
        return ratio(way, 0, Time::processor);
    }

    private String ratio(int way, int other, ToDoubleFunction<Time> of) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ways.get(0).size(); round++) {
            ratios.add(of.applyAsDouble(ways.get(way).get(round))
                    / of.applyAsDouble(ways.get(other).get(round)));
        }
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75));
    }

    private String line(String what, ToDoubleFunction<Time> of) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s | %s |",
                what,
                quantile(ways.get(0).stream().map(of::applyAsDouble).toList(), 0.5),
                quantile(ways.get(1).stream().map(of::applyAsDouble).toList(), 0.5),
                ratio(1, 0, of));
    }

    /** The value at a share of the way through the sorted ones; for an odd count, 0.5 is the middle one. */
    static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    private static Time time(Runnable work) {
        long processor = SYSTEM.getProcessCpuTime();
        long clock = System.nanoTime();
        work.run();
        return new Time((System.nanoTime() - clock) / NANOS, (SYSTEM.getProcessCpuTime() - processor) / NANOS);
    }
}
