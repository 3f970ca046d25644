package org.charthouse.translation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * ELM as JSON in the form of the standard, with a line for each definition, so that a change of one definition is a change of
 * one line. The same CQL gives the same text.
 */
final class ElmJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String TYPE = "type";

    /**
     * What the schema of ELM leaves no choice of. The standard's JSON names a type only where a reader could not know it; the
     * translator's writer names it everywhere, and that of a library's sections as Java calls them.
     */
    private static final Set<String> KNOWN_TYPES = Set.of(
            "Library",
            "VersionedIdentifier",
            "UsingDef",
            "IncludeDef",
            "ParameterDef",
            "CodeSystemDef",
            "ValueSetDef",
            "CodeDef",
            "ConceptDef",
            "ContextDef",
            "ExpressionDef",
            "OperandDef",
            "AliasedQuerySource",
            "LetClause",
            "ReturnClause",
            "AggregateClause",
            "SortClause",
            "CaseItem",
            "InstanceElement",
            "TupleElement",
            "TupleElementDefinition");

    /** Keys under which nothing but a reference of one kind may stand; a concept has codes under {@code code}. */
    private static final Map<String, String> KNOWN_REFERENCES = Map.of(
            "codeSystem", "CodeSystemRef", "codesystem", "CodeSystemRef", "valueset", "ValueSetRef", "code", "CodeRef");

    /** Sections in the order of the standard, then what a reader looks for first; other keys follow by name. */
    private static final List<String> FIRST = List.of(
            "identifier",
            "schemaIdentifier",
            "annotation",
            "usings",
            "includes",
            "parameters",
            "codeSystems",
            "valueSets",
            "codes",
            "concepts",
            "contexts",
            "statements",
            TYPE,
            "name",
            "localIdentifier",
            "locator");

    private static final Comparator<String> ORDER = Comparator.comparing(
                    (String key) -> FIRST.contains(key) ? FIRST.indexOf(key) : FIRST.size())
            .thenComparing(Comparator.naturalOrder());

    private ElmJson() {}

    /**
     * Brings the translator's JSON into this form.
     *
     * @throws JsonProcessingException if it is no JSON
     */
    static String text(String written) throws JsonProcessingException {
        JsonNode library = JSON.readTree(written).path("library");
        ObjectNode whole = clean((ObjectNode) library, "library");
        ArrayNode about = about(library.path("annotation"));
        if (!about.isEmpty()) {
            whole.set("annotation", about);
        }
        List<String> sections = new ArrayList<>();
        for (String key : sorted(whole)) {
            sections.add(quoted(key) + ":" + section(whole.path(key)));
        }
        return "{\"library\":{\n" + String.join(",\n", sections) + "\n}}\n";
    }

    /** With which translator and options it was made; what the translator remarked is for the author, not for readers. */
    private static ArrayNode about(JsonNode annotations) {
        ArrayNode kept = JSON.createArrayNode();
        for (JsonNode annotation : annotations) {
            if (annotation.path(TYPE).asText().equals("CqlToElmInfo")) {
                kept.add(ordered((ObjectNode) annotation));
            }
        }
        return kept;
    }

    private static String section(JsonNode section) throws JsonProcessingException {
        JsonNode definitions = section.path("def");
        if (!definitions.isArray()) {
            return JSON.writeValueAsString(section);
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode definition : definitions) {
            lines.add(JSON.writeValueAsString(definition));
        }
        return "{\"def\":[\n" + String.join(",\n", lines) + "\n]}";
    }

    private static ObjectNode clean(ObjectNode node, String key) {
        ObjectNode clean = JSON.createObjectNode();
        for (String child : sorted(node)) {
            if (child.equals("annotation") || child.equals("localId") || (child.equals(TYPE) && isKnown(node, key))) {
                continue;
            }
            JsonNode value = clean(node.path(child), child);
            if (!value.isArray() || !value.isEmpty()) {
                clean.set(child, value);
            }
        }
        return clean;
    }

    private static JsonNode clean(JsonNode value, String key) {
        if (value.isArray()) {
            ArrayNode clean = JSON.createArrayNode();
            value.forEach(item -> clean.add(clean(item, key)));
            return clean;
        }
        return value.isObject() ? clean((ObjectNode) value, key) : value;
    }

    private static boolean isKnown(ObjectNode node, String key) {
        String type = node.path(TYPE).asText();
        return type.indexOf('$') >= 0 || KNOWN_TYPES.contains(type) || type.equals(KNOWN_REFERENCES.get(key));
    }

    private static ObjectNode ordered(ObjectNode node) {
        ObjectNode ordered = JSON.createObjectNode();
        sorted(node).forEach(key -> ordered.set(key, node.path(key)));
        return ordered;
    }

    private static List<String> sorted(ObjectNode node) {
        return node.properties().stream().map(Map.Entry::getKey).sorted(ORDER).collect(Collectors.toList());
    }

    private static String quoted(String key) throws JsonProcessingException {
        return JSON.writeValueAsString(key);
    }
}
