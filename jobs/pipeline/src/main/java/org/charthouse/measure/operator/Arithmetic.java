package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Temporal;
import org.charthouse.measure.value.Uncertain;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic operators (CQL 1.5, 9.3). Decimals have eight places, further ones are cut towards the lesser number; what
 * leaves the range of its type, and a division by zero, is null.
 */
public final class Arithmetic {

    private static final BigDecimal LARGEST = PointType.Extremes.GREATEST;
    private static final BigDecimal STEP = new BigDecimal("0.00000001");

    private Arithmetic() {}

    static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal value) {
            return value;
        }
        return BigDecimal.valueOf(((Number) number).longValue());
    }

    /** At most eight places, and within the range. */
    static @Nullable BigDecimal fit(BigDecimal value) {
        BigDecimal fitted = value.scale() > Units.SCALE ? value.setScale(Units.SCALE, RoundingMode.FLOOR) : value;
        return fitted.abs().compareTo(LARGEST) > 0 ? null : fitted;
    }

    public static @Nullable Object add(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Temporal date && right instanceof Quantity duration) {
            return Calendar.add(date, duration, 1);
        }
        if (left instanceof Quantity one && right instanceof Quantity other) {
            return quantities(one, other, 1);
        }
        if (left instanceof Uncertain || right instanceof Uncertain) {
            Uncertain one = range(left);
            Uncertain other = range(right);
            return new Uncertain(one.low() + other.low(), one.high() + other.high());
        }
        if (left instanceof String one && right instanceof String other) {
            return one + other;
        }
        return number(left, right, decimal(left, "+").add(decimal(right, "+")));
    }

    public static @Nullable Object subtract(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Temporal date && right instanceof Quantity duration) {
            return Calendar.add(date, duration, -1);
        }
        if (left instanceof Quantity one && right instanceof Quantity other) {
            return quantities(one, other, -1);
        }
        if (left instanceof Uncertain || right instanceof Uncertain) {
            Uncertain one = range(left);
            Uncertain other = range(right);
            return new Uncertain(one.low() - other.high(), one.high() - other.low());
        }
        return number(left, right, decimal(left, "-").subtract(decimal(right, "-")));
    }

    private static Uncertain range(Object value) {
        return value instanceof Uncertain uncertain
                ? uncertain
                : new Uncertain(
                        decimal(value, "+").intValue(), decimal(value, "+").intValue());
    }

    /** In the finer of both units. */
    private static @Nullable Quantity quantities(Quantity one, Quantity other, int sign) {
        Units.Pair both = Units.finer(one, other);
        if (both == null) {
            return null;
        }
        BigDecimal added = sign < 0 ? both.other().negate() : both.other();
        return quantity(Units.rounded(both.one().add(added)), both.unit());
    }

    private static Uncertain product(Uncertain one, Uncertain other) {
        int low = one.low() * other.low();
        int mixed = one.low() * other.high();
        int crossed = one.high() * other.low();
        int high = one.high() * other.high();
        return new Uncertain(
                Math.min(Math.min(low, mixed), Math.min(crossed, high)),
                Math.max(Math.max(low, mixed), Math.max(crossed, high)));
    }

    private static BigDecimal decimal(Object value, String operator) {
        if (value instanceof Number) {
            return decimal(value);
        }
        throw new CqlException("a value of type " + Names.of(value) + " cannot stand beside " + operator);
    }

    /** Integers make an Integer, a Long makes a Long, a Decimal a Decimal. */
    private static @Nullable Object number(Object left, Object right, BigDecimal result) {
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return fit(result);
        }
        BigInteger whole = result.toBigInteger();
        if (left instanceof Long || right instanceof Long) {
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : null;
        }
        return whole.bitLength() < Integer.SIZE ? (Object) whole.intValue() : null;
    }

    public static @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Quantity || right instanceof Quantity) {
            Quantity one = quantity(left);
            Quantity other = quantity(right);
            return quantity(one.value().multiply(other.value()), UnitProduct.of(one.unit(), other.unit(), 1));
        }
        if (left instanceof Uncertain || right instanceof Uncertain) {
            return product(range(left), range(right));
        }
        return number(left, right, decimal(left, "*").multiply(decimal(right, "*")));
    }

    public static @Nullable Object divide(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Quantity || right instanceof Quantity) {
            Quantity one = quantity(left);
            Quantity other = quantity(right);
            BigDecimal converted = Units.isSame(one.unit(), other.unit()) ? null : Units.convert(other, one.unit());
            Quantity divisor = converted == null ? other : new Quantity(converted, one.unit());
            BigDecimal quotient = quotient(one.value(), divisor.value());
            return quotient == null ? null : quantity(quotient, UnitProduct.of(one.unit(), divisor.unit(), -1));
        }
        return quotient(decimal(left, "/"), decimal(right, "/"));
    }

    private static @Nullable BigDecimal quotient(BigDecimal left, BigDecimal right) {
        return right.signum() == 0 ? null : fit(left.divide(right, Units.SCALE, RoundingMode.FLOOR));
    }

    private static Quantity quantity(Object value) {
        return value instanceof Quantity quantity ? quantity : new Quantity(decimal(value, "*"), Quantity.NO_UNIT);
    }

    private static @Nullable Quantity quantity(BigDecimal value, String unit) {
        BigDecimal fitted = fit(value);
        return fitted == null ? null : new Quantity(fitted, unit);
    }

    public static @Nullable Object truncatedDivide(@Nullable Object left, @Nullable Object right) {
        return whole(left, right, (one, other) -> one.divideToIntegralValue(other));
    }

    public static @Nullable Object modulo(@Nullable Object left, @Nullable Object right) {
        return whole(left, right, BigDecimal::remainder);
    }

    private static @Nullable Object whole(
            @Nullable Object left, @Nullable Object right, java.util.function.BinaryOperator<BigDecimal> operator) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Quantity one) {
            BigDecimal divisor =
                    right instanceof Quantity other ? Units.convert(other, one.unit()) : decimal(right, "div");
            return (divisor == null || divisor.signum() == 0)
                    ? null
                    : quantity(operator.apply(one.value(), divisor), one.unit());
        }
        BigDecimal divisor = decimal(right, "div");
        return divisor.signum() == 0 ? null : number(left, right, operator.apply(decimal(left, "div"), divisor));
    }

    public static @Nullable Object negate(@Nullable Object value) {
        if (value instanceof Quantity quantity) {
            return new Quantity(quantity.value().negate(), quantity.unit());
        }
        if (value instanceof Uncertain uncertain) {
            return new Uncertain(-uncertain.high(), -uncertain.low());
        }
        return value == null ? null : number(value, value, decimal(value, "-").negate());
    }

    public static @Nullable Object abs(@Nullable Object value) {
        if (value instanceof Quantity quantity) {
            return new Quantity(quantity.value().abs(), quantity.unit());
        }
        return value == null ? null : number(value, value, decimal(value, "Abs").abs());
    }

    public static @Nullable Object power(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        BigDecimal base = decimal(left, "^");
        BigDecimal exponent = decimal(right, "^");
        if (exponent.stripTrailingZeros().scale() <= 0 && exponent.signum() >= 0) {
            return number(left, right, base.pow(exponent.intValue()));
        }
        return finite(Math.pow(base.doubleValue(), exponent.doubleValue()));
    }

    /** A result of floating point arithmetic, rounded; null where there is none. */
    static @Nullable BigDecimal finite(double value) {
        return (Double.isNaN(value) || Double.isInfinite(value)) ? null : fit(Units.rounded(BigDecimal.valueOf(value)));
    }

    /** The next value of a type; null beyond the greatest. */
    public static @Nullable Object successor(@Nullable Object value) {
        return step(value, 1);
    }

    /** The value before; null before the least. */
    public static @Nullable Object predecessor(@Nullable Object value) {
        return step(value, -1);
    }

    private static @Nullable Object step(@Nullable Object value, int steps) {
        BigDecimal decimalStep = steps < 0 ? STEP.negate() : STEP;
        if (value instanceof Temporal temporal) {
            return Calendar.next(temporal, steps);
        }
        if (value instanceof Quantity quantity) {
            return quantity(quantity.value().add(decimalStep), quantity.unit());
        }
        return value instanceof BigDecimal number ? fit(number.add(decimalStep)) : add(value, steps);
    }
}
