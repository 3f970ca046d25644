package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * Expand (CQL 1.5, 9.8.9): the intervals of one size that fit into others. Points are cut to the precision of the size; a
 * date that is less precise than it makes none, and so does an interval without an end.
 */
public final class Expansion {

    private static final int MOST = 1_000_000;

    private Expansion() {}

    /**
     * Intervals of a size; the points where they start, where one interval is given.
     *
     * @param per the size; null for one step of the coarsest precision of the ends
     * @throws CqlException where there are more than a million
     */
    public static @Nullable List<@Nullable Object> expand(@Nullable Object source, @Nullable Quantity per) {
        if (source == null) {
            return null;
        }
        List<@Nullable Object> result = new ArrayList<>();
        if (source instanceof Interval single) {
            for (Interval part : parts(single, per)) {
                result.add(part.low());
            }
            return result;
        }
        List<Interval> ended = new ArrayList<>();
        for (Object item : (List<?>) source) {
            if (item instanceof Interval interval && interval.low() != null && interval.high() != null) {
                ended.add(interval);
            }
        }
        for (Interval interval : Objects.requireNonNull(IntervalLists.collapse(ended, per))) {
            result.addAll(parts(interval, per));
        }
        return result;
    }

    private static List<Interval> parts(Interval interval, @Nullable Quantity per) {
        Object low = interval.low() == null ? null : Intervals.start(interval);
        Object high = interval.high() == null ? null : Intervals.end(interval);
        if (low instanceof Temporal from && high instanceof Temporal to) {
            return dates(from, to, per);
        }
        return (low == null || high == null) ? List.of() : numbers(low, high, per);
    }

    private static List<Interval> dates(Temporal low, Temporal high, @Nullable Quantity per) {
        Precision coarsest = Precision.coarser(low.precision(), high.precision());
        Precision unit = per == null ? coarsest : Precision.ofUnit(per.unit());
        Precision step = unit == Precision.WEEK ? Precision.DAY : unit;
        int size = per == null ? 1 : per.value().intValue();
        List<Interval> parts = new ArrayList<>();
        if (unit == null || step == null || coarsest.compareTo(step) < 0 || size < 1) {
            return parts;
        }
        Temporal last = high.withPrecision(step);
        Temporal from = low.withPrecision(step);
        while (from != null) {
            LocalDateTime next = from.parts().plus(size, unit.unit());
            Temporal to = within(from, next.minus(1, step.unit()));
            if (to == null || !Boolean.TRUE.equals(Ordering.lessOrEqual(to, last))) {
                break;
            }
            add(parts, from, to);
            from = within(from, next);
        }
        return parts;
    }

    /** A value moved on; null where a time of day would be one of the next day. */
    private static @Nullable Temporal within(Temporal value, LocalDateTime parts) {
        boolean isOver = value.kind() == Temporal.Kind.TIME
                && parts.getDayOfYear() != value.parts().getDayOfYear();
        return isOver ? null : value.moved(parts);
    }

    private static List<Interval> numbers(Object low, Object high, @Nullable Quantity per) {
        BigDecimal first = number(low, low);
        BigDecimal last = number(high, low);
        BigDecimal size = per == null ? null : low instanceof Quantity in ? Units.convert(per, in.unit()) : per.value();
        List<Interval> parts = new ArrayList<>();
        if (first == null || last == null || (per != null && (size == null || size.signum() <= 0))) {
            return parts;
        }
        int scale = size == null
                ? Math.max(0, Math.min(first.scale(), last.scale()))
                : Math.max(0, size.stripTrailingZeros().scale());
        BigDecimal point = BigDecimal.ONE.movePointLeft(scale);
        BigDecimal step = size == null ? point : size;
        BigDecimal end = last.setScale(scale, RoundingMode.FLOOR);
        if (low instanceof Integer || low instanceof Long) {
            end = end.add(BigDecimal.ONE).subtract(point); // a whole number reaches to the next
        }
        BigDecimal from = first.setScale(scale, RoundingMode.FLOOR);
        for (BigDecimal to = from.add(step).subtract(point); to.compareTo(end) <= 0; to = to.add(step)) {
            add(parts, like(low, to.subtract(step).add(point), scale), like(low, to, scale));
        }
        return parts;
    }

    /** The number of a point, of a quantity in the unit of another. */
    private static @Nullable BigDecimal number(Object point, Object like) {
        return point instanceof Quantity quantity && like instanceof Quantity first
                ? Units.convert(quantity, first.unit())
                : Arithmetic.decimal(point);
    }

    private static Object like(Object point, BigDecimal value, int scale) {
        if (point instanceof Quantity quantity) {
            return new Quantity(value, quantity.unit());
        }
        if (scale > 0 || point instanceof BigDecimal) {
            return value;
        }
        return point instanceof Long ? (Object) value.longValue() : (Object) value.intValue();
    }

    private static void add(List<Interval> parts, Object low, Object high) {
        if (parts.size() >= MOST) {
            throw new CqlException("an interval expands to more than a million parts");
        }
        parts.add(Interval.closed(low, high));
    }
}
