package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.charthouse.measure.CqlText;
import org.charthouse.measure.value.Temporal;
import org.charthouse.measure.value.Tuple;
import org.jspecify.annotations.Nullable;

/** Nodes of ELM for tests, values among them as CQL writes them. */
final class ElmText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SYSTEM = "{urn:hl7-org:elm-types:r1}";

    private ElmText() {}

    /** A node without children. */
    static ObjectNode node(String type) {
        return JSON.objectNode().put("type", type);
    }

    /** A node that has a name, such as a reference. */
    static ObjectNode named(String type, String name) {
        return node(type).put("name", name);
    }

    static ObjectNode alias(String name) {
        return named("AliasRef", name);
    }

    /** An element of what has an alias. */
    static ObjectNode property(String alias, String path) {
        return node("Property").put("scope", alias).put("path", path);
    }

    /** An operator of one operand. */
    static ObjectNode one(String type, JsonNode operand) {
        return node(type).set("operand", operand);
    }

    /** An operator of several operands. */
    static ObjectNode op(String type, JsonNode... operands) {
        return node(type).set("operand", array(operands));
    }

    static ArrayNode array(JsonNode... items) {
        return JSON.arrayNode().addAll(List.of(items));
    }

    /** The node of a value. */
    static ObjectNode value(String text) {
        return of(CqlText.read(text));
    }

    private static ObjectNode of(@Nullable Object value) {
        if (value == null) {
            return node("Null");
        }
        if (value instanceof List<?> list) {
            ArrayNode items = JSON.arrayNode();
            list.forEach(item -> items.add(of(item)));
            return node("List").set("element", items);
        }
        if (value instanceof Tuple tuple) {
            ArrayNode elements = JSON.arrayNode();
            tuple.names()
                    .forEach(name ->
                            elements.add(JSON.objectNode().put("name", name).set("value", of(tuple.get(name)))));
            return node("Tuple").set("element", elements);
        }
        return node("Literal").put("valueType", SYSTEM + type(value)).put("value", value.toString());
    }

    private static String type(Object value) {
        if (value instanceof Temporal temporal) {
            return switch (temporal.kind()) {
                case DATE -> "Date";
                case DATETIME -> "DateTime";
                case TIME -> "Time";
            };
        }
        return value instanceof BigDecimal ? "Decimal" : value.getClass().getSimpleName();
    }

    /** A definition in the context of a person. */
    static ObjectNode define(String name, JsonNode expression) {
        return JSON.objectNode().put("name", name).put("context", "Patient").set("expression", expression);
    }

    /** A function; its operands are pairs of a name and a type of CQL. */
    static ObjectNode function(String name, JsonNode expression, String... operands) {
        ArrayNode declared = JSON.arrayNode();
        for (int at = 0; at < operands.length; at += 2) {
            ObjectNode type = node("NamedTypeSpecifier").put("name", SYSTEM + operands[at + 1]);
            declared.add(JSON.objectNode().put("name", operands[at]).set("operandTypeSpecifier", type));
        }
        ObjectNode function = named("FunctionDef", name);
        function.set("operand", declared);
        return function.set("expression", expression);
    }

    /** A library of definitions and functions. */
    static ObjectNode library(String name, JsonNode... statements) {
        ObjectNode library = JSON.objectNode();
        library.putObject("identifier").put("id", name).put("version", "1.0.0");
        library.putObject("statements").set("def", array(statements));
        return library;
    }
}
