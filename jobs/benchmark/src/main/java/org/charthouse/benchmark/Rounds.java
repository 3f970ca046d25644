package org.charthouse.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Times of two ways of the same work, round by round; the way that goes first changes with each round. Beside the clock's,
 * the processor time of the process is taken: what others do on the machine hardly moves it.
 */
final class Rounds {

    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final List<Time> one = new ArrayList<>();
    private final List<Time> other = new ArrayList<>();

    private record Time(double clock, double processor) {}

    /** Runs both ways once without keeping their times, then so many rounds. */
    static Rounds of(int rounds, Runnable one, Runnable other) {
        time(one);
        time(other);
        Rounds times = new Rounds();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                times.one.add(time(one));
                times.other.add(time(other));
            } else {
                times.other.add(time(other));
                times.one.add(time(one));
            }
        }
        return times;
    }

    /** Two lines of a Markdown table: medians in seconds, and the median of the rounds' ratios with their quartiles. */
    String lines(String what) {
        return line(what + ", by the clock", Time::clock) + "\n" + line(what + ", processor", Time::processor);
    }

    private String line(String what, ToDoubleFunction<Time> of) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < one.size(); round++) {
            ratios.add(of.applyAsDouble(other.get(round)) / of.applyAsDouble(one.get(round)));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s | %.2f (%.2f to %.2f) |",
                what,
                quantile(one.stream().map(of::applyAsDouble).toList(), 0.5),
                quantile(other.stream().map(of::applyAsDouble).toList(), 0.5),
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75));
    }

    /** The value at a share of the way through the sorted ones; for an odd count, 0.5 is the middle one. */
    private static double quantile(List<Double> values, double share) {
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
