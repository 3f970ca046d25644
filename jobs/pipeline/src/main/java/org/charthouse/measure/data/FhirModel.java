package org.charthouse.measure.data;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of FHIR R4 as {@link Shape}s, from HAPI's model. One per process; it takes a second to build what is used. */
public final class FhirModel {

    private static final FhirModel SHARED = new FhirModel();

    /** Types that may stand where another is asked for (FHIR R4, 2.24). */
    private static final Map<String, String> PARENTS = Map.ofEntries(
            Map.entry("Age", "Quantity"),
            Map.entry("Count", "Quantity"),
            Map.entry("Distance", "Quantity"),
            Map.entry("Duration", "Quantity"),
            Map.entry("SimpleQuantity", "Quantity"),
            Map.entry("MoneyQuantity", "Quantity"),
            Map.entry("code", "string"),
            Map.entry("id", "string"),
            Map.entry("markdown", "string"),
            Map.entry("canonical", "uri"),
            Map.entry("oid", "uri"),
            Map.entry("url", "uri"),
            Map.entry("uuid", "uri"),
            Map.entry("positiveInt", "integer"),
            Map.entry("unsignedInt", "integer"));

    private static final Set<String> BASES = Set.of("Element", "BackboneElement", "Resource", "DomainResource");

    private final FhirContext context = FhirContext.forR4Cached();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final IdentityHashMap<BaseRuntimeElementDefinition<?>, Shape> byDefinition = new IdentityHashMap<>();

    private FhirModel() {}

    public static FhirModel shared() {
        return SHARED;
    }

    /** The type of a resource; null where FHIR R4 has none of the name. */
    public synchronized @Nullable Shape resource(String type) {
        return context.getResourceTypes().contains(type)
                ? shape(type, context.getResourceDefinition(type), true)
                : null;
    }

    /** A data type such as {@code CodeableConcept}; null where it is none, or primitive. */
    public synchronized @Nullable Shape dataType(String type) {
        return context.getElementDefinition(type) instanceof BaseRuntimeElementCompositeDefinition<?> complex
                ? shape(type, complex, false)
                : null;
    }

    /** A type by the name that {@link Shape#name} gives it, {@code Encounter.Location} too if its parent was asked for. */
    public synchronized @Nullable Shape named(String name) {
        Shape known = shapes.get(name);
        if (known != null) {
            return known;
        }
        Shape resource = resource(name);
        return resource == null ? dataType(name) : resource;
    }

    /** Whether a name is one of a type at all, complex or primitive; else it is one of an enumeration of codes. */
    public synchronized boolean isType(String name) {
        return BASES.contains(name)
                || name.indexOf('.') > 0
                || context.getResourceTypes().contains(name)
                || context.getElementDefinition(name) != null;
    }

    /** Whether a value of one type is one of the other as well. */
    public static boolean isKindOf(String type, String wanted) {
        String parent = type;
        while (parent != null) {
            if (parent.equals(wanted)) {
                return true;
            }
            parent = PARENTS.get(parent);
        }
        return false;
    }

    private Shape shape(String name, BaseRuntimeElementCompositeDefinition<?> type, boolean isResource) {
        Shape known = shapes.get(name);
        if (known != null) {
            return known;
        }
        Shape shape = new Shape(name, isResource);
        shapes.put(name, shape); // before its children, since types contain themselves
        byDefinition.put(type, shape);
        for (BaseRuntimeChildDefinition child : type.getChildren()) {
            boolean isChoice =
                    child instanceof RuntimeChildChoiceDefinition && !(child instanceof RuntimeChildExtension);
            if (isChoice) {
                child.getValidChildNames().forEach(json -> addChoice(shape, child, json));
            } else {
                add(shape, child.getElementName(), child.getElementName(), child);
            }
        }
        return shape;
    }

    /** HAPI lists a Reference under the name of each target as well; JSON knows it under one. */
    private void addChoice(Shape shape, BaseRuntimeChildDefinition child, String json) {
        BaseRuntimeElementDefinition<?> type = child.getChildByName(json);
        if (type != null && json.equals(child.getElementName() + capital(type.getName()))) {
            add(shape, child.getElementName(), json, child);
        }
    }

    private void add(Shape shape, String element, String json, BaseRuntimeChildDefinition child) {
        BaseRuntimeElementDefinition<?> type =
                json.equals("modifierExtension") ? extension() : child.getChildByName(json);
        boolean many = child.getMax() != 1;
        if (type instanceof BaseRuntimeElementCompositeDefinition<?> complex) {
            boolean isBlock = !context.getResourceTypes().contains(type.getName())
                    && context.getElementDefinition(type.getName()) == null;
            String name = isBlock ? shape.name() + "." + capital(element) : type.getName();
            Shape same = isBlock ? byDefinition.get(complex) : null; // items of items are items
            shape.add(element, json, many, null, same == null ? shape(name, complex, false) : same);
        } else if (type != null) {
            shape.add(element, json, many, type.getName(), null);
        }
    }

    private @Nullable BaseRuntimeElementDefinition<?> extension() {
        return context.getElementDefinition("Extension");
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
