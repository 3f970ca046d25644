package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.charthouse.measure.value.Quantity;
import org.charthouse.terminology.unit.UnitFactor;
import org.jspecify.annotations.Nullable;

/**
 * Units of quantities: UCUM's and the calendar's. A calendar year or month is no definite duration, so it equals none;
 * shorter calendar units do (CQL 1.5, 2.2.2 and 9.2 Equal).
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

    private Units() {}

    /** One word for each unit. */
    static String plain(String unit) {
        return unit.isEmpty() ? Quantity.NO_UNIT : CALENDAR.getOrDefault(unit, unit);
    }

    static boolean isSame(String one, String other) {
        return one.equals(other) || plain(one).equals(plain(other));
    }

    /** The value in another unit; null where there is no way to it. */
    static @Nullable BigDecimal convert(Quantity quantity, String to) {
        String from = plain(quantity.unit());
        String wanted = plain(to);
        if (from.equals(wanted)) {
            return quantity.value();
        }
        if (from.equals("year") && wanted.equals("month")) {
            return quantity.value().multiply(BigDecimal.valueOf(12));
        }
        if (from.equals("month") && wanted.equals("year")) {
            return quantity.value().divide(BigDecimal.valueOf(12), SCALE, RoundingMode.HALF_UP);
        }
        Optional<BigDecimal> factor = UnitFactor.between(from, wanted);
        return factor.map(by -> quantity.value().multiply(by)).orElse(null);
    }

    /** As {@link #convert}, where a calendar year or month passes for a definite one, as equivalence has it. */
    static @Nullable BigDecimal convertLoosely(Quantity quantity, String to) {
        String from = plain(quantity.unit());
        String wanted = plain(to);
        return convert(
                new Quantity(quantity.value(), DEFINITE.getOrDefault(from, from)),
                DEFINITE.getOrDefault(wanted, wanted));
    }
}
