package org.charthouse.fhir;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Exact arithmetic on numbers held as text (FHIRPath N1, 6.6). A text that is no number, a division by zero and a
 * result beyond all use give null. Public only because Spark's generated code calls it.
 */
public final class Decimals {
    /** FHIR R4's decimal has at most 18 digits; the rest keeps nonsense from filling memory. */
    private static final int LONGEST = 400;

    private static final int HUGE = 1000;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    private Decimals() {}

    static @Nullable BigDecimal parse(String text) {
        return text.length() <= LONGEST && NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private interface Step {
        @Nullable
        BigDecimal of(BigDecimal left, BigDecimal right);
    }

    private static @Nullable UTF8String apply(UTF8String left, UTF8String right, Step step) {
        BigDecimal one = parse(left.toString());
        BigDecimal other = parse(right.toString());
        BigDecimal result = one == null || other == null ? null : step.of(one, other);
        return result == null || Math.abs((long) result.scale()) > HUGE
                ? null
                : UTF8String.fromString(result.toPlainString());
    }

    public static @Nullable UTF8String plus(UTF8String left, UTF8String right) {
        return apply(left, right, BigDecimal::add);
    }

    public static @Nullable UTF8String minus(UTF8String left, UTF8String right) {
        return apply(left, right, BigDecimal::subtract);
    }

    public static @Nullable UTF8String times(UTF8String left, UTF8String right) {
        return apply(left, right, BigDecimal::multiply);
    }

    /** The quotient to 28 digits, without zeros at its end. */
    public static @Nullable UTF8String divide(UTF8String left, UTF8String right) {
        return apply(left, right, (one, other) -> {
            if (other.signum() == 0) {
                return null;
            }
            BigDecimal quotient =
                    one.divide(other, new MathContext(28, RoundingMode.HALF_UP)).stripTrailingZeros();
            return quotient.scale() < 1 ? quotient.setScale(1) : quotient;
        });
    }

    /** The quotient without its fraction. */
    public static @Nullable UTF8String whole(UTF8String left, UTF8String right) {
        return apply(left, right, (one, other) -> other.signum() == 0 ? null : quotient(one, other));
    }

    /** What the whole quotient leaves; its sign is that of the left. */
    public static @Nullable UTF8String rest(UTF8String left, UTF8String right) {
        return apply(
                left,
                right,
                (one, other) -> other.signum() == 0
                        ? null
                        : one.subtract(quotient(one, other).multiply(other)));
    }

    private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
        return left.divideToIntegralValue(right).setScale(0, RoundingMode.DOWN);
    }

    /** By value: 1.0 and 1.00 are equal. */
    public static @Nullable Integer compare(UTF8String left, UTF8String right) {
        BigDecimal one = parse(left.toString());
        BigDecimal other = parse(right.toString());
        return one == null || other == null ? null : (Integer) one.compareTo(other);
    }

    /** Equal to the digits of the less precise one (FHIRPath N1, 6.1.2). */
    public static @Nullable Boolean alike(UTF8String left, UTF8String right) {
        BigDecimal one = parse(left.toString());
        BigDecimal other = parse(right.toString());
        if (one == null || other == null) {
            return null;
        }
        int scale = Math.min(
                one.stripTrailingZeros().scale(), other.stripTrailingZeros().scale());
        return one.setScale(scale, RoundingMode.HALF_UP).compareTo(other.setScale(scale, RoundingMode.HALF_UP)) == 0;
    }

    /** The integer that a number or text is; null where it has a fraction or is too large. */
    public static @Nullable Integer integer(UTF8String text) {
        BigDecimal value = parse(text.toString());
        if (value == null || value.stripTrailingZeros().scale() > 0) {
            return null;
        }
        BigInteger whole = value.toBigInteger();
        return whole.bitLength() < Integer.SIZE ? (Integer) whole.intValue() : null;
    }

    /** The text where it is a number. */
    public static @Nullable UTF8String decimal(UTF8String text) {
        return parse(text.toString()) == null ? null : text;
    }
}
