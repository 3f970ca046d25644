package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.charthouse.measure.data.FhirModel;
import org.charthouse.measure.data.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The types of FHIR that expressions have, as far as their form tells: many published libraries do not say. A list has the type
 * of its items. What is not sure has none.
 */
final class StaticTypes {

    private static final Set<String> REMARKS =
            Set.of("annotation", "resultTypeSpecifier", "signature", "asTypeSpecifier");
    private static final String FHIR = "{http://hl7.org/fhir}";

    private final Content content;
    private final Map<String, String> definitions = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    StaticTypes(Content content) {
        this.content = content;
    }

    /** Whether a member of a node is no expression. */
    static boolean isRemark(String member) {
        return REMARKS.contains(member);
    }

    /** The names that the operands of a function have in it. */
    Scope operands(JsonNode definition) {
        Scope scope = Scope.EMPTY;
        for (JsonNode operand : definition.path("operand")) {
            JsonNode specifier = operand.path("operandTypeSpecifier");
            String name =
                    specifier.isMissingNode() ? operand.path("operandType").asText() : specified(specifier);
            scope = scope.with(operand.path("name").asText(), fhir(name));
        }
        return scope;
    }

    /** The names that are known within a node: those of its sources and lets as well, where it is a query. */
    Scope within(ElmLibrary library, JsonNode node, Scope scope) {
        Scope inner = scope;
        for (String part : new String[] {"source", "relationship"}) {
            JsonNode sources = node.path(part);
            for (JsonNode source : sources.isArray() ? sources : sources.path("no list")) {
                inner = inner.with(source.path("alias").asText(), of(library, source.path("expression"), inner));
            }
        }
        for (JsonNode let : node.path("let")) {
            inner = inner.with(let.path("identifier").asText(), of(library, let.path("expression"), inner));
        }
        return inner;
    }

    /** The type of an expression; null where it is not known. */
    @Nullable
    String of(ElmLibrary library, JsonNode node, Scope scope) {
        return switch (node.path("type").asText()) {
            case "Retrieve" -> Types.local(node.path("dataType").asText());
            case "ExpressionRef" -> definition(library, node);
            case "AliasRef", "QueryLetRef", "OperandRef" ->
                scope.type(node.path("name").asText());
            case "First", "Last", "Filter" -> of(library, node.path("source"), scope);
            case "SingletonFrom", "Distinct", "ToList" -> of(library, node.path("operand"), scope);
            case "Union", "Except", "Intersect" -> same(library, node.path("operand"), scope);
            case "As" ->
                fhir(node.has("asType") ? node.path("asType").asText() : specified(node.path("asTypeSpecifier")));
            case "Query" -> query(library, node, scope);
            case "Property" -> property(library, node, scope);
            default -> null;
        };
    }

    private @Nullable String definition(ElmLibrary library, JsonNode reference) {
        String alias = reference.path("libraryName").asText();
        ElmLibrary.Include include = library.includes().get(alias);
        ElmLibrary owner = alias.isEmpty()
                ? library
                : include == null
                        ? null
                        : content.library(include.name(), include.version()).orElse(null);
        String name = reference.path("name").asText();
        JsonNode found = owner == null ? null : owner.definition(name);
        if (owner == null || found == null) {
            return null;
        }
        String key = owner.name() + "|" + owner.version() + "|" + name;
        if (!definitions.containsKey(key) && open.add(key)) {
            String type = of(owner, found.path("expression"), Scope.EMPTY);
            definitions.put(key, type == null ? "" : type);
            open.remove(key);
        }
        String type = definitions.getOrDefault(key, "");
        return type.isEmpty() ? null : type;
    }

    private @Nullable String same(ElmLibrary library, JsonNode operands, Scope scope) {
        String first = null;
        for (JsonNode operand : operands) {
            String type = of(library, operand, scope); // once each: unions stand in unions
            if (type == null || (first != null && !first.equals(type))) {
                return null;
            }
            first = type;
        }
        return first;
    }

    private @Nullable String query(ElmLibrary library, JsonNode node, Scope scope) {
        if (node.path("source").size() != 1 || node.hasNonNull("aggregate")) {
            return null;
        }
        return node.hasNonNull("return")
                ? of(library, node.path("return").path("expression"), within(library, node, scope))
                : of(library, node.path("source").path(0).path("expression"), scope);
    }

    private @Nullable String property(ElmLibrary library, JsonNode node, Scope scope) {
        String alias = node.path("scope").asText();
        String type = alias.isEmpty() ? of(library, node.path("source"), scope) : scope.type(alias);
        for (String step : node.path("path").asText().split("\\.", -1)) {
            Shape shape = type == null ? null : FhirModel.shared().named(type);
            Shape next = shape == null ? null : shape.complex(step);
            type = next == null ? null : next.name();
        }
        return type;
    }

    /** The name in a specifier; of a list, that of its items; empty for a choice and all else. */
    private static String specified(JsonNode specifier) {
        return switch (specifier.path("type").asText()) {
            case "NamedTypeSpecifier" -> specifier.path("name").asText();
            case "ListTypeSpecifier" -> specified(specifier.path("elementType"));
            default -> "";
        };
    }

    private static @Nullable String fhir(String qualified) {
        return qualified.startsWith(FHIR) ? Types.local(qualified) : null;
    }
}
