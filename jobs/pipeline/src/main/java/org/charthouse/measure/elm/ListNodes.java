package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.elm.Nodes.One;
import org.charthouse.measure.operator.Aggregates;
import org.charthouse.measure.operator.IntervalSets;
import org.charthouse.measure.operator.Lists;
import org.charthouse.measure.operator.Texts;
import org.charthouse.measure.value.Interval;
import org.jspecify.annotations.Nullable;

/** Lists and aggregates (ELM, 20 and 21). */
final class ListNodes {

    private ListNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("List", ListNodes::selector);
        nodes.put("Exists", ListNodes::exists);
        nodes.put("Distinct", Nodes.unary(value -> Lists.distinct(list(value))));
        nodes.put("Flatten", Nodes.unary(value -> Lists.flatten(list(value))));
        nodes.put("SingletonFrom", Nodes.unary(value -> Lists.singleton(list(value))));
        nodes.put("ToList", Nodes.unary(ListNodes::toList));
        nodes.put("Union", ListNodes::union);
        nodes.put(
                "Intersect",
                Nodes.binary((left, right) -> left instanceof Interval || right instanceof Interval
                        ? IntervalSets.intersect((Interval) left, (Interval) right)
                        : Lists.intersect(list(left), list(right))));
        nodes.put(
                "Except",
                Nodes.binary((left, right) -> left instanceof Interval interval
                        ? IntervalSets.except(interval, (Interval) right)
                        : Lists.except(list(left), list(right))));
        nodes.put("First", Nodes.of("source", value -> Lists.item(list(value), 0)));
        nodes.put("Last", Nodes.of("source", ListNodes::last));
        nodes.put("IndexOf", Nodes.of("source", "element", (source, item) -> Lists.indexOf(list(source), item)));
        nodes.put(
                "Indexer",
                Nodes.binary((source, index) ->
                        source instanceof String ? Texts.character(source, index) : Lists.item(list(source), index)));
        nodes.put("Slice", ListNodes::slice);
        addAggregates(nodes);
    }

    private static void addAggregates(Map<String, Node> nodes) {
        aggregate(nodes, "Count", value -> Aggregates.count(list(value)));
        aggregate(nodes, "Sum", value -> Aggregates.sum(list(value)));
        aggregate(nodes, "Product", value -> Aggregates.product(list(value)));
        aggregate(nodes, "Min", value -> Aggregates.min(list(value)));
        aggregate(nodes, "Max", value -> Aggregates.max(list(value)));
        aggregate(nodes, "Avg", value -> Aggregates.average(list(value)));
        aggregate(nodes, "Median", value -> Aggregates.median(list(value)));
        aggregate(nodes, "Mode", value -> Aggregates.mode(list(value)));
        aggregate(nodes, "Variance", value -> Aggregates.variance(list(value), true));
        aggregate(nodes, "PopulationVariance", value -> Aggregates.variance(list(value), false));
        aggregate(nodes, "StdDev", value -> Aggregates.deviation(list(value), true));
        aggregate(nodes, "PopulationStdDev", value -> Aggregates.deviation(list(value), false));
        aggregate(nodes, "GeometricMean", value -> Aggregates.geometricMean(list(value)));
        aggregate(nodes, "AllTrue", value -> Aggregates.allTrue(list(value)));
        aggregate(nodes, "AnyTrue", value -> Aggregates.anyTrue(list(value)));
    }

    /** Aggregates may look at one element of each item ({@code path}). */
    private static void aggregate(Map<String, Node> nodes, String name, One operator) {
        nodes.put(name, (node, compiler) -> {
            Evaluator source = compiler.child(node, "source");
            String path = node.path("path").asText();
            if (path.isEmpty()) {
                return frame -> operator.of(source.eval(frame));
            }
            return frame -> {
                List<@Nullable Object> values = new ArrayList<>();
                List<?> items = list(source.eval(frame));
                if (items != null) {
                    items.forEach(item -> values.add(Properties.get(item, path)));
                }
                return operator.of(values);
            };
        });
    }

    /** What is no list, where one is wanted, is a list of one. */
    static @Nullable List<?> list(@Nullable Object value) {
        if (value == null || value instanceof List<?>) {
            return (List<?>) value;
        }
        return List.of(value);
    }

    private static List<?> toList(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private static Evaluator exists(JsonNode node, Compiler compiler) {
        Evaluator operand = compiler.operand(node);
        return frame -> Lists.exists(list(operand.eval(frame)));
    }

    private static Evaluator selector(JsonNode node, Compiler compiler) {
        List<Evaluator> elements = new ArrayList<>();
        node.path("element").forEach(element -> elements.add(compiler.compile(element)));
        return frame -> {
            List<@Nullable Object> values = new ArrayList<>(elements.size());
            for (Evaluator element : elements) {
                values.add(element.eval(frame));
            }
            return values;
        };
    }

    private static Evaluator union(JsonNode node, Compiler compiler) {
        List<Evaluator> operands = compiler.operands(node);
        boolean isInterval = Types.isTold(node.path("operand").path(0), "IntervalTypeSpecifier");
        return frame -> {
            Object result = operands.get(0).eval(frame);
            for (int at = 1; at < operands.size(); at++) {
                Object next = operands.get(at).eval(frame);
                result = isInterval || result instanceof Interval || next instanceof Interval
                        ? IntervalSets.union((Interval) result, (Interval) next)
                        : Lists.union(list(result), list(next));
            }
            return result;
        };
    }

    private static @Nullable Object last(@Nullable Object value) {
        List<?> list = list(value);
        return list == null ? null : Lists.item(list, list.size() - 1);
    }

    private static Evaluator slice(JsonNode node, Compiler compiler) {
        Evaluator source = compiler.child(node, "source");
        Evaluator start = compiler.child(node, "startIndex");
        Evaluator end = compiler.child(node, "endIndex");
        return frame -> Lists.slice(list(source.eval(frame)), start.eval(frame), end.eval(frame));
    }
}
