package org.charthouse.measure.value;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that an interval may be of, with their least and greatest values (CQL 1.5, 9.4 Minimum and Maximum). */
public enum PointType {
    INTEGER,
    LONG,
    DECIMAL,
    DATE,
    DATETIME,
    TIME,
    QUANTITY,
    UNKNOWN;

    private static final Map<String, PointType> BY_NAME = Map.of(
            "Integer", INTEGER,
            "Long", LONG,
            "Decimal", DECIMAL,
            "Date", DATE,
            "DateTime", DATETIME,
            "Time", TIME,
            "Quantity", QUANTITY);

    /** The least value; null where the type is not known. */
    public @Nullable Object least() {
        return switch (this) {
            case INTEGER -> Integer.MIN_VALUE;
            case LONG -> Long.MIN_VALUE;
            case DECIMAL -> Extremes.LEAST;
            case DATE -> Temporal.minimum(Temporal.Kind.DATE);
            case DATETIME -> Temporal.minimum(Temporal.Kind.DATETIME);
            case TIME -> Temporal.minimum(Temporal.Kind.TIME);
            case QUANTITY -> new Quantity(Extremes.LEAST, Quantity.NO_UNIT);
            case UNKNOWN -> null;
        };
    }

    /** The greatest value; null where the type is not known. */
    public @Nullable Object greatest() {
        return switch (this) {
            case INTEGER -> Integer.MAX_VALUE;
            case LONG -> Long.MAX_VALUE;
            case DECIMAL -> Extremes.GREATEST;
            case DATE -> Temporal.maximum(Temporal.Kind.DATE);
            case DATETIME -> Temporal.maximum(Temporal.Kind.DATETIME);
            case TIME -> Temporal.maximum(Temporal.Kind.TIME);
            case QUANTITY -> new Quantity(Extremes.GREATEST, Quantity.NO_UNIT);
            case UNKNOWN -> null;
        };
    }

    /** The limits of decimals: 28 digits, 8 of them behind the point. */
    public static final class Extremes {
        public static final BigDecimal LEAST = new BigDecimal("-99999999999999999999.99999999");
        public static final BigDecimal GREATEST = new BigDecimal("99999999999999999999.99999999");

        private Extremes() {}
    }

    /** The type that a value has. */
    public static PointType of(@Nullable Object value) {
        if (value instanceof Temporal temporal) {
            return switch (temporal.kind()) {
                case DATE -> DATE;
                case DATETIME -> DATETIME;
                case TIME -> TIME;
            };
        }
        if (value instanceof Integer) {
            return INTEGER;
        }
        if (value instanceof BigDecimal) {
            return DECIMAL;
        }
        if (value instanceof Long) {
            return LONG;
        }
        return value instanceof Quantity ? QUANTITY : UNKNOWN;
    }

    /** The type that ELM names, without its namespace. */
    public static PointType named(String name) {
        return BY_NAME.getOrDefault(name, UNKNOWN);
    }
}
