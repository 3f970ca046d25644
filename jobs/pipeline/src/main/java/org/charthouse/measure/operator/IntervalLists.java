package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** Collapse and Expand (CQL 1.5, 9.8.3 and 9.8.9). */
public final class IntervalLists {

    private IntervalLists() {}

    /**
     * Intervals that overlap or meet as one, in order. Those of which an end is unknown are left out.
     *
     * @param per how far apart they may lie and still meet; null for one step of their type
     */
    public static @Nullable List<Interval> collapse(@Nullable List<?> source, @Nullable Quantity per) {
        if (source == null) {
            return null;
        }
        List<Interval> sorted = new ArrayList<>();
        for (Object item : source) {
            if (item instanceof Interval interval
                    && Intervals.start(interval) != null
                    && Intervals.end(interval) != null) {
                sorted.add(Interval.closed(Intervals.start(interval), Intervals.end(interval)));
            }
        }
        sorted.sort((one, other) -> Ordering.sort(one.low(), other.low()));
        List<Interval> result = new ArrayList<>();
        for (Interval next : sorted) {
            Interval last = result.isEmpty() ? null : result.get(result.size() - 1);
            if (last != null && isJoined(last, next, per)) {
                Object high = Ordering.sort(last.high(), next.high()) >= 0 ? last.high() : next.high();
                result.set(result.size() - 1, Interval.closed(last.low(), high));
            } else {
                result.add(next);
            }
        }
        return result;
    }

    private static boolean isJoined(Interval one, Interval other, @Nullable Quantity per) {
        Precision precision = per == null ? null : Precision.ofUnit(per.unit());
        if (precision != null && one.low() instanceof Temporal) {
            Object reach = Arithmetic.add(one.high(), per);
            return Boolean.TRUE.equals(Ordering.lessOrEqual(other.low(), reach, precision));
        }
        if (per != null) {
            Object reach = Arithmetic.add(one.high(), step(one.low(), per));
            return Boolean.TRUE.equals(Ordering.lessOrEqual(other.low(), reach));
        }
        return Boolean.TRUE.equals(Logic.or(Intervals.overlaps(one, other, null), Intervals.meets(one, other, null)));
    }

    private static Object step(@Nullable Object point, Quantity per) {
        if (point instanceof Integer) {
            return per.value().intValue();
        }
        if (point instanceof Long) {
            return per.value().longValue();
        }
        return point instanceof BigDecimal ? (Object) per.value() : per;
    }

    /** The intervals of a length that fit into each of the given; points where one interval is given. */
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
        for (Interval interval : Objects.requireNonNullElse(collapse((List<?>) source, per), List.<Interval>of())) {
            result.addAll(parts(interval, per));
        }
        return result;
    }

    private static List<Interval> parts(Interval interval, @Nullable Quantity per) {
        Object low = Intervals.start(interval);
        Object high = Intervals.end(interval);
        List<Interval> parts = new ArrayList<>();
        if (low == null || high == null) {
            return parts;
        }
        Quantity length = per == null ? unit(low) : per;
        Precision precision = low instanceof Temporal ? Precision.ofUnit(length.unit()) : null;
        Object from = precision == null ? low : cut((Temporal) low, precision);
        Object last = precision == null ? high : cut((Temporal) high, precision);
        while (from != null && last != null) {
            Object next = Arithmetic.add(from, step(from, length));
            Object to = next == null ? null : Arithmetic.predecessor(next);
            if (to == null || !Boolean.TRUE.equals(Ordering.lessOrEqual(to, last))) {
                break;
            }
            parts.add(Interval.closed(from, to));
            from = next;
        }
        return parts;
    }

    private static Temporal cut(Temporal point, Precision precision) {
        Precision to = precision == Precision.WEEK ? Precision.DAY : precision;
        return point.precision().compareTo(to) > 0 ? point.withPrecision(to) : point;
    }

    private static Quantity unit(Object point) {
        if (point instanceof Temporal temporal) {
            return new Quantity(BigDecimal.ONE, temporal.precision().name().toLowerCase(java.util.Locale.ROOT));
        }
        String unit = point instanceof Quantity quantity ? quantity.unit() : Quantity.NO_UNIT;
        return new Quantity(
                PointType.of(point) == PointType.DECIMAL ? new BigDecimal("0.00000001") : BigDecimal.ONE, unit);
    }
}
