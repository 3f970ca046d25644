package org.charthouse.measure.operator;

import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Quantity;
import org.jspecify.annotations.Nullable;

/** The parts of intervals, and which points and intervals they contain (CQL 1.5, 9.8 Interval operators). */
public final class Intervals {

    private Intervals() {}

    /** The first point; null where it is unknown. */
    public static @Nullable Object start(@Nullable Object value) {
        Interval interval = (Interval) value;
        if (interval == null) {
            return null;
        }
        if (interval.low() != null) {
            return interval.lowClosed() ? interval.low() : Arithmetic.successor(interval.low());
        }
        return interval.lowClosed() ? extreme(interval.points().least(), interval.high()) : null;
    }

    /** The last point; null where it is unknown. */
    public static @Nullable Object end(@Nullable Object value) {
        Interval interval = (Interval) value;
        if (interval == null) {
            return null;
        }
        if (interval.high() != null) {
            return interval.highClosed() ? interval.high() : Arithmetic.predecessor(interval.high());
        }
        return interval.highClosed() ? extreme(interval.points().greatest(), interval.low()) : null;
    }

    /** The least or greatest quantity has the unit of the other end. */
    private static @Nullable Object extreme(@Nullable Object extreme, @Nullable Object other) {
        return (extreme instanceof Quantity bare && other instanceof Quantity quantity)
                ? new Quantity(bare.value(), quantity.unit())
                : extreme;
    }

    /**
     * An interval as written.
     *
     * @throws CqlException where it ends before it starts
     */
    public static @Nullable Interval of(
            @Nullable Object low, boolean lowClosed, @Nullable Object high, boolean highClosed, PointType points) {
        PointType type = points;
        if (type == PointType.UNKNOWN) {
            type = PointType.of(low == null ? high : low);
        }
        if (low == null && high == null && type == PointType.UNKNOWN) {
            return null;
        }
        Interval interval = new Interval(low, lowClosed, high, highClosed, type);
        if (low != null && high != null && Boolean.TRUE.equals(Ordering.less(end(interval), start(interval)))) {
            throw new CqlException("the interval ends before it starts");
        }
        return interval;
    }

    /** A point as an interval of its own; an interval as it is. */
    private static @Nullable Interval interval(@Nullable Object value) {
        if (value instanceof Interval interval) {
            return interval;
        }
        return value == null ? null : Interval.closed(value, value);
    }

    public static @Nullable Object width(@Nullable Object value) {
        return value == null ? null : Arithmetic.subtract(end(value), start(value));
    }

    /** The width and one step more. */
    public static @Nullable Object size(@Nullable Object value) {
        Object width = width(value);
        if (width == null) {
            return null;
        }
        Object start = start(value);
        return Arithmetic.add(width, Arithmetic.subtract(Arithmetic.successor(start), start));
    }

    /**
     * The only point.
     *
     * @throws CqlException where there are more
     */
    public static @Nullable Object pointFrom(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object start = start(value);
        if (!Boolean.TRUE.equals(Equality.equal(start, end(value)))) {
            throw new CqlException("an interval of more than one point has no single point");
        }
        return start;
    }

    public static @Nullable Boolean contains(
            @Nullable Object interval, @Nullable Object point, @Nullable Precision precision) {
        Interval whole = (Interval) interval;
        if (whole == null) {
            return false;
        }
        if (point == null) {
            return null;
        }
        Boolean isWithin = Ends.hold(whole, point, precision);
        Object start = start(whole);
        Object end = end(whole);
        if (isWithin == null && (start == null || end == null)) {
            // whatever the other end is, the one that is known is inside
            return Boolean.TRUE.equals(same(start == null ? end : start, point, precision)) ? (Boolean) true : null;
        }
        return isWithin;
    }

    /** Contained, and not the only point. */
    public static @Nullable Boolean properContains(
            @Nullable Object interval, @Nullable Object point, @Nullable Precision precision) {
        if (interval == null) {
            return false;
        }
        if (point == null) {
            return null;
        }
        Boolean isOnly = Logic.and(same(start(interval), point, precision), same(end(interval), point, precision));
        return Logic.and(contains(interval, point, precision), Logic.not(isOnly));
    }

    private static @Nullable Boolean same(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        Integer order = Ordering.compare(left, right, precision);
        return order == null ? null : (Boolean) (order == 0);
    }

    public static @Nullable Boolean includes(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        if (left == null || right == null) {
            return null;
        }
        return Logic.and(
                Ordering.lessOrEqual(start(left), start(right), precision),
                Ordering.lessOrEqual(end(right), end(left), precision));
    }

    public static @Nullable Boolean properIncludes(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        if (left == null || right == null) {
            return null;
        }
        Boolean isMore = Logic.or(
                Ordering.less(start(left), start(right), precision), Ordering.less(end(right), end(left), precision));
        return Logic.and(includes(left, right, precision), isMore);
    }

    public static @Nullable Boolean before(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        return Ordering.less(end(interval(left)), start(interval(right)), precision);
    }

    public static @Nullable Boolean sameOrBefore(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        return Ordering.lessOrEqual(end(interval(left)), start(interval(right)), precision);
    }

    public static @Nullable Boolean sameAs(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        Interval one = interval(left);
        Interval other = interval(right);
        return Logic.and(same(start(one), start(other), precision), same(end(one), end(other), precision));
    }

    public static @Nullable Boolean overlaps(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        return Logic.and(
                Ordering.lessOrEqual(start(left), end(right), precision),
                Ordering.lessOrEqual(start(right), end(left), precision));
    }

    public static @Nullable Boolean overlapsBefore(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        return Logic.and(Ordering.less(start(left), start(right), precision), overlaps(left, right, precision));
    }

    public static @Nullable Boolean overlapsAfter(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        return Logic.and(Ordering.less(end(right), end(left), precision), overlaps(left, right, precision));
    }

    /** The left ends right before the right starts. */
    public static @Nullable Boolean meetsBefore(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        Object end = end(left);
        Object start = start(right);
        if (end == null || start == null) {
            // an end that is unknown lies somewhere beyond the other end of its interval
            Object least = end == null ? start(left) : end;
            Object most = start == null ? end(right) : start;
            return Boolean.TRUE.equals(Ordering.lessOrEqual(most, least, precision)) ? (Boolean) false : null;
        }
        Boolean isBefore = Ordering.less(end, start, precision);
        return Boolean.TRUE.equals(isBefore) ? same(after(end, precision), start, precision) : isBefore;
    }

    /** The next point at a precision. */
    private static @Nullable Object after(Object point, @Nullable Precision precision) {
        if (precision == null || !(point instanceof org.charthouse.measure.value.Temporal temporal)) {
            return Arithmetic.successor(point);
        }
        return temporal.moved(temporal.parts().plus(1, precision.unit()));
    }

    public static @Nullable Boolean meets(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        return Logic.or(meetsBefore(left, right, precision), meetsBefore(right, left, precision));
    }

    public static @Nullable Boolean starts(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        return Logic.and(
                same(start(left), start(right), precision), Ordering.lessOrEqual(end(left), end(right), precision));
    }

    public static @Nullable Boolean ends(@Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        return Logic.and(
                Ordering.lessOrEqual(start(right), start(left), precision), same(end(left), end(right), precision));
    }

    /** Both in one; null where there is room between them. An end that is unknown stays so. */
    public static @Nullable Interval union(@Nullable Interval left, @Nullable Interval right) {
        if (left == null
                || right == null
                || !Boolean.TRUE.equals(Logic.or(overlaps(left, right, null), meets(left, right, null)))) {
            return null;
        }
        Object low = outer(start(left), start(right), -1);
        Object high = outer(end(left), end(right), 1);
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
        if (left == null || right == null || Boolean.FALSE.equals(overlaps(left, right, null))) {
            return null;
        }
        Object low = later(start(left), start(right));
        Object high = earlier(end(left), end(right));
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
        Boolean isTouched = (left == null || right == null) ? null : overlaps(left, right, null);
        if (left == null || right == null || isTouched == null) {
            return null;
        }
        if (!isTouched) {
            return left;
        }
        Boolean startsFirst = Ordering.less(start(left), start(right));
        Boolean endsLast = Ordering.less(end(right), end(left));
        if (startsFirst == null || endsLast == null || startsFirst.equals(endsLast)) {
            return null;
        }
        return startsFirst
                ? Interval.closed(start(left), Arithmetic.predecessor(start(right)))
                : Interval.closed(Arithmetic.successor(end(right)), end(left));
    }
}
