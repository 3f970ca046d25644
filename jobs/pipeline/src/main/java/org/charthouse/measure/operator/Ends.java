package org.charthouse.measure.operator;

import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Precision;
import org.jspecify.annotations.Nullable;

/** The two ends of an interval as limits of a point (CQL 1.5, 9.8 In). */
final class Ends {

    private Ends() {}

    /** An open end is compared exclusively, at the precision: nothing of the first day is after that day. */
    static @Nullable Boolean hold(Interval interval, Object point, @Nullable Precision precision) {
        return Logic.and(
                interval.lowClosed()
                        ? Ordering.lessOrEqual(Intervals.start(interval), point, precision)
                        : Ordering.less(interval.low(), point, precision),
                interval.highClosed()
                        ? Ordering.lessOrEqual(point, Intervals.end(interval), precision)
                        : Ordering.less(point, interval.high(), precision));
    }
}
