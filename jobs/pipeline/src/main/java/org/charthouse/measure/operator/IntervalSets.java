package org.charthouse.measure.operator;

import org.charthouse.measure.value.Interval;
import org.jspecify.annotations.Nullable;

/** Union, Intersect and Except of two intervals (CQL 1.5, 9.8). */
public final class IntervalSets {

    private IntervalSets() {}

    /** Both in one; null where there is room between them. An end that is unknown stays so. */
    public static @Nullable Interval union(@Nullable Interval left, @Nullable Interval right) {
        if (left == null
                || right == null
                || !Boolean.TRUE.equals(
                        Logic.or(Intervals.overlaps(left, right, null), Intervals.meets(left, right, null)))) {
            return null;
        }
        Object low = outer(Intervals.start(left), Intervals.start(right), -1);
        Object high = outer(Intervals.end(left), Intervals.end(right), 1);
        return new Interval(low, low != null, high, high != null, left.points());
    }

    /** The earlier of two ends for -1, the later for 1. */
    private static @Nullable Object outer(@Nullable Object one, @Nullable Object other, int sign) {
        if (one == null || other == null) {
            return null;
        }
        return Ordering.sort(one, other) * sign >= 0 ? one : other;
    }

    /** What both have; null where they have nothing, or nothing that is known. An end that is unknown stays so. */
    public static @Nullable Interval intersect(@Nullable Interval left, @Nullable Interval right) {
        if (left == null || right == null || Boolean.FALSE.equals(Intervals.overlaps(left, right, null))) {
            return null;
        }
        Object low = later(Intervals.start(left), Intervals.start(right));
        Object high = earlier(Intervals.end(left), Intervals.end(right));
        return low == null && high == null ? null : new Interval(low, low != null, high, high != null, left.points());
    }

    private static @Nullable Object later(@Nullable Object one, @Nullable Object other) {
        Boolean isLess = Ordering.less(one, other);
        return isLess == null ? null : isLess ? other : one;
    }

    private static @Nullable Object earlier(@Nullable Object one, @Nullable Object other) {
        Boolean isLess = Ordering.less(one, other);
        return isLess == null ? null : isLess ? one : other;
    }

    /** The left without the right; null where that would be two pieces or nothing, or where it cannot be told. */
    public static @Nullable Interval except(@Nullable Interval left, @Nullable Interval right) {
        Boolean isTouched = (left == null || right == null) ? null : Intervals.overlaps(left, right, null);
        if (left == null || right == null || isTouched == null) {
            return null;
        }
        if (!isTouched) {
            return left;
        }
        Boolean startsFirst = Ordering.less(Intervals.start(left), Intervals.start(right));
        Boolean endsLast = Ordering.less(Intervals.end(right), Intervals.end(left));
        if (startsFirst == null || endsLast == null || startsFirst.equals(endsLast)) {
            return null;
        }
        return startsFirst
                ? Interval.closed(Intervals.start(left), Arithmetic.predecessor(Intervals.start(right)))
                : Interval.closed(Arithmetic.successor(Intervals.end(right)), Intervals.end(left));
    }
}
