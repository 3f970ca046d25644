package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.fhir.ViewDefinition.Constant;
import org.charthouse.fhir.ViewDefinition.Select;
import org.charthouse.fhir.ViewDefinition.ViewColumn;

/** Reads one ViewDefinition and gathers everything that is wrong with it. Used once. */
final class ViewDefinitionReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Set<String> VIEW_KEYS = keys(
            "resourceType id meta implicitRules language text contained extension modifierExtension url identifier",
            "version versionAlgorithmString versionAlgorithmCoding name title status experimental date publisher contact",
            "description useContext jurisdiction purpose copyright copyrightLabel approvalDate lastReviewDate",
            "effectivePeriod resource fhirVersion profile constant select where");
    private static final Set<String> SELECT_KEYS = Set.of(
            "id",
            "extension",
            "modifierExtension",
            "column",
            "select",
            "forEach",
            "forEachOrNull",
            "repeat",
            "unionAll");
    private static final Set<String> COLUMN_KEYS =
            Set.of("id", "extension", "modifierExtension", "name", "path", "type", "collection", "description", "tag");

    private final List<Problem> problems = new ArrayList<>();

    private static Set<String> keys(String... lines) {
        return Set.of(String.join(" ", lines).split(" "));
    }

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
        String name = node.has("name") ? named(node, "ViewDefinition") : "view";
        String resource = text(node, "resource", "ViewDefinition");
        List<Constant> constants = new ArrayList<>();
        items(node, "constant", "ViewDefinition").forEach(item -> addConstant(item, constants));
        List<Select> selects = selects(node, "select", "ViewDefinition");
        if (selects.stream().allMatch(select -> select.allColumns().isEmpty())) {
            wrong("ViewDefinition.select", "it is missing or has no column", "name at least one column");
        }
        List<String> where = items(node, "where", "ViewDefinition").stream()
                .map(item -> text(item, "path", "where"))
                .toList();
        return new ViewDefinition(name, resource, constants, selects, where);
    }

    private void addConstant(JsonNode node, List<Constant> constants) {
        String name = named(node, "constant");
        List<Map.Entry<String, JsonNode>> values = new ArrayList<>();
        node.fields().forEachRemaining(field -> {
            if (field.getKey().startsWith("value")) {
                values.add(field);
            }
        });
        if (values.size() != 1) {
            wrong("constant " + name, "it must have exactly one value[x]", "write one, such as valueString");
            return;
        }
        String key = values.get(0).getKey();
        String type = FhirConstants.typeOf(key);
        if (type == null) {
            wrong("constant " + name, "'" + key + "' is none", NearestWord.cure(key, FhirConstants.keys()));
            return;
        }
        Object value = FhirConstants.value(type, values.get(0).getValue());
        if (value == null) {
            wrong("constant " + name, "its value is no " + type, "write one, or another value[x]");
            return;
        }
        constants.add(new Constant(name, value, type));
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
        List<String> repeat = repeat(node, place);
        if (each != null && eachOrNull != null) {
            wrong(place, "it has both forEach and forEachOrNull", "keep one");
        }
        if (!repeat.isEmpty() && (each != null || eachOrNull != null)) {
            wrong(place, "it has both repeat and forEach", "keep one, and put the other into a nested select");
        }
        List<Select> nested = selects(node, "select", place);
        List<Select> branches = selects(node, "unionAll", place);
        return new Select(columns, nested, each, eachOrNull, repeat, branches);
    }

    private List<String> repeat(JsonNode node, String place) {
        List<JsonNode> paths = items(node, "repeat", place);
        if (node.path("repeat").isArray() && paths.isEmpty()) {
            wrong(place + ".repeat", "it is empty", "name at least one path");
        }
        if (!paths.stream().allMatch(JsonNode::isTextual)) {
            wrong(place + ".repeat", "it holds something that is no path", "write texts");
        }
        return paths.stream().map(JsonNode::asText).toList();
    }

    private ViewColumn column(JsonNode node, String place) {
        keys(node, place, COLUMN_KEYS);
        String name = named(node, place);
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

    /** The invariant sql-name of the standard. */
    private String named(JsonNode node, String place) {
        String name = text(node, "name", place);
        if (!name.isEmpty() && !name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            wrong(
                    place + ".name",
                    "'" + name + "' is no column name",
                    "use letters, digits and underscores, a letter first");
        }
        return name;
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
