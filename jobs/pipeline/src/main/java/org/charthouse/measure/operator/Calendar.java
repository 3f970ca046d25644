package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Temporal;
import org.charthouse.measure.value.Uncertain;
import org.jspecify.annotations.Nullable;

/** Arithmetic of dates and times (CQL 1.5, 9.7 Date and Time operators). */
public final class Calendar {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final long DAYS_OF_MONTH = 30;
    private static final long DAYS_OF_YEAR = 365;
    private static final int MONTHS = 12;

    private Calendar() {}

    /**
     * A date or time and a duration later, or earlier where the sign is -1. Fractions of units longer than a second are
     * cut; a unit that the value is not precise enough for is turned into the value's own. Null beyond the years 1 to 9999.
     *
     * @throws CqlException where the unit is no duration, or a definite year or month, which no calendar has
     */
    static @Nullable Temporal add(Temporal left, Quantity right, int sign) {
        Precision unit = Precision.ofUnit(right.unit());
        if (unit == null || right.unit().equals("a") || right.unit().equals("mo")) {
            throw new CqlException("a date or time takes a calendar duration, not a quantity of another unit");
        }
        try {
            return added(left, right.value(), unit, sign);
        } catch (DateTimeException | ArithmeticException e) {
            return null; // out of range is null (9.7 Add)
        }
    }

    private static @Nullable Temporal added(Temporal left, BigDecimal amount, Precision unit, int sign) {
        if (unit == Precision.SECOND && left.precision().compareTo(Precision.SECOND) >= 0) {
            long millis =
                    amount.multiply(THOUSAND).setScale(0, RoundingMode.DOWN).longValueExact();
            return left.moved(left.parts().plus(sign * millis, ChronoUnit.MILLIS));
        }
        long whole = amount.setScale(0, RoundingMode.DOWN).longValueExact();
        Precision precision = left.precision();
        if (precision.compareTo(unit) >= 0 || (unit == Precision.WEEK && precision == Precision.DAY)) {
            return left.moved(left.parts().plus(sign * whole, unit.unit()));
        }
        return left.moved(left.parts().plus(sign * coarse(whole, unit, precision), precision.unit()));
    }

    /** A number of a finer unit in whole ones of a coarser: 24 hours, 30 days, 12 months, 365 days. */
    private static long coarse(long amount, Precision from, Precision to) {
        if (from == Precision.MONTH) {
            return amount / MONTHS;
        }
        if (to.compareTo(Precision.DAY) >= 0) {
            return from.unit()
                    .getDuration()
                    .multipliedBy(amount)
                    .dividedBy(to.unit().getDuration());
        }
        long days = from.unit().getDuration().multipliedBy(amount).toDays();
        return days / (to == Precision.MONTH ? DAYS_OF_MONTH : DAYS_OF_YEAR);
    }

    /** Whole periods from one to the other; a range where one is less precise than the period. */
    public static @Nullable Object duration(@Nullable Object left, @Nullable Object right, Precision unit) {
        return between(left, right, unit, Calendar::wholePeriods);
    }

    /** Boundaries of periods crossed from one to the other. */
    public static @Nullable Object difference(@Nullable Object left, @Nullable Object right, Precision unit) {
        return between(left, right, unit, Calendar::boundaries);
    }

    private interface Count {
        long of(LocalDateTime from, LocalDateTime to, Precision unit);
    }

    private static @Nullable Object between(
            @Nullable Object left, @Nullable Object right, Precision unit, Count count) {
        if (left == null || right == null) {
            return null;
        }
        if (!(left instanceof Temporal from && right instanceof Temporal to)) {
            throw new CqlException("a duration lies between dates or times, not between " + Names.of(left) + " and "
                    + Names.of(right));
        }
        if (isEnough(from, unit) && isEnough(to, unit)) {
            return (int) count.of(parts(from, unit), parts(to, unit), unit);
        }
        Precision finest = from.kind() == Temporal.Kind.DATE ? Precision.DAY : Precision.MILLISECOND;
        int least = (int) count.of(parts(from.latest(finest), unit), parts(to, unit), unit);
        int most = (int) count.of(parts(from, unit), parts(to.latest(finest), unit), unit);
        return least == most ? (Object) least : new Uncertain(least, most);
    }

    /** Days and longer are counted by each value's own calendar, hours and shorter by one clock (9.7 Duration). */
    private static LocalDateTime parts(Temporal value, Precision unit) {
        return unit.compareTo(Precision.HOUR) < 0 ? value.parts() : value.sharedParts();
    }

    private static boolean isEnough(Temporal value, Precision unit) {
        return value.precision().compareTo(unit) >= 0
                || (unit == Precision.MILLISECOND && value.precision() == Precision.SECOND);
    }

    private static long wholePeriods(LocalDateTime from, LocalDateTime to, Precision unit) {
        return unit.unit().between(from, to);
    }

    private static long boundaries(LocalDateTime from, LocalDateTime to, Precision unit) {
        return unit.unit().between(floor(from, unit), floor(to, unit));
    }

    /** The start of the period; weeks start on Sunday. */
    private static LocalDateTime floor(LocalDateTime value, Precision unit) {
        LocalDateTime day = value.truncatedTo(ChronoUnit.DAYS);
        return switch (unit) {
            case YEAR -> day.withDayOfYear(1);
            case MONTH -> day.withDayOfMonth(1);
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            case DAY -> day;
            default -> value.truncatedTo(unit.unit());
        };
    }

    /** A part of a date or time at its own offset; null where it does not tell it. */
    public static @Nullable Integer component(@Nullable Object value, Precision part) {
        if (!(value instanceof Temporal temporal) || temporal.precision().compareTo(part) < 0) {
            return null;
        }
        LocalDateTime parts = temporal.parts();
        return switch (part) {
            case YEAR -> parts.getYear();
            case MONTH -> parts.getMonthValue();
            case WEEK -> null;
            case DAY -> parts.getDayOfMonth();
            case HOUR -> parts.getHour();
            case MINUTE -> parts.getMinute();
            case SECOND -> parts.getSecond();
            case MILLISECOND -> parts.getNano() / 1_000_000;
        };
    }

    /** The next value of the same precision, or the one before it; null beyond the calendar, and beyond the day for a time. */
    static @Nullable Temporal next(Temporal value, int steps) {
        LocalDateTime parts = value.parts();
        LocalDateTime moved = parts.plus(steps, value.precision().unit());
        boolean isOver = value.kind() == Temporal.Kind.TIME && moved.getDayOfYear() != parts.getDayOfYear();
        return isOver ? null : value.moved(moved);
    }
}
