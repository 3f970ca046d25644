package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.charthouse.error.NearestWord;
import org.charthouse.fhir.ViewDefinition.Constant;
import org.charthouse.fhir.ViewDefinition.Select;
import org.charthouse.fhir.ViewDefinition.ViewColumn;
import org.jspecify.annotations.Nullable;

/** Reads one ViewDefinition and gathers everything that is wrong with it. Used once. */
final class ViewDefinitionReader {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Set<String> VIEW_KEYS = Set.of(
            "resourceType",
            "id",
            "meta",
            "url",
            "identifier",
            "name",
            "title",
            "status",
            "experimental",
            "publisher",
            "contact",
            "description",
            "useContext",
            "copyright",
            "resource",
            "fhirVersion",
            "profile",
            "constant",
            "select",
            "where");
    private static final Set<String> SELECT_KEYS = Set.of("column", "select", "forEach", "forEachOrNull", "unionAll");
    private static final Set<String> COLUMN_KEYS = Set.of("name", "path", "type", "collection", "description", "tag");

    private final List<String> problems = new ArrayList<>();

    static ViewDefinition read(String json) {
        ViewDefinitionReader reader = new ViewDefinitionReader();
        JsonNode document;
        try {
            document = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new FhirDefinitionException(
                    "Unreadable ViewDefinition", "line " + e.getLocation().getLineNr(), "the text is no JSON");
        }
        ViewDefinition view = reader.view(document);
        if (!reader.problems.isEmpty()) {
            throw new FhirDefinitionException(
                    "Invalid ViewDefinition", view.name(), String.join("; ", reader.problems));
        }
        return view;
    }

    private ViewDefinition view(JsonNode node) {
        keys(node, "ViewDefinition", VIEW_KEYS);
        String name = node.has("name") ? text(node, "name", "ViewDefinition") : "view";
        String resource = text(node, "resource", "ViewDefinition");
        List<Constant> constants = new ArrayList<>();
        items(node, "constant", "ViewDefinition").forEach(item -> addConstant(item, constants));
        List<Select> selects = selects(node, "select", "ViewDefinition");
        if (selects.isEmpty()) {
            problems.add("ViewDefinition.select is missing or empty: name at least one column");
        }
        List<String> where = items(node, "where", "ViewDefinition").stream()
                .map(item -> text(item, "path", "where"))
                .toList();
        return new ViewDefinition(name, resource, constants, selects, where);
    }

    private void addConstant(JsonNode node, List<Constant> constants) {
        String name = text(node, "name", "constant");
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().startsWith("value") && field.getKey().length() > 5) {
                String type = field.getKey().substring(5, 6).toLowerCase(Locale.ROOT)
                        + field.getKey().substring(6);
                Object value = scalar(field.getValue());
                if (value != null) {
                    constants.add(new Constant(name, value, type));
                    return;
                }
            }
        }
        problems.add("constant '" + name + "' has no value[x] that is a text, number or boolean");
    }

    private static @Nullable Object scalar(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isInt()) {
            return node.intValue();
        }
        return node.isNumber() ? node.decimalValue() : null;
    }

    private List<Select> selects(JsonNode node, String key, String place) {
        List<Select> selects = new ArrayList<>();
        for (JsonNode item : items(node, key, place)) {
            selects.add(select(item, place + "." + key + "[" + selects.size() + "]"));
        }
        return selects;
    }

    private Select select(JsonNode node, String place) {
        keys(node, place, SELECT_KEYS);
        List<ViewColumn> columns = items(node, "column", place).stream()
                .map(item -> column(item, place + ".column"))
                .toList();
        String each = node.has("forEach") ? text(node, "forEach", place) : null;
        String eachOrNull = node.has("forEachOrNull") ? text(node, "forEachOrNull", place) : null;
        if (each != null && eachOrNull != null) {
            problems.add(place + " has both forEach and forEachOrNull: keep one");
        }
        return new Select(columns, selects(node, "select", place), each, eachOrNull, selects(node, "unionAll", place));
    }

    private ViewColumn column(JsonNode node, String place) {
        keys(node, place, COLUMN_KEYS);
        String name = text(node, "name", place);
        if (!name.isEmpty() && !name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            problems.add(place + ".name '" + name + "' must be letters, digits and underscores, a letter first");
        }
        JsonNode collection = node.path("collection");
        if (!collection.isMissingNode() && !collection.isBoolean()) {
            problems.add(place + ".collection must be true or false");
        }
        return new ViewColumn(
                name,
                text(node, "path", place),
                node.has("type") ? text(node, "type", place) : "",
                collection.asBoolean(false),
                node.has("description") ? text(node, "description", place) : "");
    }

    private String text(JsonNode node, String key, String place) {
        JsonNode value = node.path(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            problems.add(place + "." + key + " must be a text that is not empty");
            return "";
        }
        return value.textValue();
    }

    private List<JsonNode> items(JsonNode node, String key, String place) {
        JsonNode value = node.path(key);
        List<JsonNode> items = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(items::add);
        } else if (!value.isMissingNode()) {
            problems.add(place + "." + key + " must be an array");
        }
        return items;
    }

    private void keys(JsonNode node, String place, Set<String> valid) {
        if (!node.isObject()) {
            problems.add(place + " must be an object");
            return;
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!valid.contains(key)) {
                problems.add("unknown key " + place + "." + key + ", " + NearestWord.cure(key, valid));
            }
        });
    }
}
