package org.charthouse.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value as FHIR R4 names it.
 *
 * @param name {@code code}, {@code HumanName}, {@code Patient}; of a part of a resource, HAPI's name for it
 * @param model its elements; null for a primitive type
 */
record FhirType(String name, @Nullable BaseRuntimeElementCompositeDefinition<?> model) {

    /** An element below a type, by its name in JSON; {@code choice} is empty, or the element's name without a type. */
    record Child(String jsonName, String choice, FhirType type, boolean many) {}

    private static final Map<String, Map<String, Child>> CHILDREN = new ConcurrentHashMap<>();

    static FhirType primitive(String name) {
        return new FhirType(name, null);
    }

    static FhirType resource(String name) {
        return new FhirType(name, FhirSchema.resource(name));
    }

    /** A data type or resource by its name; null where FHIR R4 has none. */
    static @Nullable FhirType named(String name) {
        if (FhirSchema.resourceTypes().contains(name)) {
            return resource(name);
        }
        BaseRuntimeElementDefinition<?> found = FhirContext.forR4Cached().getElementDefinition(name);
        return found == null || !found.getName().equals(name) ? null : of(found);
    }

    private static FhirType of(BaseRuntimeElementDefinition<?> definition) {
        return new FhirType(
                definition.getName(),
                definition instanceof BaseRuntimeElementCompositeDefinition<?> complex ? complex : null);
    }

    FhirKind kind() {
        return model == null ? FhirKind.of(name) : FhirKind.COMPLEX;
    }

    /** The elements by their names in JSON; none of a primitive type. */
    Map<String, Child> children() {
        return model == null
                ? Map.of()
                : CHILDREN.computeIfAbsent(model.getImplementingClass().getName(), key -> childrenOf(model));
    }

    /** The JSON names of a choice element; none where it is no choice. */
    List<Child> choices(String element) {
        return children().values().stream()
                .filter(child -> child.choice().equals(element))
                .toList();
    }

    /** The names that a path may use. */
    List<String> elements() {
        return children().values().stream()
                .map(child -> child.choice().isEmpty() ? child.jsonName() : child.choice())
                .distinct()
                .toList();
    }

    private static Map<String, Child> childrenOf(BaseRuntimeElementCompositeDefinition<?> model) {
        Map<String, Child> children = new TreeMap<>();
        for (BaseRuntimeChildDefinition child : model.getChildren()) {
            List<String> names = new ArrayList<>(FhirSchema.jsonNames(child));
            for (String name : names) {
                BaseRuntimeElementDefinition<?> type = FhirSchema.type(child, name);
                String choice = FhirSchema.isChoice(child) ? child.getElementName() : "";
                children.put(name, new Child(name, choice, of(type), child.getMax() != 1));
            }
        }
        return children;
    }
}
