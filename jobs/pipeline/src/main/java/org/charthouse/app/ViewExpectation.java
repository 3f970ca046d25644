package org.charthouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a test of the SQL on FHIR suite expects of a view that gives rows. */
final class ViewExpectation {
    private final JsonNode test;

    ViewExpectation(JsonNode test) {
        this.test = test;
    }

    boolean isMetBy(List<JsonNode> rows, List<String> columns) {
        if (test.has("expect") && !alike(rows, items(test.path("expect")))) {
            return false;
        }
        if (test.has("expectColumns")
                && !items(test.path("expectColumns")).stream()
                        .map(JsonNode::asText)
                        .toList()
                        .equals(columns)) {
            return false;
        }
        return !test.has("expectCount") || test.path("expectCount").asInt() == rows.size();
    }

    private static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    private static boolean alike(List<JsonNode> rows, List<JsonNode> expected) {
        return sorted(rows).equals(sorted(expected));
    }

    private static List<String> sorted(List<JsonNode> rows) {
        return rows.stream().map(row -> canonical(row).toString()).sorted().toList();
    }

    /** Fields by name, numbers without zeros at their end. */
    private static JsonNode canonical(JsonNode node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node.isNumber()) {
            return json.textNode(
                    "number " + node.decimalValue().stripTrailingZeros().toPlainString());
        }
        if (node.isArray()) {
            ArrayNode array = json.arrayNode();
            node.forEach(item -> array.add(canonical(item)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        node.fields().forEachRemaining(field -> fields.put(field.getKey(), canonical(field.getValue())));
        ObjectNode object = json.objectNode();
        object.setAll(fields);
        return object;
    }
}
