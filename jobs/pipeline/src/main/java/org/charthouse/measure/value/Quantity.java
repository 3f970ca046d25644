package org.charthouse.measure.value;

import java.math.BigDecimal;

/**
 * A number with a unit (CQL 1.5, 2.2.2 Quantities).
 *
 * @param value the number; its trailing zeros mean nothing
 * @param unit a UCUM code or a calendar unit of CQL in singular or plural; {@code 1} where there is none
 */
public record Quantity(BigDecimal value, String unit) {

    public static final String NO_UNIT = "1";

    @Override
    public String toString() {
        return value.toPlainString() + " '" + unit + "'";
    }
}
