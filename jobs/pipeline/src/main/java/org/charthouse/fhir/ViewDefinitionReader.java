package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.fhir.ViewDefinition.Constant;
import org.charthouse.fhir.ViewDefinition.Select;
import org.charthouse.fhir.ViewDefinition.ViewColumn;
import org.jspecify.annotations.Nullable;

/** Reads one ViewDefinition and gathers everything that is wrong with it. Used once. */
final class ViewDefinitionReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
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

    private final List<Problem> problems = new ArrayList<>();

    static ViewDefinition read(String json) {
        ViewDefinitionReader reader = new ViewDefinitionReader();
        JsonNode document;
        try {
            document = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw FhirErrors.configuration(List.of(FhirErrors.form(
                    "line " + e.getLocation().getLineNr(), "the text stops being JSON there", "mend the JSON")));
        }
        ViewDefinition view = reader.view(document);
        if (!reader.problems.isEmpty()) {
            throw FhirErrors.configuration(reader.problems);
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
            wrong("ViewDefinition.select", "it is missing or empty", "name at least one column");
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
        wrong(
                "constant " + name,
                "it has no value[x] that is a text, number or boolean",
                "add one, such as valueString");
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
            wrong(place, "it has both forEach and forEachOrNull", "keep one");
        }
        return new Select(columns, selects(node, "select", place), each, eachOrNull, selects(node, "unionAll", place));
    }

    private ViewColumn column(JsonNode node, String place) {
        keys(node, place, COLUMN_KEYS);
        String name = text(node, "name", place);
        if (!name.isEmpty() && !name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            wrong(
                    place + ".name",
                    "'" + name + "' is no column name",
                    "use letters, digits and underscores, a letter first");
        }
        JsonNode collection = node.path("collection");
        if (!collection.isMissingNode() && !collection.isBoolean()) {
            wrong(place + ".collection", "it is no boolean", "write true or false");
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
            wrong(place + "." + key, "a text is required here", "write one that is not empty");
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
            wrong(place + "." + key, "it is no array", "put it in brackets");
        }
        return items;
    }

    private void keys(JsonNode node, String place, Set<String> valid) {
        if (!node.isObject()) {
            wrong(place, "it is no object", "write it in braces");
            return;
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!valid.contains(key)) {
                wrong(place + "." + key, "the key is unknown", NearestWord.cure(key, valid));
            }
        });
    }

    private void wrong(String key, String reason, String cure) {
        problems.add(FhirErrors.form(key, reason, cure));
    }
}
