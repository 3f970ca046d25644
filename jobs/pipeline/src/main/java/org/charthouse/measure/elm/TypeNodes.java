package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.FhirPrimitive;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.elm.Nodes.One;
import org.charthouse.measure.operator.Conversions;
import org.charthouse.measure.operator.Names;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Ratio;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** Literals, types and conversions (ELM, 1, 2, 22). */
final class TypeNodes {

    private TypeNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("Literal", TypeNodes::literal);
        nodes.put("Quantity", TypeNodes::quantity);
        nodes.put("Ratio", TypeNodes::ratio);
        nodes.put("Is", TypeNodes::is);
        nodes.put("As", TypeNodes::as);
        nodes.put("CanConvert", TypeNodes::canConvert);
        nodes.put("Convert", TypeNodes::convert);
        nodes.put("ToBoolean", Nodes.unary(Conversions::toBoolean));
        nodes.put("ToInteger", Nodes.unary(Conversions::toInteger));
        nodes.put("ToLong", Nodes.unary(Conversions::toLong));
        nodes.put("ToDecimal", Nodes.unary(Conversions::toDecimal));
        nodes.put("ToQuantity", Nodes.unary(Conversions::toQuantity));
        nodes.put("ToRatio", Nodes.unary(Conversions::toRatio));
        nodes.put("ToString", Nodes.unary(Conversions::toText));
        nodes.put("ToChars", Nodes.unary(TypeNodes::chars));
        nodes.put("ToDate", Nodes.unary(Conversions::toDate));
        nodes.put("ToTime", Nodes.unary(Conversions::toTime));
        nodes.put("ToDateTime", TypeNodes::toDateTime);
        nodes.put("ToConcept", Nodes.unary(Conversions::toConcept));
        nodes.put("ConvertQuantity", Nodes.binary(Conversions::convertQuantity));
        nodes.put(
                "CanConvertQuantity",
                Nodes.binary((value, unit) -> value == null || unit == null
                        ? null
                        : (Object) (Conversions.convertQuantity(value, unit) != null)));
        addTests(nodes);
    }

    private static void addTests(Map<String, Node> nodes) {
        test(nodes, "ConvertsToBoolean", Conversions::toBoolean);
        test(nodes, "ConvertsToInteger", Conversions::toInteger);
        test(nodes, "ConvertsToLong", Conversions::toLong);
        test(nodes, "ConvertsToDecimal", Conversions::toDecimal);
        test(nodes, "ConvertsToQuantity", Conversions::toQuantity);
        test(nodes, "ConvertsToRatio", Conversions::toRatio);
        test(nodes, "ConvertsToString", Conversions::toText);
        test(nodes, "ConvertsToDate", Conversions::toDate);
        test(nodes, "ConvertsToDateTime", value -> Conversions.toDateTime(value, 0));
        test(nodes, "ConvertsToTime", Conversions::toTime);
    }

    private static void test(Map<String, Node> nodes, String name, One conversion) {
        nodes.put(name, Nodes.unary(value -> value == null ? null : (Object) (conversion.of(value) != null)));
    }

    private static Evaluator literal(JsonNode node, Compiler compiler) {
        String text = node.path("value").asText();
        Object value = switch (Types.local(node.path("valueType").asText())) {
            case "Boolean" -> Boolean.valueOf(text);
            case "Integer" -> Integer.valueOf(text);
            case "Long" -> Long.valueOf(text.endsWith("L") ? text.substring(0, text.length() - 1) : text);
            case "Decimal" -> new BigDecimal(text);
            case "DateTime" ->
                Temporal.parse(text, Temporal.Kind.DATETIME, compiler.linker().evaluation());
            case "Date" -> Temporal.parse(text, Temporal.Kind.DATE, 0);
            case "Time" -> Temporal.parse(text, Temporal.Kind.TIME, 0);
            default -> text;
        };
        return frame -> value;
    }

    private static Evaluator quantity(JsonNode node, Compiler compiler) {
        Quantity quantity = new Quantity(
                new BigDecimal(node.path("value").asText("0")),
                node.path("unit").asText(Quantity.NO_UNIT));
        return frame -> quantity;
    }

    private static Evaluator ratio(JsonNode node, Compiler compiler) {
        Evaluator numerator = quantity(node.path("numerator"), compiler);
        Evaluator denominator = quantity(node.path("denominator"), compiler);
        return frame ->
                (numerator.eval(frame) instanceof Quantity one && denominator.eval(frame) instanceof Quantity other)
                        ? new Ratio(one, other)
                        : null;
    }

    private static TypeTest type(JsonNode node, String word) {
        JsonNode specifier = node.get(word + "TypeSpecifier");
        return specifier == null ? Types.named(node.path(word + "Type").asText()) : Types.of(specifier);
    }

    private static Evaluator is(JsonNode node, Compiler compiler) {
        TypeTest type = type(node, "is");
        Evaluator operand = compiler.operand(node);
        return frame -> type.fits(operand.eval(frame));
    }

    private static Evaluator as(JsonNode node, Compiler compiler) {
        TypeTest type = type(node, "as");
        Evaluator operand = compiler.operand(node);
        boolean isStrict = node.path("strict").asBoolean(false);
        return frame -> {
            Object value = operand.eval(frame);
            if (value == null || type.fits(value)) {
                return value;
            }
            if (isStrict) {
                throw new CqlException("a value of type " + name(value) + " is none of the type that it is cast to");
            }
            return null;
        };
    }

    private static String name(Object value) {
        if (value instanceof Element element) {
            return element.type();
        }
        return value instanceof FhirPrimitive primitive ? primitive.type() : Names.of(value);
    }

    private static @Nullable One conversion(JsonNode node, Compiler compiler) {
        JsonNode specifier = node.get("toTypeSpecifier");
        String type = specifier == null
                ? node.path("toType").asText()
                : specifier.path("name").asText();
        int evaluation = compiler.linker().evaluation();
        return switch (Types.local(type)) {
            case "Boolean" -> Conversions::toBoolean;
            case "Integer" -> Conversions::toInteger;
            case "Long" -> Conversions::toLong;
            case "Decimal" -> Conversions::toDecimal;
            case "String" -> Conversions::toText;
            case "Quantity" -> Conversions::toQuantity;
            case "Ratio" -> Conversions::toRatio;
            case "Date" -> Conversions::toDate;
            case "DateTime" -> value -> Conversions.toDateTime(value, evaluation);
            case "Time" -> Conversions::toTime;
            case "Concept" -> Conversions::toConcept;
            default -> null;
        };
    }

    private static One conversionOf(JsonNode node, Compiler compiler) {
        One conversion = conversion(node, compiler);
        if (conversion == null) {
            throw new ElmProblem(
                    "Library " + compiler.library().name() + " converts to a type that nothing converts to",
                    "take the library from its publisher again");
        }
        return conversion;
    }

    private static Evaluator convert(JsonNode node, Compiler compiler) {
        One conversion = conversionOf(node, compiler);
        Evaluator operand = compiler.operand(node);
        return frame -> conversion.of(operand.eval(frame));
    }

    private static Evaluator canConvert(JsonNode node, Compiler compiler) {
        One conversion = conversionOf(node, compiler);
        Evaluator operand = compiler.operand(node);
        return frame -> {
            Object value = operand.eval(frame);
            return value == null ? null : (Object) (conversion.of(value) != null);
        };
    }

    private static @Nullable Object chars(@Nullable Object value) {
        return value == null
                ? null
                : value.toString().codePoints().mapToObj(Character::toString).toList();
    }

    private static Evaluator toDateTime(JsonNode node, Compiler compiler) {
        Evaluator operand = compiler.operand(node);
        int evaluation = compiler.linker().evaluation();
        return frame -> Conversions.toDateTime(operand.eval(frame), evaluation);
    }
}
