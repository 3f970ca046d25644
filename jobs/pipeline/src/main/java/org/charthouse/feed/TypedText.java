package org.charthouse.feed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a text is a value of a contract's type: ISO 8601 dates, timestamps with seconds and offset, plain numbers. What
 * fits is also understood by Spark, and a look at it takes no longer than the text is long.
 */
final class TypedText {

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private static final int LONGEST_NUMBER = 400;
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,40}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile(DATE + "T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private TypedText() {}

    static boolean fits(String text, String type) {
        return hasForm(text, type) && hasValue(text, type);
    }

    private static boolean hasForm(String text, String type) {
        return switch (type) {
            case "int", "bigint" -> WHOLE.matcher(text).matches();
            case "date" -> DATE.matcher(text).matches();
            case "timestamp" -> TIMESTAMP.matcher(text).matches();
            case "double" -> isNumber(text);
            default -> !type.startsWith("decimal(") || isNumber(text);
        };
    }

    private static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
    }

    private static boolean hasValue(String text, String type) {
        try {
            if (type.startsWith("decimal(")) {
                return fitsDecimal(new BigDecimal(text), type);
            }
            return switch (type) {
                case "int" -> new BigInteger(text).bitLength() < Integer.SIZE;
                case "bigint" -> new BigInteger(text).bitLength() < Long.SIZE;
                case "double" -> Double.isFinite(new BigDecimal(text).doubleValue());
                case "boolean" -> BOOLEANS.contains(text);
                case "date" -> LocalDate.parse(text).getYear() > 0;
                case "timestamp" -> OffsetDateTime.parse(text).getYear() > 0;
                default -> true;
            };
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean fitsDecimal(BigDecimal number, String type) {
        String[] size = type.substring("decimal(".length(), type.length() - 1).split(",", -1);
        int whole = Integer.parseInt(size[0]) - Integer.parseInt(size[1]);
        return number.precision() - number.scale() <= whole;
    }
}
