package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.operator.Expansion;
import org.charthouse.measure.operator.IntervalLists;
import org.charthouse.measure.operator.Intervals;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Quantity;
import org.jspecify.annotations.Nullable;

/** Intervals and their parts (ELM, 19 Interval operators). */
final class IntervalNodes {

    private IntervalNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("Interval", IntervalNodes::selector);
        nodes.put("Start", Nodes.unary(Intervals::start));
        nodes.put("End", Nodes.unary(Intervals::end));
        nodes.put("Width", Nodes.unary(Intervals::width));
        nodes.put("Size", Nodes.unary(Intervals::size));
        nodes.put("PointFrom", Nodes.unary(Intervals::pointFrom));
        nodes.put("Collapse", Nodes.binary((source, per) -> IntervalLists.collapse((List<?>) source, quantity(per))));
        nodes.put("Expand", Nodes.binary((source, per) -> Expansion.expand(source, quantity(per))));
    }

    private static @Nullable Quantity quantity(@Nullable Object per) {
        return (Quantity) per;
    }

    private static Evaluator selector(JsonNode node, Compiler compiler) {
        Evaluator low = compiler.child(node, "low");
        Evaluator high = compiler.child(node, "high");
        Evaluator lowClosed = closed(node, compiler, "lowClosed");
        Evaluator highClosed = closed(node, compiler, "highClosed");
        PointType points = points(node);
        return frame -> {
            Object from = low.eval(frame);
            Object to = high.eval(frame);
            Object isFrom = lowClosed.eval(frame);
            Object isTo = highClosed.eval(frame);
            return (from == null && to == null)
                    ? unknown(isFrom, isTo, points)
                    : Intervals.of(from, Boolean.TRUE.equals(isFrom), to, Boolean.TRUE.equals(isTo), points);
        };
    }

    /**
     * An interval without ends is one where its type is told: from null to null it is none. Nor is it, where it is the
     * conversion of an interval that is null, of which nothing says whether it is closed.
     */
    private static @Nullable Interval unknown(
            @Nullable Object lowClosed, @Nullable Object highClosed, PointType points) {
        return points == PointType.UNKNOWN || lowClosed == null || highClosed == null
                ? null
                : new Interval(null, Boolean.TRUE.equals(lowClosed), null, Boolean.TRUE.equals(highClosed), points);
    }

    private static Evaluator closed(JsonNode node, Compiler compiler, String name) {
        Evaluator expression = compiler.optional(node, name + "Expression");
        if (expression != null) {
            return expression;
        }
        Boolean isClosed = node.path(name).asBoolean(true);
        return frame -> isClosed;
    }

    /** The type of the points, from what the translator tells of the interval or of its ends. */
    private static PointType points(JsonNode node) {
        PointType told = PointType.named(
                Types.local(node.at("/resultTypeSpecifier/pointType/name").asText()));
        if (told != PointType.UNKNOWN) {
            return told;
        }
        PointType low = type(node.path("low"));
        return low == PointType.UNKNOWN ? type(node.path("high")) : low;
    }

    private static PointType type(JsonNode end) {
        String name = switch (end.path("type").asText()) {
            case "As" ->
                end.has("asType")
                        ? end.path("asType").asText()
                        : end.at("/asTypeSpecifier/name").asText();
            case "ToDateTime" -> "DateTime";
            case "ToDate" -> "Date";
            case "ToQuantity" -> "Quantity";
            case "ToDecimal" -> "Decimal";
            default -> end.path("resultTypeName").asText();
        };
        return PointType.named(Types.local(name));
    }
}
