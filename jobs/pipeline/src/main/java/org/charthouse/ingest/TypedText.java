package org.charthouse.ingest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** Whether a text is a value of a contract's type: ISO 8601 dates, timestamps with offset, plain numbers. */
final class TypedText {

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private TypedText() {}

    static boolean fits(String text, String type) {
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
        } catch (NumberFormatException | DateTimeParseException e) {
            return false;
        }
    }

    private static boolean fitsDecimal(BigDecimal number, String type) {
        String[] size = type.substring("decimal(".length(), type.length() - 1).split(",", -1);
        int whole = Integer.parseInt(size[0]) - Integer.parseInt(size[1]);
        return number.precision() - number.scale() <= whole;
    }
}
