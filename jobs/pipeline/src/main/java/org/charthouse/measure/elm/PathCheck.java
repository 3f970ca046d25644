package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import org.charthouse.measure.data.FhirModel;
import org.charthouse.measure.data.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Whether the elements that expressions look at are elements of FHIR R4, which all models of measures are profiles of. Asked
 * where the type of what is looked into is known; a type that only a profile has a name for is not.
 */
final class PathCheck {

    private static final String CURE =
            "the library was made for another model or is broken: take it from its publisher again, or correct its CQL";

    private final StaticTypes types;

    PathCheck(Content content) {
        this.types = new StaticTypes(content);
    }

    /**
     * All expressions of a definition or function.
     *
     * @throws ElmProblem names the first element or type that FHIR has not
     */
    void check(ElmLibrary library, JsonNode definition) {
        check(library, definition.path("expression"), types.operands(definition));
    }

    private void check(ElmLibrary library, JsonNode node, Scope scope) {
        Scope inner = types.within(library, node, scope);
        switch (node.path("type").asText()) {
            case "Retrieve" -> retrieve(library, node);
            case "Property" -> property(library, node, inner);
            default -> {
                // only these two name elements of the data
            }
        }
        for (var field : node.properties()) {
            if (field.getValue().isContainerNode() && !StaticTypes.isRemark(field.getKey())) {
                each(library, field.getValue(), inner);
            }
        }
    }

    private void each(ElmLibrary library, JsonNode node, Scope scope) {
        if (node.isArray()) {
            node.forEach(item -> each(library, item, scope));
        } else if (node.isObject()) {
            check(library, node, scope);
        }
    }

    private void retrieve(ElmLibrary library, JsonNode node) {
        String type = Types.local(node.path("dataType").asText());
        Shape shape = FhirModel.shared().resource(type);
        if (shape == null) {
            throw problem(library, "retrieves '" + type + "', which is no resource of FHIR R4", node);
        }
        Shape now = shape;
        String path = node.path("codeProperty").asText();
        for (String step : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            if (now != null && now.slot(step) < 0) {
                throw problem(
                        library,
                        "retrieves " + type + " by the codes of '" + path + "', which " + now.name() + " has not",
                        node);
            }
            now = now == null ? null : now.complex(step);
        }
    }

    private void property(ElmLibrary library, JsonNode node, Scope scope) {
        String alias = node.path("scope").asText();
        String type = alias.isEmpty() ? types.of(library, node.path("source"), scope) : scope.type(alias);
        String path = node.path("path").asText();
        for (String step : path.split("\\.", -1)) {
            Shape shape = shape(type);
            if (shape == null) {
                return;
            }
            if (shape.slot(step) < 0) {
                throw problem(
                        library,
                        "looks at '" + path + "', but " + shape.name() + " has no element '" + step + "'",
                        node);
            }
            Shape next = shape.complex(step);
            type = next == null ? null : next.name();
        }
    }

    private static @Nullable Shape shape(@Nullable String type) {
        return type == null ? null : FhirModel.shared().named(type);
    }

    private static ElmProblem problem(ElmLibrary library, String what, JsonNode node) {
        return new ElmProblem("Library " + library.name() + " " + library.version() + " " + what, CURE)
                .at(node.path("locator").asText());
    }
}
