package org.charthouse.terminology.unit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A result in the unit in which its kind is compared.
 *
 * @param value six decimals, halves rounded away from zero; null where the method says why there is none
 * @param comparator {@code <, <=, >, >=} where the value is a limit
 * @param unit UCUM; null where there is no value
 * @param method one of the words of this class
 */
public record CanonicalResult(
        @Nullable BigDecimal value,
        @Nullable String comparator,
        @Nullable String unit,
        String method) {

    /** The unit was sent so, and the value stays. */
    public static final String AS_SENT = "as-sent";
    /** The unit is written otherwise, the value stays. */
    public static final String NORMALISED = "normalised";
    /** The value was converted. */
    public static final String CONVERTED = "converted";
    /** A number without a unit, of a kind of result that needs one. */
    public static final String NO_UNIT = "no-unit";
    /** The unit is neither UCUM nor a listed spelling. */
    public static final String INVALID_UNIT = "invalid-unit";
    /** The unit measures something else than the canonical one, or what is needed to convert is not listed. */
    public static final String INCOMMENSURABLE = "incommensurable";
    /** The number is too large or too small for the column. */
    public static final String OUT_OF_RANGE = "out-of-range";
    /** The value was sent as a number and is none. */
    public static final String INVALID_NUMBER = "invalid-number";

    static CanonicalResult without(String method) {
        return new CanonicalResult(null, null, null, method);
    }
}
