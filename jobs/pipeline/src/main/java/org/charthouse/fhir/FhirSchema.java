package org.charthouse.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildContainedResources;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The nested row of a FHIR R4 resource, built from HAPI's model and a list of element paths.
 *
 * <p>Shapes: a repeating element is an array, a complex one a struct, boolean is BOOLEAN, the integer types are INT,
 * and everything else, dates and decimals included, is STRING: the text that was sent. A choice element becomes its
 * JSON names ({@code valueQuantity}); such a field carries the metadata {@value #CHOICE} with the element's name, and
 * dates, times and decimals carry {@value #PRIMITIVE} with their FHIR type. A Reference has one more child,
 * {@value #KEY}; its field carries {@value #TARGETS} with the types that it may point to. What stands beside a primitive
 * is a field of its own ({@code _birthDate}). It, and what {@link TextElements} lists, are the JSON text of what stands there,
 * in one line; such a field carries the metadata {@value #JSON}. Extensions of the resource itself are structs. Contained
 * resources are JSON texts. Fields stand in the order of the model, the choices of an element by name.
 */
public final class FhirSchema {
    /** The child of every Reference that holds its target as {@code Type/id}, null while it is unresolved. */
    public static final String KEY = "key";

    static final String CHOICE = "choice";
    static final String PRIMITIVE = "fhir";
    static final String TARGETS = "targets";
    static final String JSON = "json";
    static final String CONTAINED = "contained";
    static final String MODIFIER = "modifierExtension";
    static final String BESIDE = "_";

    private static final List<String> ALWAYS = List.of("id", "meta.versionId", "meta.lastUpdated", "meta.profile");
    static final String EXTENSION = "extension";
    private static final Set<String> ONLY_WHEN_NAMED = Set.of("id", EXTENSION, MODIFIER, CONTAINED);
    private static final Set<String> TYPED_TEXT = Set.of("decimal", "date", "dateTime", "instant", "time");

    private static final Set<String> DATES = Set.of("date", "dateTime", "instant");

    /** A row type is asked for by every job and check that knows the list; it takes milliseconds to build. */
    private static final Map<Key, StructType> KNOWN = new ConcurrentHashMap<>();

    private record Key(String resourceType, List<String> paths) {
        StructType row() {
            ElementPaths wanted = ElementPaths.of(paths);
            ALWAYS.forEach(wanted::add);
            return struct(resource(resourceType), wanted, resourceType, List.of());
        }
    }

    private FhirSchema() {}

    /**
     * The row of a resource with the elements named.
     *
     * @param resourceType a FHIR R4 resource type, {@code Patient}
     * @param paths element paths below the resource: {@code name}, {@code address.postalCode}, {@code deceased[x]},
     *     {@code valueQuantity}, {@code _birthDate}; a path that ends at a complex type keeps its standard children
     *     (without {@code id}, {@code extension} and what stands beside primitives, and without a type inside itself);
     *     {@code modifierExtension(url)} keeps modifiers, of which the urls are read by {@link ElementLists}
     * @throws org.charthouse.error.UserError when the type or a path is unknown; names the nearest valid word
     */
    public static StructType of(String resourceType, Collection<String> paths) {
        return KNOWN.computeIfAbsent(new Key(resourceType, List.copyOf(paths)), Key::row);
    }

    /** The row with every element of the resource, extensions at its top included; contained resources are not. */
    public static StructType whole(String resourceType) {
        ElementPaths wanted = ElementPaths.everything();
        ALWAYS.forEach(wanted::add);
        BaseRuntimeElementCompositeDefinition<?> type = resource(resourceType);
        if (type.getChildren().stream().anyMatch(child -> child.getElementName().equals(EXTENSION))) {
            wanted.add(EXTENSION);
        }
        return struct(type, wanted, resourceType, List.of());
    }

    /** The row of a complex type with all its standard children. */
    static StructType whole(BaseRuntimeElementCompositeDefinition<?> type) {
        return struct(type, ElementPaths.everything(), type.getName(), List.of());
    }

    /** Every FHIR R4 resource type. */
    public static Set<String> resourceTypes() {
        return new TreeSet<>(FhirContext.forR4Cached().getResourceTypes());
    }

    /** Whether an element is a date, dateTime or instant. */
    public static boolean isDate(StructField element) {
        return element.metadata().contains(PRIMITIVE)
                && DATES.contains(element.metadata().getString(PRIMITIVE));
    }

    static BaseRuntimeElementCompositeDefinition<?> resource(String type) {
        if (!resourceTypes().contains(type)) {
            throw FhirErrors.unknownResourceType(type, resourceTypes());
        }
        return FhirContext.forR4Cached().getResourceDefinition(type);
    }

    private static StructType struct(
            BaseRuntimeElementCompositeDefinition<?> type, ElementPaths wanted, String place, List<String> above) {
        List<String> stack = new ArrayList<>(above);
        stack.add(type.getName());
        List<StructField> fields = new ArrayList<>();
        Set<String> valid = new TreeSet<>();
        for (BaseRuntimeChildDefinition child : type.getChildren()) {
            List<String> names = jsonNames(child);
            valid.addAll(names);
            if (isChoice(child) && !names.isEmpty()) {
                valid.add(child.getElementName());
            }
            for (String name : names) {
                ElementPaths part = kept(child, name, wanted, stack);
                if (part != null) {
                    fields.add(field(child, name, part, place + "." + name, stack));
                }
                if (isPrimitive(child, name)) {
                    valid.addAll(List.of(BESIDE + name, BESIDE + child.getElementName()));
                    ElementPaths beside = beside(child, name, wanted);
                    if (beside != null) {
                        refuseUnknown(beside, Set.of(), place + "." + BESIDE + name);
                        fields.add(asText(BESIDE + name));
                    }
                }
            }
        }
        refuseUnknown(wanted, valid, place);
        if (type.getName().equals("Reference")) {
            fields.add(DataTypes.createStructField(KEY, DataTypes.StringType, true));
        }
        return DataTypes.createStructType(fields);
    }

    /** What is kept of a child: what a path says, everything where the parent is whole, both where both hold, or null. */
    private static @Nullable ElementPaths kept(
            BaseRuntimeChildDefinition child, String name, ElementPaths wanted, List<String> stack) {
        ElementPaths named = wanted.child(name);
        ElementPaths ofChoice = wanted.child(child.getElementName());
        boolean byChoice = ofChoice != null && ofChoice != named;
        boolean byParent = wanted.whole()
                && !ONLY_WHEN_NAMED.contains(name)
                && !stack.contains(type(child, name).getName());
        if (named != null) {
            return byChoice || byParent ? named.andAll() : named;
        }
        return byChoice || byParent ? ElementPaths.everything() : null;
    }

    /** What stands beside a primitive, only where a path names it: {@code _birthDate}, {@code _value[x]}. */
    private static @Nullable ElementPaths beside(BaseRuntimeChildDefinition child, String name, ElementPaths wanted) {
        ElementPaths named = wanted.child(BESIDE + name);
        return named == null ? wanted.child(BESIDE + child.getElementName()) : named;
    }

    /** A field that is kept as the JSON text of whatever stands there. */
    private static StructField asText(String name) {
        return new StructField(
                name,
                DataTypes.StringType,
                true,
                new MetadataBuilder().putBoolean(JSON, true).build());
    }

    private static BaseRuntimeElementCompositeDefinition<?> extension() {
        return (BaseRuntimeElementCompositeDefinition<?>)
                Objects.requireNonNull(FhirContext.forR4Cached().getElementDefinition("Extension"));
    }

    private static StructField field(
            BaseRuntimeChildDefinition child, String name, ElementPaths wanted, String place, List<String> stack) {
        BaseRuntimeElementDefinition<?> type = type(child, name);
        boolean isUnnamed = type instanceof BaseRuntimeElementCompositeDefinition<?>
                && wanted.names().isEmpty();
        if (isUnnamed && TextElements.contain(name, type.getName(), stack)) {
            return asText(name);
        }
        DataType data;
        if (type instanceof BaseRuntimeElementCompositeDefinition<?> complex) {
            data = struct(
                    complex,
                    type.getName().equals("Extension") ? extensionPaths(name, wanted, stack) : wanted,
                    place,
                    stack);
        } else {
            refuseUnknown(wanted, Set.of(), place);
            data = primitive(type.getName());
        }
        boolean many = child.getMax() != 1;
        return new StructField(name, many ? new ArrayType(data, true) : data, true, metadata(child, type.getName()));
    }

    private static ElementPaths extensionPaths(String name, ElementPaths wanted, List<String> stack) {
        if (!wanted.names().isEmpty()) {
            return wanted;
        }
        if (name.equals(MODIFIER)) {
            return ExtensionPaths.MODIFIER;
        }
        return stack.size() == 1 ? ExtensionPaths.TOP : ExtensionPaths.NESTED;
    }

    private static Metadata metadata(BaseRuntimeChildDefinition child, String type) {
        MetadataBuilder metadata = new MetadataBuilder();
        if (isChoice(child)) {
            metadata.putString(CHOICE, child.getElementName());
        }
        if (TYPED_TEXT.contains(type)) {
            metadata.putString(PRIMITIVE, type);
        }
        if (type.equals("Reference")) {
            metadata.putString(TARGETS, String.join(",", ReferenceTargets.of(child)));
        }
        return metadata.build();
    }

    static DataType primitive(String type) {
        return switch (type) {
            case "boolean" -> DataTypes.BooleanType;
            case "integer", "positiveInt", "unsignedInt" -> DataTypes.IntegerType;
            default -> DataTypes.StringType;
        };
    }

    /** The model gives a modifierExtension no type. */
    static BaseRuntimeElementDefinition<?> type(BaseRuntimeChildDefinition child, String name) {
        return name.equals(MODIFIER) ? extension() : child.getChildByName(name);
    }

    /** The names that the element has in JSON. */
    static List<String> jsonNames(BaseRuntimeChildDefinition child) {
        String element = child.getElementName();
        if (isChoice(child)) {
            return child.getValidChildNames().stream()
                    .filter(name -> isChoiceName(child, element, name))
                    .sorted()
                    .toList();
        }
        return List.of(element);
    }

    /** HAPI lists a Reference under the name of each target as well; JSON knows it under one. */
    private static boolean isChoiceName(BaseRuntimeChildDefinition child, String element, String name) {
        BaseRuntimeElementDefinition<?> type = child.getChildByName(name);
        return type != null
                && name.equals(element
                        + type.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + type.getName().substring(1));
    }

    static boolean isChoice(BaseRuntimeChildDefinition child) {
        return child instanceof RuntimeChildChoiceDefinition && !(child instanceof RuntimeChildExtension);
    }

    private static boolean isPrimitive(BaseRuntimeChildDefinition child, String name) {
        return !(child instanceof RuntimeChildContainedResources)
                && !(type(child, name) instanceof BaseRuntimeElementCompositeDefinition<?>);
    }

    private static void refuseUnknown(ElementPaths wanted, Set<String> valid, String place) {
        for (String name : wanted.names()) {
            if (!valid.contains(name)) {
                throw FhirErrors.unknownElement(place, name, valid);
            }
        }
    }
}
