package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.operator.Equality;
import org.charthouse.measure.operator.Logic;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/** Logic, nulls, choices and messages (ELM, 5, 6, 13 to 15, 24). The right side is not looked at where the left decides. */
final class LogicNodes {

    private LogicNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("And", (node, compiler) -> shortcut(compiler.operands(node), false));
        nodes.put("Or", (node, compiler) -> shortcut(compiler.operands(node), true));
        nodes.put("Xor", Nodes.binary(Logic::xor));
        nodes.put("Implies", LogicNodes::implies);
        nodes.put("Not", LogicNodes::not);
        nodes.put("IsNull", LogicNodes::isNull);
        nodes.put("IsTrue", Nodes.unary(Boolean.TRUE::equals));
        nodes.put("IsFalse", Nodes.unary(Boolean.FALSE::equals));
        nodes.put("Null", (node, compiler) -> frame -> null);
        nodes.put("Coalesce", (node, compiler) -> coalesce(compiler.operands(node)));
        nodes.put("If", LogicNodes::choice);
        nodes.put("Case", LogicNodes::cases);
        nodes.put("Message", LogicNodes::message);
    }

    private static Evaluator shortcut(List<Evaluator> operands, boolean decides) {
        Evaluator left = operands.get(0);
        Evaluator right = operands.get(1);
        Boolean decision = decides;
        return frame -> {
            Object first = left.eval(frame);
            if (decision.equals(first)) {
                return decision;
            }
            Object second = right.eval(frame);
            return decides ? Logic.or(first, second) : Logic.and(first, second);
        };
    }

    private static Evaluator not(JsonNode node, Compiler compiler) {
        Evaluator operand = compiler.operand(node);
        return frame -> Logic.not(operand.eval(frame));
    }

    private static Evaluator isNull(JsonNode node, Compiler compiler) {
        Evaluator operand = compiler.operand(node);
        return frame -> operand.eval(frame) == null;
    }

    private static Evaluator implies(JsonNode node, Compiler compiler) {
        List<Evaluator> operands = compiler.operands(node);
        return frame -> {
            Object left = operands.get(0).eval(frame);
            return Boolean.FALSE.equals(left)
                    ? Boolean.TRUE
                    : Logic.implies(left, operands.get(1).eval(frame));
        };
    }

    /** The first that is not null; of one list, its first item that is not. */
    private static Evaluator coalesce(List<Evaluator> operands) {
        boolean isSingle = operands.size() == 1;
        return frame -> {
            for (Evaluator operand : operands) {
                Object value = operand.eval(frame);
                if (isSingle && value instanceof List<?> list) {
                    return list.stream()
                            .filter(item -> item != null)
                            .findFirst()
                            .orElse(null);
                }
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }

    private static Evaluator choice(JsonNode node, Compiler compiler) {
        Evaluator condition = compiler.child(node, "condition");
        Evaluator then = compiler.child(node, "then");
        Evaluator otherwise = compiler.child(node, "else");
        return frame -> (Boolean.TRUE.equals(condition.eval(frame)) ? then : otherwise).eval(frame);
    }

    private record CaseItem(Evaluator when, Evaluator then) {}

    private static Evaluator cases(JsonNode node, Compiler compiler) {
        Evaluator comparand = compiler.optional(node, "comparand");
        Evaluator otherwise = compiler.child(node, "else");
        List<CaseItem> items = new ArrayList<>();
        for (JsonNode item : node.path("caseItem")) {
            items.add(new CaseItem(compiler.child(item, "when"), compiler.child(item, "then")));
        }
        return frame -> {
            Object wanted = comparand == null ? null : comparand.eval(frame);
            for (CaseItem item : items) {
                Object when = item.when.eval(frame);
                boolean isIt = comparand == null
                        ? Boolean.TRUE.equals(when)
                        : Boolean.TRUE.equals(Equality.equal(wanted, when));
                if (isIt) {
                    return item.then.eval(frame);
                }
            }
            return otherwise.eval(frame);
        };
    }

    /** An error of the measure's own stops it for the person; its text may hold what is known of her, its code may not. */
    private static Evaluator message(JsonNode node, Compiler compiler) {
        Evaluator source = compiler.child(node, "source");
        Evaluator condition = compiler.child(node, "condition");
        Evaluator code = compiler.child(node, "code");
        Evaluator severity = compiler.child(node, "severity");
        return frame -> {
            if (Boolean.TRUE.equals(condition.eval(frame)) && "Error".equals(text(severity, frame))) {
                throw new CqlException("the measure itself reports the error '" + text(code, frame) + "'");
            }
            return source.eval(frame);
        };
    }

    private static @Nullable String text(Evaluator evaluator, Frame frame) {
        Object value = evaluator.eval(frame);
        return value == null ? null : value.toString();
    }
}
