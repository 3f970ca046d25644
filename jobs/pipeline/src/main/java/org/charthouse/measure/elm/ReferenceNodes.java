package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.elm.Nodes.One;
import org.charthouse.measure.operator.Conversions;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Tuple;
import org.jspecify.annotations.Nullable;

/** What stands under a name: definitions, functions, parameters, aliases, elements, tuples (ELM, 2 and 9). */
final class ReferenceNodes {

    private ReferenceNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("ExpressionRef", ReferenceNodes::expression);
        nodes.put("FunctionRef", ReferenceNodes::function);
        nodes.put("ParameterRef", ReferenceNodes::parameter);
        nodes.put("OperandRef", (node, compiler) -> compiler.named(name(node)));
        nodes.put("AliasRef", (node, compiler) -> compiler.named(name(node)));
        nodes.put("QueryLetRef", (node, compiler) -> compiler.named(name(node)));
        nodes.put("IdentifierRef", ReferenceNodes::identifier);
        nodes.put("Property", ReferenceNodes::property);
        nodes.put("Tuple", (node, compiler) -> tuple(node, compiler));
        nodes.put("Instance", ReferenceNodes::instance);
    }

    private static String name(JsonNode node) {
        return node.path("name").asText();
    }

    private static Evaluator expression(JsonNode node, Compiler compiler) {
        Definition definition = compiler.linker().definition(compiler.library(node), name(node));
        return frame -> definition.value(frame.subject);
    }

    private static Evaluator parameter(JsonNode node, Compiler compiler) {
        String name = name(node);
        JsonNode declared = compiler.library(node).part("parameters").get(name);
        JsonNode standard = declared == null ? null : declared.get("default");
        Evaluator otherwise = standard == null
                ? frame -> null
                : new Compiler(compiler.linker(), compiler.library(node)).compile(standard);
        return frame -> {
            Object given = frame.subject.run().parameter(name);
            return given == null ? otherwise.eval(frame) : given;
        };
    }

    private static Evaluator function(JsonNode node, Compiler compiler) {
        List<Evaluator> operands = compiler.operands(node);
        One builtIn = operands.size() == 1 && isOfFhirHelpers(node, compiler) ? FhirHelpers.function(name(node)) : null;
        if (builtIn != null) {
            Evaluator operand = operands.get(0);
            return frame -> builtIn.of(operand.eval(frame));
        }
        ElmLibrary library = compiler.library(node);
        List<Function> candidates = compiler.linker().functions(library, name(node), operands.size());
        return new Call(library.name() + "." + name(node), candidates, operands);
    }

    private static boolean isOfFhirHelpers(JsonNode node, Compiler compiler) {
        String alias = node.path("libraryName").asText();
        ElmLibrary.Include include = compiler.library().includes().get(alias);
        return include != null && include.name().equals(FhirHelpers.LIBRARY);
    }

    /** In a sort, a name without more is an element of the item that is sorted. */
    private static Evaluator identifier(JsonNode node, Compiler compiler) {
        String name = name(node);
        if (compiler.place(name) >= 0) {
            return compiler.named(name);
        }
        if (compiler.place(QueryNodes.THIS) < 0) {
            return expression(node, compiler);
        }
        Evaluator item = compiler.named(QueryNodes.THIS);
        compiler.linker().looksAt(name);
        return frame -> Properties.get(item.eval(frame), name);
    }

    private static Evaluator property(JsonNode node, Compiler compiler) {
        String scope = node.path("scope").asText();
        String[] steps = node.path("path").asText().split("\\.", -1);
        for (String step : steps) {
            compiler.linker().looksAt(step);
        }
        int first = scope.isEmpty() ? 0 : 1;
        Evaluator source = scope.isEmpty()
                ? compiler.child(node, "source")
                : Step.of(
                        compiler.placeOf(scope), steps[0], node.path("locator").asText());
        for (int at = first; at < steps.length; at++) {
            source = Step.of(source, steps[at]);
        }
        return source;
    }

    private static Map<String, Evaluator> elements(JsonNode node, Compiler compiler) {
        Map<String, Evaluator> elements = new LinkedHashMap<>();
        for (JsonNode element : node.path("element")) {
            elements.put(name(element), compiler.child(element, "value"));
        }
        return elements;
    }

    private static Evaluator tuple(JsonNode node, Compiler compiler) {
        Map<String, Evaluator> elements = elements(node, compiler);
        return frame -> values(elements, frame);
    }

    private static Tuple values(Map<String, Evaluator> elements, Frame frame) {
        LinkedHashMap<String, @Nullable Object> values = new LinkedHashMap<>();
        elements.forEach((name, value) -> values.put(name, value.eval(frame)));
        return new Tuple(values);
    }

    /** Values of CQL's own types; of other types a tuple, whose elements are found in the same way. */
    private static Evaluator instance(JsonNode node, Compiler compiler) {
        Map<String, Evaluator> elements = elements(node, compiler);
        String type = Types.local(node.path("classType").asText());
        return frame -> {
            Tuple values = values(elements, frame);
            return switch (type) {
                case "Quantity" -> quantity(values);
                case "Code" -> code(values);
                case "Concept" -> concept(values);
                default -> values;
            };
        };
    }

    private static @Nullable Quantity quantity(Tuple values) {
        BigDecimal value = Conversions.toDecimal(values.get("value"));
        return value == null
                ? null
                : new Quantity(value, Objects.requireNonNullElse(text(values, "unit"), Quantity.NO_UNIT));
    }

    private static Code code(Tuple values) {
        return new Code(text(values, "code"), text(values, "system"), text(values, "version"), text(values, "display"));
    }

    private static Concept concept(Tuple values) {
        List<Code> codes = new ArrayList<>();
        if (values.get("codes") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Code code) {
                    codes.add(code);
                }
            }
        }
        return new Concept(codes, text(values, "display"));
    }

    private static @Nullable String text(Tuple values, String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }
}
