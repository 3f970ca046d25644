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
        if (isWithin != null) {
            return isWithin;
        }
        Object start = start(whole);
        Object end = end(whole);
        if (start == null || end == null) {
            // whatever the other end is, the one that is known is inside
            return Boolean.TRUE.equals(same(start == null ? end : start, point, precision)) ? (Boolean) true : null;
        }
        return null;
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

    /** Each starts before the other ends, or an end of one that is known lies in the other. */
    public static @Nullable Boolean overlaps(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        Boolean isCrossed = Logic.and(
                Ordering.lessOrEqual(start(left), end(right), precision),
                Ordering.lessOrEqual(start(right), end(left), precision));
        if (isCrossed != null || left == null || right == null) {
            return isCrossed;
        }
        return (reaches(left, right, precision) || reaches(right, left, precision)) ? (Boolean) true : null;
    }

    private static boolean reaches(Object interval, Object other, @Nullable Precision precision) {
        return Boolean.TRUE.equals(contains(interval, start(other), precision))
                || Boolean.TRUE.equals(contains(interval, end(other), precision));
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
}
