package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.operator.Texts;
import org.jspecify.annotations.Nullable;

/** Strings (ELM, 17 String operators). */
final class TextNodes {

    private TextNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("Concatenate", TextNodes::concatenate);
        nodes.put(
                "Combine",
                Nodes.of("source", "separator", (source, separator) -> Texts.combine((List<?>) source, separator)));
        nodes.put("Split", Nodes.of("stringToSplit", "separator", Texts::split));
        nodes.put("SplitOnMatches", Nodes.of("stringToSplit", "separatorPattern", Texts::splitOnMatches));
        nodes.put("Length", TextNodes::length);
        nodes.put("Upper", Nodes.unary(Texts::upper));
        nodes.put("Lower", Nodes.unary(Texts::lower));
        nodes.put("PositionOf", Nodes.of("pattern", "string", Texts::positionOf));
        nodes.put("LastPositionOf", Nodes.of("pattern", "string", Texts::lastPositionOf));
        nodes.put("Substring", TextNodes::substring);
        nodes.put("StartsWith", Nodes.binary(Texts::startsWith));
        nodes.put("EndsWith", Nodes.binary(Texts::endsWith));
        nodes.put("Matches", Nodes.binary(Texts::matches));
        nodes.put("ReplaceMatches", TextNodes::replace);
    }

    /** A list that is null has no items; of a text that is null it is unknown how many characters it has (9.6, 9.9). */
    private static Evaluator length(JsonNode node, Compiler compiler) {
        Evaluator operand = compiler.operand(node);
        Integer none = Types.isTold(node.path("operand"), "ListTypeSpecifier") ? (Integer) 0 : null;
        return frame -> {
            Object value = operand.eval(frame);
            return value == null ? none : Texts.length(value);
        };
    }

    private static Evaluator concatenate(JsonNode node, Compiler compiler) {
        List<Evaluator> operands = compiler.operands(node);
        return frame -> {
            Object text = operands.get(0).eval(frame);
            for (int at = 1; at < operands.size(); at++) {
                text = Texts.concatenate(text, operands.get(at).eval(frame));
            }
            return text;
        };
    }

    private static Evaluator substring(JsonNode node, Compiler compiler) {
        Evaluator text = compiler.child(node, "stringToSub");
        Evaluator start = compiler.child(node, "startIndex");
        Evaluator length = compiler.child(node, "length");
        return frame -> Texts.substring(text.eval(frame), start.eval(frame), length.eval(frame));
    }

    private static Evaluator replace(JsonNode node, Compiler compiler) {
        List<Evaluator> operands = compiler.operands(node);
        return frame -> {
            @Nullable Object text = operands.get(0).eval(frame);
            return Texts.replaceMatches(
                    text, operands.get(1).eval(frame), operands.get(2).eval(frame));
        };
    }
}
