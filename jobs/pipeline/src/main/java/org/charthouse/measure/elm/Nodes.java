package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.charthouse.measure.elm.Compiler.Node;
import org.jspecify.annotations.Nullable;

/** Every kind of expression of ELM that can be compiled, by its name. */
final class Nodes {

    /** Kinds that may have no value for a person, so that their place is worth telling. */
    private static final Set<String> MAY_FAIL = Set.of(
            "SingletonFrom",
            "Message",
            "Interval",
            "FunctionRef",
            "PointFrom",
            "As",
            "Property",
            "Add",
            "Subtract",
            "DurationBetween",
            "DifferenceBetween",
            "CalculateAge",
            "CalculateAgeAt",
            "Less",
            "LessOrEqual",
            "Greater",
            "GreaterOrEqual",
            "Expand",
            "Matches",
            "ReplaceMatches",
            "SplitOnMatches",
            "Date",
            "DateTime",
            "Time");

    private Nodes() {}

    /** Whether a node is worth an own place; one step from what a name stands for tells its place itself. */
    static boolean mayFail(JsonNode node) {
        boolean isOneStep = node.path("type").asText().equals("Property")
                && node.has("scope")
                && node.path("path").asText().indexOf('.') < 0;
        return !isOneStep && MAY_FAIL.contains(node.path("type").asText());
    }

    /** A value of one. */
    interface One {
        @Nullable
        Object of(@Nullable Object operand);
    }

    /** A value of two. */
    interface Two {
        @Nullable
        Object of(@Nullable Object left, @Nullable Object right);
    }

    static Map<String, Node> all() {
        Map<String, Node> nodes = new HashMap<>();
        LogicNodes.addTo(nodes);
        ComparisonNodes.addTo(nodes);
        ArithmeticNodes.addTo(nodes);
        IntervalNodes.addTo(nodes);
        TimingNodes.addTo(nodes);
        ListNodes.addTo(nodes);
        TextNodes.addTo(nodes);
        TypeNodes.addTo(nodes);
        ReferenceNodes.addTo(nodes);
        TerminologyNodes.addTo(nodes);
        QueryNodes.addTo(nodes);
        return Map.copyOf(nodes);
    }

    /** An operator on the operand of a node. */
    static Node unary(One operator) {
        return (node, compiler) -> {
            Evaluator operand = compiler.operand(node);
            return frame -> operator.of(operand.eval(frame));
        };
    }

    /** An operator on the two operands of a node. */
    static Node binary(Two operator) {
        return (node, compiler) -> {
            var operands = compiler.operands(node);
            Evaluator left = operands.get(0);
            Evaluator right = operands.get(1);
            return frame -> operator.of(left.eval(frame), right.eval(frame));
        };
    }

    /** An operator on the child of a node that has another name than operand. */
    static Node of(String child, One operator) {
        return (node, compiler) -> {
            Evaluator operand = compiler.child(node, child);
            return frame -> operator.of(operand.eval(frame));
        };
    }

    /** An operator on two children. */
    static Node of(String first, String second, Two operator) {
        return (node, compiler) -> {
            Evaluator left = compiler.child(node, first);
            Evaluator right = compiler.child(node, second);
            return frame -> operator.of(left.eval(frame), right.eval(frame));
        };
    }
}
