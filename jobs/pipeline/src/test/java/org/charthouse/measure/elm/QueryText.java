package org.charthouse.measure.elm;

import static org.charthouse.measure.elm.ElmText.array;
import static org.charthouse.measure.elm.ElmText.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A query of ELM for tests, clause by clause. */
final class QueryText {

    private final ObjectNode query = node("Query");

    private QueryText() {}

    static QueryText over(String alias, JsonNode source) {
        return new QueryText().and(alias, source);
    }

    /** One more source. */
    QueryText and(String alias, JsonNode source) {
        query.withArray("source").addObject().put("alias", alias).set("expression", source);
        return this;
    }

    QueryText let(String name, JsonNode value) {
        query.withArray("let").addObject().put("identifier", name).set("expression", value);
        return this;
    }

    QueryText with(String alias, JsonNode source, JsonNode suchThat) {
        return relationship("With", alias, source, suchThat);
    }

    QueryText without(String alias, JsonNode source, JsonNode suchThat) {
        return relationship("Without", alias, source, suchThat);
    }

    private QueryText relationship(String type, String alias, JsonNode source, JsonNode suchThat) {
        ObjectNode relationship = node(type).put("alias", alias);
        relationship.set("expression", source);
        relationship.set("suchThat", suchThat);
        query.withArray("relationship").add(relationship);
        return this;
    }

    ObjectNode where(JsonNode condition) {
        return query.set("where", condition);
    }

    ObjectNode all(JsonNode expression) {
        return returns(expression, false);
    }

    ObjectNode distinct(JsonNode expression) {
        return returns(expression, true);
    }

    private ObjectNode returns(JsonNode expression, boolean isDistinct) {
        query.putObject("return").put("distinct", isDistinct).set("expression", expression);
        return query;
    }

    /** Sorted by keys, see {@link #by}. */
    ObjectNode sorted(JsonNode... keys) {
        query.putObject("sort").set("by", array(keys));
        return query;
    }

    /** A key of the items themselves. */
    static ObjectNode by(String direction) {
        return node("ByDirection").put("direction", direction);
    }

    /** A key that is an element of the items. */
    static ObjectNode byColumn(String path, String direction) {
        return node("ByColumn").put("direction", direction).put("path", path);
    }

    /** A key that is worked out of the items. */
    static ObjectNode byExpression(JsonNode expression, String direction) {
        return node("ByExpression").put("direction", direction).set("expression", expression);
    }

    ObjectNode aggregate(String name, JsonNode starting, JsonNode next) {
        ObjectNode aggregate = JsonNodeFactory.instance.objectNode().put("identifier", name);
        aggregate.set("starting", starting);
        aggregate.set("expression", next);
        return query.set("aggregate", aggregate);
    }

    ObjectNode aggregateDistinct(String name, JsonNode starting, JsonNode next) {
        aggregate(name, starting, next);
        query.withObject("/aggregate").put("distinct", true);
        return query;
    }

    ObjectNode plain() {
        return query;
    }
}
