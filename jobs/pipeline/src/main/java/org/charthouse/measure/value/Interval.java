package org.charthouse.measure.value;

import org.jspecify.annotations.Nullable;

/**
 * From one point to another (CQL 1.5, 2.3.3 and 5.6 Intervals). A closed end that is null is the least or greatest value of
 * the type; an open one is unknown.
 *
 * @param points the type of its points; {@link PointType#UNKNOWN} where neither an end nor the expression tells
 */
public record Interval(
        @Nullable Object low, boolean lowClosed, @Nullable Object high, boolean highClosed, PointType points) {

    public static Interval closed(@Nullable Object low, @Nullable Object high) {
        return new Interval(low, true, high, true, PointType.of(low == null ? high : low));
    }

    @Override
    public String toString() {
        return "Interval" + (lowClosed ? "[" : "(") + low + ", " + high + (highClosed ? "]" : ")");
    }
}
