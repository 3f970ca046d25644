package org.charthouse.terminology.unit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A conversion of values, {@code (value + before) × factor / divisor + after}, computed exactly and rounded once.
 *
 * @param divisor not zero
 */
record Conversion(BigDecimal before, BigDecimal factor, BigDecimal divisor, BigDecimal after) implements Serializable {

    /** Decimals that are kept; the last one is rounded, halves away from zero. */
    static final int DECIMALS = 6;

    static final Conversion NONE = linear(BigDecimal.ONE, BigDecimal.ONE);

    /** What a result column can hold before the decimal point. */
    private static final int DIGITS = 12;

    static Conversion linear(BigDecimal factor, BigDecimal divisor) {
        return new Conversion(BigDecimal.ZERO, factor, divisor, BigDecimal.ZERO);
    }

    /** Whether values stay as they are. */
    boolean isNone() {
        return before.signum() == 0 && after.signum() == 0 && factor.compareTo(divisor) == 0;
    }

    /** The converted value; null where it is too large, or so small that nothing of it would be left. */
    @Nullable
    BigDecimal apply(BigDecimal value) {
        if (value.precision() - value.scale() > 40 || value.scale() > 100) {
            return value.signum() == 0 ? BigDecimal.ZERO : null;
        }
        BigDecimal exact = value.add(before).multiply(factor).add(after.multiply(divisor));
        BigDecimal rounded = exact.divide(divisor, DECIMALS, RoundingMode.HALF_UP);
        boolean isLost = exact.signum() != 0 && rounded.signum() == 0;
        return isLost || rounded.precision() - rounded.scale() > DIGITS ? null : rounded;
    }
}
