package org.charthouse.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types that a constant of a ViewDefinition may have, and what stands in JSON for each. */
final class FhirConstants {
    private static final Map<String, String> TYPES = new TreeMap<>();

    static {
        List.of(
                        "base64Binary",
                        "boolean",
                        "canonical",
                        "code",
                        "date",
                        "dateTime",
                        "decimal",
                        "id",
                        "instant",
                        "integer",
                        "integer64",
                        "oid",
                        "string",
                        "positiveInt",
                        "time",
                        "unsignedInt",
                        "uri",
                        "url",
                        "uuid")
                .forEach(type ->
                        TYPES.put("value" + type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1), type));
    }

    private FhirConstants() {}

    static Collection<String> keys() {
        return TYPES.keySet();
    }

    /** The type that a key such as valueString names; null where it names none. */
    static @Nullable String typeOf(String key) {
        return TYPES.get(key);
    }

    /** The value; null where the JSON does not fit the type. */
    static @Nullable Object value(String type, JsonNode node) {
        return switch (type) {
            case "boolean" -> node.isBoolean() ? (Object) node.booleanValue() : null;
            case "decimal" -> node.isNumber() ? node.decimalValue() : null;
            case "integer" -> node.canConvertToInt() && node.isIntegralNumber() ? (Object) node.intValue() : null;
            case "positiveInt" -> atLeast(1, node);
            case "unsignedInt" -> atLeast(0, node);
            case "integer64" -> long64(node);
            default -> node.isTextual() && fits(type, node.textValue()) ? node.textValue() : null;
        };
    }

    private static @Nullable Object atLeast(int least, JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= least ? node.intValue() : null;
    }

    /** As text or number, for FHIR's JSON writes it as text; beyond an integer it counts as a decimal. */
    private static @Nullable Object long64(JsonNode node) {
        String text = node.asText();
        if (!text.matches("-?\\d{1,19}")) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        return value.toBigInteger().bitLength() < Integer.SIZE ? (Object) value.intValue() : value;
    }

    private static boolean fits(String type, String text) {
        return switch (type) {
            case "date", "dateTime", "instant", "time" -> {
                Moment moment = Moment.parse(text);
                yield moment != null && moment.clock() == type.equals("time");
            }
            default -> !text.isEmpty();
        };
    }
}
