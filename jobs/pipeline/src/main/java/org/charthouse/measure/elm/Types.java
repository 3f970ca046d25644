package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.FhirModel;
import org.charthouse.measure.data.FhirPrimitive;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Ratio;
import org.charthouse.measure.value.Tuple;
import org.jspecify.annotations.Nullable;

/** The types that ELM names: of CQL itself and of FHIR's model info (CQL 1.5, 07-b, Type specifiers). */
final class Types {

    private static final String SYSTEM = "{urn:hl7-org:elm-types:r1}";

    private static final Map<String, Predicate<Object>> OF_SYSTEM = Map.ofEntries(
            Map.entry("Boolean", value -> value instanceof Boolean),
            Map.entry("Integer", value -> value instanceof Integer),
            Map.entry("Long", value -> value instanceof Long),
            Map.entry("Decimal", value -> value instanceof BigDecimal),
            Map.entry("String", value -> value instanceof String),
            Map.entry("Date", value -> PointType.of(value) == PointType.DATE),
            Map.entry("DateTime", value -> PointType.of(value) == PointType.DATETIME),
            Map.entry("Time", value -> PointType.of(value) == PointType.TIME),
            Map.entry("Quantity", value -> value instanceof Quantity),
            Map.entry("Ratio", value -> value instanceof Ratio),
            Map.entry("Code", value -> value instanceof Code),
            Map.entry("Concept", value -> value instanceof Concept),
            Map.entry("ValueSet", value -> value instanceof ValueSet),
            Map.entry("Vocabulary", value -> value instanceof ValueSet));

    private Types() {}

    /** The type of a specifier; a node without one is of any type. */
    static TypeTest of(@Nullable JsonNode specifier) {
        if (specifier == null) {
            return value -> TypeTest.ANY;
        }
        return switch (specifier.path("type").asText()) {
            case "NamedTypeSpecifier" -> named(name(specifier));
            case "ListTypeSpecifier" ->
                value -> value == null || value instanceof List<?> ? TypeTest.EXACT : TypeTest.NO;
            case "IntervalTypeSpecifier" -> interval(name(specifier.path("pointType")));
            case "TupleTypeSpecifier" ->
                value -> value == null || value instanceof Tuple ? TypeTest.EXACT : TypeTest.NO;
            case "ChoiceTypeSpecifier" ->
                choice(specifier.has("choice") ? specifier.get("choice") : specifier.path("type1"));
            default -> value -> TypeTest.ANY;
        };
    }

    private static String name(JsonNode specifier) {
        return specifier.path("name").asText();
    }

    private static TypeTest interval(String pointType) {
        PointType wanted = PointType.named(local(pointType));
        return value -> {
            if (value == null) {
                return TypeTest.EXACT;
            }
            boolean isOne = value instanceof Interval interval
                    && (interval.points() == wanted
                            || interval.points() == PointType.UNKNOWN
                            || wanted == PointType.UNKNOWN);
            return isOne ? TypeTest.EXACT : TypeTest.NO;
        };
    }

    private static TypeTest choice(JsonNode specifiers) {
        List<TypeTest> choices = new ArrayList<>();
        specifiers.forEach(specifier -> choices.add(of(specifier)));
        return value -> choices.stream().anyMatch(choice -> choice.misfit(value) >= 0) ? TypeTest.CHOICE : TypeTest.NO;
    }

    /** The type of a qualified name, {@code {http://hl7.org/fhir}Encounter}. */
    static TypeTest named(String qualified) {
        String name = local(qualified);
        if (qualified.startsWith(SYSTEM)) {
            Predicate<Object> test = OF_SYSTEM.get(name);
            return test == null
                    ? value -> TypeTest.ANY
                    : value -> value == null || test.test(value) ? TypeTest.EXACT : TypeTest.NO;
        }
        boolean isKnown = FhirModel.shared().isType(name);
        return value -> value == null ? TypeTest.EXACT : fhir(value, name, isKnown);
    }

    private static int fhir(Object value, String name, boolean isKnown) {
        if (value instanceof Element element) {
            boolean isBase = name.equals("Element")
                    || (element.shape().isResource() ? name.endsWith("Resource") : name.equals("BackboneElement"));
            return isBase ? TypeTest.ANY : kind(element.type(), name);
        }
        if (value instanceof FhirPrimitive primitive) {
            if (!isKnown) { // model infos have a type for each list of codes
                return primitive.type().equals("code") ? TypeTest.KIND : TypeTest.NO;
            }
            return name.equals("Element") ? TypeTest.ANY : kind(primitive.type(), name);
        }
        return TypeTest.NO;
    }

    private static int kind(String type, String wanted) {
        if (type.equals(wanted)) {
            return TypeTest.EXACT;
        }
        return FhirModel.isKindOf(type, wanted) ? TypeTest.KIND : TypeTest.NO;
    }

    /** Whether the library tells that an expression is of a kind of type, such as {@code ListTypeSpecifier}. */
    static boolean isTold(JsonNode expression, String kind) {
        return expression.at("/resultTypeSpecifier/type").asText().equals(kind)
                || expression.at("/asTypeSpecifier/type").asText().equals(kind);
    }

    /** The name without its namespace. */
    static String local(String qualified) {
        return qualified.substring(qualified.indexOf('}') + 1);
    }
}
