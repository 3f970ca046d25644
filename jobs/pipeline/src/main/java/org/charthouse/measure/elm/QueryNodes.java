package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.elm.Compiler.Node;
import org.jspecify.annotations.Nullable;

/** Queries and iteration (ELM, 10 Queries; 20.11 Filter, ForEach, Repeat). */
final class QueryNodes {

    static final String THIS = "$this";

    private QueryNodes() {}

    static void addTo(Map<String, Node> nodes) {
        nodes.put("Query", QueryNodes::query);
        nodes.put("Filter", QueryNodes::filter);
        nodes.put("ForEach", QueryNodes::each);
        nodes.put("Current", (node, compiler) -> compiler.named(scope(node)));
        nodes.put("Children", Nodes.of("source", Descendants::children));
        nodes.put("Descendents", Nodes.of("source", Descendants::all));
    }

    private static String scope(JsonNode node) {
        return node.path("scope").asText(THIS);
    }

    private static Evaluator query(JsonNode node, Compiler compiler) {
        List<String> declared = new ArrayList<>();
        List<Query.Source> sources = sources(node.path("source"), compiler, declared);
        List<Query.Let> lets = new ArrayList<>();
        for (JsonNode let : node.path("let")) {
            Evaluator value = compiler.child(let, "expression");
            lets.add(new Query.Let(declare(let.path("identifier").asText(), compiler, declared), value));
        }
        List<Query.Relationship> relationships = new ArrayList<>();
        for (JsonNode relationship : node.path("relationship")) {
            relationships.add(relationship(relationship, compiler));
        }
        Evaluator where = compiler.optional(node, "where");
        Query.Parts parts = new Query.Parts(sources, lets, relationships, where);
        Evaluator query = result(node, compiler, parts, declared);
        declared.forEach(compiler::forget);
        return query;
    }

    private static List<Query.Source> sources(JsonNode nodes, Compiler compiler, List<String> declared) {
        List<Query.Source> sources = new ArrayList<>();
        for (JsonNode source : nodes) {
            Evaluator list = compiler.child(source, "expression");
            String alias = source.path("alias").asText();
            sources.add(new Query.Source(alias, declare(alias, compiler, declared), list));
        }
        return sources;
    }

    private static int declare(String name, Compiler compiler, List<String> declared) {
        declared.add(name);
        return compiler.declare(name);
    }

    private static Query.Relationship relationship(JsonNode node, Compiler compiler) {
        Evaluator list = compiler.child(node, "expression");
        String alias = node.path("alias").asText();
        int place = compiler.declare(alias);
        Evaluator suchThat = compiler.child(node, "suchThat");
        compiler.forget(alias);
        return new Query.Relationship(
                place, list, suchThat, node.path("type").asText().equals("Without"));
    }

    private static Evaluator result(JsonNode node, Compiler compiler, Query.Parts parts, List<String> declared) {
        JsonNode aggregate = node.get("aggregate");
        if (aggregate != null && !aggregate.isNull()) {
            Evaluator starting = compiler.child(aggregate, "starting");
            int place = declare(aggregate.path("identifier").asText(), compiler, declared);
            Evaluator next = compiler.child(aggregate, "expression");
            boolean isDistinct = aggregate.path("distinct").asBoolean(false);
            return new Aggregate(parts, place, starting, next, isDistinct);
        }
        JsonNode returns = node.get("return");
        boolean isReturned = returns != null && !returns.isNull();
        Evaluator value = isReturned ? compiler.child(returns, "expression") : null;
        boolean isDistinct = isReturned && returns.path("distinct").asBoolean(true);
        return new Query(parts, value, isDistinct, sort(node.path("sort"), compiler));
    }

    private static @Nullable Sort sort(JsonNode node, Compiler compiler) {
        if (node.path("by").isEmpty()) {
            return null;
        }
        int place = compiler.declare(THIS);
        List<Sort.Key> keys = new ArrayList<>();
        for (JsonNode by : node.path("by")) {
            boolean isDescending = by.path("direction").asText().startsWith("desc");
            keys.add(new Sort.Key(key(by, compiler), isDescending));
        }
        compiler.forget(THIS);
        return new Sort(keys, place);
    }

    private static Evaluator key(JsonNode by, Compiler compiler) {
        String path = by.path("path").asText();
        if (by.path("type").asText().equals("ByColumn") && !path.isEmpty()) {
            Evaluator item = compiler.named(THIS);
            for (String step : path.split("\\.", -1)) {
                compiler.linker().looksAt(step);
                item = Step.of(item, step);
            }
            return item;
        }
        return by.has("expression") ? compiler.child(by, "expression") : compiler.named(THIS);
    }

    private static Evaluator filter(JsonNode node, Compiler compiler) {
        Evaluator source = compiler.child(node, "source");
        int place = compiler.declare(scope(node));
        Evaluator condition = compiler.child(node, "condition");
        compiler.forget(scope(node));
        return frame -> {
            List<?> items = ListNodes.list(source.eval(frame));
            if (items == null) {
                return null;
            }
            List<@Nullable Object> kept = new ArrayList<>();
            for (Object item : items) {
                frame.slots[place] = item;
                if (Boolean.TRUE.equals(condition.eval(frame))) {
                    kept.add(item);
                }
            }
            return kept;
        };
    }

    private static Evaluator each(JsonNode node, Compiler compiler) {
        Evaluator source = compiler.child(node, "source");
        int place = compiler.declare(scope(node));
        Evaluator element = compiler.child(node, "element");
        compiler.forget(scope(node));
        return frame -> {
            List<?> items = ListNodes.list(source.eval(frame));
            if (items == null) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (Object item : items) {
                frame.slots[place] = item;
                values.add(element.eval(frame));
            }
            return values;
        };
    }
}
