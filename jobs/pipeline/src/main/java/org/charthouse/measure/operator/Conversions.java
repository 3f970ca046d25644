package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Ratio;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** Conversions between types (CQL 1.5, 9.5 Type operators). What cannot be converted is null. */
public final class Conversions {

    private static final Pattern QUANTITY =
            Pattern.compile("\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*(?:'([^']*)'|([A-Za-z]+))?\\s*");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    private Conversions() {}

    public static @Nullable Boolean toBoolean(@Nullable Object value) {
        if (value instanceof Boolean || value == null) {
            return (Boolean) value;
        }
        if (value instanceof Number number) {
            double plain = number.doubleValue();
            return plain == 1 ? (Boolean) true : plain == 0 ? (Boolean) false : null;
        }
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> null;
        };
    }

    public static @Nullable Integer toInteger(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        Long whole = toLong(value);
        return (whole == null || whole != whole.intValue()) ? null : (Integer) whole.intValue();
    }

    public static @Nullable Long toLong(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        try {
            return value == null ? null : (Long) Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            return null; // no number is null, says 9.5
        }
    }

    public static @Nullable BigDecimal toDecimal(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Number) {
            return Arithmetic.decimal(value);
        }
        return (value == null || !DECIMAL.matcher(value.toString()).matches())
                ? null
                : Arithmetic.fit(new BigDecimal(value.toString()));
    }

    public static @Nullable Quantity toQuantity(@Nullable Object value) {
        if (value instanceof Quantity quantity) {
            return quantity;
        }
        if (value instanceof Number) {
            return new Quantity(Arithmetic.decimal(value), Quantity.NO_UNIT);
        }
        if (value instanceof Ratio ratio) {
            return (Quantity) Arithmetic.divide(ratio.numerator(), ratio.denominator());
        }
        Matcher text = QUANTITY.matcher(value == null ? "" : value.toString());
        if (!text.matches()) {
            return null;
        }
        String unit = text.group(2) == null ? text.group(3) : text.group(2);
        return new Quantity(new BigDecimal(text.group(1)), unit == null ? Quantity.NO_UNIT : unit);
    }

    public static @Nullable Ratio toRatio(@Nullable Object value) {
        if (value == null || value instanceof Ratio) {
            return (Ratio) value;
        }
        String[] parts = value.toString().split(":", 2);
        Quantity numerator = parts.length == 2 ? toQuantity(parts[0]) : null;
        Quantity denominator = parts.length == 2 ? toQuantity(parts[1]) : null;
        return (numerator == null || denominator == null) ? null : new Ratio(numerator, denominator);
    }

    public static @Nullable Quantity convertQuantity(@Nullable Object value, @Nullable Object unit) {
        if (!(value instanceof Quantity quantity) || unit == null) {
            return null;
        }
        BigDecimal converted = Units.convertLoosely(quantity, unit.toString());
        BigDecimal fitted = converted == null ? null : Arithmetic.fit(Units.rounded(converted));
        return fitted == null ? null : new Quantity(fitted, unit.toString());
    }

    public static @Nullable Temporal toDate(@Nullable Object value) {
        if (value instanceof Temporal temporal) {
            return temporal.dateOnly();
        }
        return value == null ? null : Temporal.parse(value.toString(), Temporal.Kind.DATE, 0);
    }

    /**
     * A date with a time.
     *
     * @param evaluation minutes east of UTC, where the value tells no offset
     */
    public static @Nullable Temporal toDateTime(@Nullable Object value, int evaluation) {
        if (value instanceof Temporal temporal) {
            return temporal.asDateTime(evaluation);
        }
        return value == null ? null : Temporal.parse(value.toString(), Temporal.Kind.DATETIME, evaluation);
    }

    public static @Nullable Temporal toTime(@Nullable Object value) {
        if (value instanceof Temporal temporal) {
            return temporal.timeOnly();
        }
        return value == null ? null : Temporal.parse(value.toString(), Temporal.Kind.TIME, 0);
    }

    public static @Nullable String toText(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return (number.scale() < 1 ? number.setScale(1) : number).toPlainString();
        }
        if (value instanceof Temporal temporal) {
            return temporal.text();
        }
        return value == null ? null : value.toString();
    }

    public static @Nullable Concept toConcept(@Nullable Object value) {
        if (value instanceof Code code) {
            return new Concept(List.of(code), code.display());
        }
        if (value instanceof List<?> list) {
            List<Code> codes = new ArrayList<>();
            for (Object item : list) {
                if (item instanceof Code code) {
                    codes.add(code);
                }
            }
            return new Concept(codes, null);
        }
        return (Concept) value;
    }
}
