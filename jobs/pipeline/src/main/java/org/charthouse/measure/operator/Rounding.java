package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** Rounding, logarithms and boundaries of precision (CQL 1.5, 9.3). */
public final class Rounding {

    private static final int DECIMAL_DIGITS = 8;
    private static final int MILLISECOND_DIGITS = 17;
    private static final int DAY_DIGITS = 8;
    private static final int TIME_DIGITS = 9;

    private Rounding() {}

    public static @Nullable Integer ceiling(@Nullable Object value) {
        return whole(value, RoundingMode.CEILING);
    }

    public static @Nullable Integer floor(@Nullable Object value) {
        return whole(value, RoundingMode.FLOOR);
    }

    public static @Nullable Integer truncate(@Nullable Object value) {
        return whole(value, RoundingMode.DOWN);
    }

    /** Null where the whole number is none that an Integer can be. */
    private static @Nullable Integer whole(@Nullable Object value, RoundingMode mode) {
        if (value == null) {
            return null;
        }
        BigDecimal whole = Arithmetic.decimal(value).setScale(0, mode);
        return whole.toBigInteger().bitLength() < Integer.SIZE ? (Integer) whole.intValue() : null;
    }

    /** Halves are rounded away from zero. */
    public static @Nullable Object round(@Nullable Object value, @Nullable Object places) {
        int scale = places instanceof Integer wanted ? wanted : 0;
        if (value instanceof Quantity quantity) {
            return new Quantity(quantity.value().setScale(scale, RoundingMode.HALF_UP), quantity.unit());
        }
        return value == null ? null : Arithmetic.decimal(value).setScale(scale, RoundingMode.HALF_UP);
    }

    public static @Nullable Object ln(@Nullable Object value) {
        return value == null
                ? null
                : Arithmetic.finite(Math.log(Arithmetic.decimal(value).doubleValue()));
    }

    public static @Nullable Object exp(@Nullable Object value) {
        return value == null
                ? null
                : Arithmetic.finite(Math.exp(Arithmetic.decimal(value).doubleValue()));
    }

    public static @Nullable Object log(@Nullable Object value, @Nullable Object base) {
        if (value == null || base == null) {
            return null;
        }
        double by = Math.log(Arithmetic.decimal(base).doubleValue());
        return by == 0
                ? null
                : Arithmetic.finite(Math.log(Arithmetic.decimal(value).doubleValue()) / by);
    }

    /** How many digits a value tells. */
    public static @Nullable Integer precision(@Nullable Object value) {
        if (value instanceof Temporal temporal) {
            String digits =
                    temporal.toString().replaceAll("(Z|[+-]\\d{2}:\\d{2})$", "").replaceAll("\\D", "");
            return digits.length();
        }
        return value instanceof BigDecimal number ? (Integer) Math.max(0, number.scale()) : null;
    }

    /** The least or greatest value that a less precise one may stand for, to a number of digits. */
    public static @Nullable Object boundary(@Nullable Object value, @Nullable Object digits, boolean isHigh) {
        if (value instanceof Temporal temporal) {
            return boundary(temporal, digits, isHigh);
        }
        if (!(value instanceof BigDecimal number)) {
            return null;
        }
        int scale = digits instanceof Integer wanted ? wanted : DECIMAL_DIGITS;
        if (scale > DECIMAL_DIGITS) {
            return null;
        }
        BigDecimal reach =
                BigDecimal.ONE.movePointLeft(number.scale()).subtract(BigDecimal.ONE.movePointLeft(DECIMAL_DIGITS));
        boolean isNegative = number.signum() < 0;
        BigDecimal far = isNegative ? number.subtract(reach) : number.add(reach);
        return (isHigh == isNegative ? number : far).setScale(scale, RoundingMode.DOWN);
    }

    private static @Nullable Object boundary(Temporal value, @Nullable Object digits, boolean isHigh) {
        int most = switch (value.kind()) {
            case DATE -> DAY_DIGITS;
            case DATETIME -> MILLISECOND_DIGITS;
            case TIME -> TIME_DIGITS;
        };
        int wanted = digits instanceof Integer number ? number : most;
        if (wanted > most) {
            return null;
        }
        LocalDateTime first = value.parts();
        LocalDateTime last = first.plus(1, value.precision().unit()).minus(1, ChronoUnit.MILLIS);
        Temporal whole = value.withPrecision(org.charthouse.measure.value.Precision.MILLISECOND)
                .moved(isHigh ? last : first);
        return whole == null ? null : whole.withPrecision(Digits.precision(wanted, value.kind() == Temporal.Kind.TIME));
    }
}
