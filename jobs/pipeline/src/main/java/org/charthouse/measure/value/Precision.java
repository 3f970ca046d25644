package org.charthouse.measure.value;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How precise a date or time is, and the unit of calendar arithmetic (CQL 1.5, 09-b, Date and Time Operators). From the
 * least precise to the most; a week is a unit only.
 */
public enum Precision {
    YEAR(36, ChronoUnit.YEARS),
    MONTH(32, ChronoUnit.MONTHS),
    WEEK(27, ChronoUnit.WEEKS),
    DAY(27, ChronoUnit.DAYS),
    HOUR(22, ChronoUnit.HOURS),
    MINUTE(16, ChronoUnit.MINUTES),
    SECOND(10, ChronoUnit.SECONDS),
    MILLISECOND(0, ChronoUnit.MILLIS);

    private static final Map<String, Precision> BY_UNIT = Map.ofEntries(
            Map.entry("a", YEAR),
            Map.entry("mo", MONTH),
            Map.entry("wk", WEEK),
            Map.entry("d", DAY),
            Map.entry("h", HOUR),
            Map.entry("min", MINUTE),
            Map.entry("s", SECOND),
            Map.entry("ms", MILLISECOND),
            Map.entry("year", YEAR),
            Map.entry("month", MONTH),
            Map.entry("week", WEEK),
            Map.entry("day", DAY),
            Map.entry("hour", HOUR),
            Map.entry("minute", MINUTE),
            Map.entry("second", SECOND),
            Map.entry("millisecond", MILLISECOND));

    private final int shift;
    private final ChronoUnit unit;

    Precision(int shift, ChronoUnit unit) {
        this.shift = shift;
        this.unit = unit;
    }

    /** How many bits of a packed value say more than this precision. */
    int shift() {
        return shift;
    }

    public ChronoUnit unit() {
        return unit;
    }

    /** The precision that ELM names, {@code Day}. */
    public static Precision ofElm(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The calendar unit of a quantity: a UCUM code, or CQL's word in singular or plural. Null where it is none. */
    public static @Nullable Precision ofUnit(String unit) {
        Precision found = BY_UNIT.get(unit);
        return (found == null && unit.endsWith("s")) ? BY_UNIT.get(unit.substring(0, unit.length() - 1)) : found;
    }

    /** The next more precise one that a value may have; itself where there is none. */
    public Precision finer() {
        return switch (this) {
            case YEAR -> MONTH;
            case MONTH, WEEK -> DAY;
            case DAY -> HOUR;
            case HOUR -> MINUTE;
            case MINUTE -> SECOND;
            case SECOND, MILLISECOND -> MILLISECOND;
        };
    }

    public static Precision coarser(Precision one, Precision other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
