package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** Collapse (CQL 1.5, 9.8.3). */
public final class IntervalLists {

    private IntervalLists() {}

    /**
     * Intervals that overlap or meet as one, in order. Those of which an end is unknown stay as they are.
     *
     * @param per the size of the cells into which the values are divided from the first start on: intervals are joined
     *     that reach into the same cell or the next; null for one step of their type
     */
    public static @Nullable List<Interval> collapse(@Nullable List<?> source, @Nullable Quantity per) {
        if (source == null) {
            return null;
        }
        List<Interval> known = new ArrayList<>();
        List<Interval> open = new ArrayList<>();
        for (Object item : source) {
            if (item instanceof Interval interval) {
                Object start = Intervals.start(interval);
                Object end = Intervals.end(interval);
                boolean isKnown = start != null && end != null;
                (isKnown ? known : open).add(isKnown ? Interval.closed(start, end) : interval);
            }
        }
        List<Interval> result = joined(known, per);
        if (!open.isEmpty()) {
            result.addAll(open);
            result.sort((one, other) -> Ordering.sort(Intervals.start(one), Intervals.start(other)));
        }
        return result;
    }

    private static List<Interval> joined(List<Interval> intervals, @Nullable Quantity per) {
        intervals.sort((one, other) -> Ordering.sort(one.low(), other.low()));
        List<Interval> result = new ArrayList<>();
        for (Interval next : intervals) {
            Interval last = result.isEmpty() ? null : result.get(result.size() - 1);
            Object anchor = intervals.get(0).low();
            if (last != null && isJoined(last, next, anchor, per)) {
                Object high = Ordering.sort(last.high(), next.high()) >= 0 ? last.high() : next.high();
                result.set(result.size() - 1, Interval.closed(last.low(), high));
            } else {
                result.add(next);
            }
        }
        return result;
    }

    private static boolean isJoined(Interval one, Interval other, @Nullable Object anchor, @Nullable Quantity per) {
        BigDecimal last = per == null ? null : cell(one.high(), anchor, per);
        BigDecimal next = per == null ? null : cell(other.low(), anchor, per);
        if (last != null && next != null) {
            return next.compareTo(last.add(BigDecimal.ONE)) <= 0;
        }
        return Boolean.TRUE.equals(Logic.or(Intervals.overlaps(one, other, null), Intervals.meets(one, other, null)));
    }

    /** The number of the cell that a point is in; null where the size fits no such point. */
    private static @Nullable BigDecimal cell(@Nullable Object point, @Nullable Object anchor, Quantity per) {
        BigDecimal distance = null;
        BigDecimal size = per.value();
        if (point instanceof Temporal) {
            Precision unit = Precision.ofUnit(per.unit());
            distance = unit != null && Calendar.difference(anchor, point, unit) instanceof Integer whole
                    ? BigDecimal.valueOf(whole)
                    : null;
        } else if (point instanceof Quantity quantity && anchor instanceof Quantity first) {
            distance = Units.convert(quantity, first.unit());
            distance = distance == null ? null : distance.subtract(first.value());
            size = Units.convert(per, first.unit());
        } else if (point instanceof Number && anchor instanceof Number) {
            distance = Arithmetic.decimal(point).subtract(Arithmetic.decimal(anchor));
        }
        return (distance == null || size == null || size.signum() <= 0)
                ? null
                : distance.divide(size, 0, RoundingMode.FLOOR);
    }
}
