package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.charthouse.measure.value.Quantity;
import org.charthouse.terminology.unit.UnitFactor;
import org.jspecify.annotations.Nullable;

/**
 * Units of quantities: UCUM's and the calendar's. A calendar year or month is no definite duration, so it equals none;
 * shorter calendar units do (CQL 1.5, 2.2.2 and 9.2 Equal). Loosely, as equivalence has it, a calendar year passes for a
 * definite one, for 12 months and for 365 days, a month for 30 days.
 */
final class Units {

    /** As precise as decimals of CQL are. */
    static final int SCALE = 8;

    private static final Map<String, String> CALENDAR = Map.ofEntries(
            Map.entry("week", "wk"),
            Map.entry("weeks", "wk"),
            Map.entry("day", "d"),
            Map.entry("days", "d"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"),
            Map.entry("minute", "min"),
            Map.entry("minutes", "min"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("millisecond", "ms"),
            Map.entry("milliseconds", "ms"),
            Map.entry("years", "year"),
            Map.entry("months", "month"));

    private static final Map<String, String> DEFINITE = Map.of("year", "a", "month", "mo");
    private static final Map<String, BigDecimal> DAYS =
            Map.of("year", BigDecimal.valueOf(365), "month", BigDecimal.valueOf(30));
    private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

    private Units() {}

    /** One word for each unit. */
    static String plain(String unit) {
        return unit.isEmpty() ? Quantity.NO_UNIT : CALENDAR.getOrDefault(unit, unit);
    }

    static boolean isSame(String one, String other) {
        return one.equals(other) || plain(one).equals(plain(other));
    }

    /** The numbers of two quantities in one unit. */
    record Pair(BigDecimal one, BigDecimal other, String unit) {}

    /** Two quantities in the unit that needs no rounding; null where they measure different things. */
    static @Nullable Pair exact(Quantity one, Quantity other, boolean isLoose) {
        if (isSame(one.unit(), other.unit())) {
            return new Pair(one.value(), other.value(), one.unit());
        }
        BigDecimal there = factor(one.unit(), other.unit(), isLoose);
        BigDecimal back = factor(other.unit(), one.unit(), isLoose);
        return (there == null || back == null) ? null : pair(one, other, there, isShorter(there, back) ? null : back);
    }

    /** Two quantities in the finer of their units; null where they measure different things. */
    static @Nullable Pair finer(Quantity one, Quantity other) {
        if (isSame(one.unit(), other.unit())) {
            return new Pair(one.value(), other.value(), one.unit());
        }
        BigDecimal there = factor(one.unit(), other.unit(), false);
        BigDecimal back = factor(other.unit(), one.unit(), false);
        return (there == null || back == null)
                ? null
                : pair(one, other, there, there.compareTo(BigDecimal.ONE) > 0 ? null : back);
    }

    private static Pair pair(Quantity one, Quantity other, BigDecimal there, @Nullable BigDecimal back) {
        return back == null
                ? new Pair(one.value().multiply(there), other.value(), other.unit())
                : new Pair(one.value(), other.value().multiply(back), one.unit());
    }

    private static boolean isShorter(BigDecimal one, BigDecimal other) {
        return one.stripTrailingZeros().scale() <= other.stripTrailingZeros().scale();
    }

    /** The value in another unit; null where there is no way to it. */
    static @Nullable BigDecimal convert(Quantity quantity, String to) {
        return convert(quantity, to, false);
    }

    /** As {@link #convert(Quantity, String)}, where calendar years and months pass for definite durations. */
    static @Nullable BigDecimal convertLoosely(Quantity quantity, String to) {
        return convert(quantity, to, true);
    }

    private static @Nullable BigDecimal convert(Quantity quantity, String to, boolean isLoose) {
        BigDecimal there = factor(quantity.unit(), to, isLoose);
        BigDecimal back = factor(to, quantity.unit(), isLoose);
        if (there == null || back == null) {
            return null;
        }
        return isShorter(there, back)
                ? quantity.value().multiply(there)
                : quantity.value().divide(back, MathContext.DECIMAL128);
    }

    private static @Nullable BigDecimal factor(String from, String to, boolean isLoose) {
        String one = plain(from);
        String other = plain(to);
        if (one.equals(other)) {
            return BigDecimal.ONE;
        }
        if (one.equals("year") && other.equals("month")) {
            return MONTHS;
        }
        if (one.equals("month") && other.equals("year")) {
            return BigDecimal.ONE.divide(MONTHS, MathContext.DECIMAL64);
        }
        return isLoose && (DAYS.containsKey(one) || DAYS.containsKey(other)) ? loose(one, other) : between(one, other);
    }

    /** Between a calendar year or month and a definite duration. */
    private static @Nullable BigDecimal loose(String from, String to) {
        String one = DEFINITE.getOrDefault(from, from);
        String other = DEFINITE.getOrDefault(to, to);
        if (DEFINITE.containsValue(one) && DEFINITE.containsValue(other)) {
            return between(one, other);
        }
        BigDecimal days = between(DAYS.containsKey(from) ? "d" : one, DAYS.containsKey(to) ? "d" : other);
        if (days == null) {
            return null;
        }
        BigDecimal own = DAYS.getOrDefault(from, BigDecimal.ONE);
        return days.multiply(own).divide(DAYS.getOrDefault(to, BigDecimal.ONE), MathContext.DECIMAL64);
    }

    private static @Nullable BigDecimal between(String one, String other) {
        if (one.equals(other)) {
            return BigDecimal.ONE;
        }
        Optional<BigDecimal> factor = UnitFactor.between(one, other);
        return factor.orElse(null);
    }

    /** Rounded to the places that decimals have. */
    static BigDecimal rounded(BigDecimal value) {
        return value.scale() > SCALE ? value.setScale(SCALE, RoundingMode.HALF_UP) : value;
    }
}
