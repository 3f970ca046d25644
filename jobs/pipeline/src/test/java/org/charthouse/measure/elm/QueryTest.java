package org.charthouse.measure.elm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.wanted;
import static org.charthouse.measure.elm.ElmText.alias;
import static org.charthouse.measure.elm.ElmText.named;
import static org.charthouse.measure.elm.ElmText.node;
import static org.charthouse.measure.elm.ElmText.one;
import static org.charthouse.measure.elm.ElmText.op;
import static org.charthouse.measure.elm.ElmText.property;
import static org.charthouse.measure.elm.ElmText.value;
import static org.charthouse.measure.elm.QueryText.by;
import static org.charthouse.measure.elm.QueryText.byColumn;
import static org.charthouse.measure.elm.QueryText.byExpression;
import static org.charthouse.measure.elm.QueryText.over;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Queries over lists of plain values. */
class QueryTest {

    private static final JsonNode VISITS = value("{Tuple{id: 'a', days: 3}, Tuple{id: 'b', days: null},"
            + " Tuple{id: 'c', days: 1}, Tuple{id: 'd', days: 3}}");

    private static void expect(String wanted, JsonNode query) {
        assertThat(ElmRun.value(query)).isEqualTo(wanted(wanted));
    }

    private static JsonNode id(String alias) {
        return property(alias, "id");
    }

    private static JsonNode days(String alias) {
        return property(alias, "days");
    }

    @Test
    void whereKeepsWhatIsTrueAndLeavesOutWhatIsUnknown() {
        JsonNode isLong = op("Greater", alias("n"), value("1"));
        expect("{2, 3}", over("n", value("{1, 2, null, 3}")).where(isLong));
        expect("{}", over("n", value("{}")).where(isLong));
    }

    @Test
    void letIsWorkedOutForEachItemAndSeesWhatStandsBeforeIt() {
        QueryText query = over("n", value("{1, 2, 3}"))
                .let("twice", op("Add", alias("n"), alias("n")))
                .let("more", op("Add", named("QueryLetRef", "twice"), value("1")));
        expect("{3, 5, 7}", query.all(named("QueryLetRef", "more")));
    }

    @Test
    void aRelationshipAsksForAnItemThatFitsOrForNone() {
        JsonNode isSame = op("Equal", alias("n"), alias("m"));
        JsonNode others = value("{2, 2, null, 4}");
        expect("{2}", over("n", value("{1, 2, 3}")).with("m", others, isSame).plain());
        expect(
                "{1, 3}",
                over("n", value("{1, 2, 3}")).without("m", others, isSame).plain());
        expect(
                "{}",
                over("n", value("{1, 2}")).with("m", value("{}"), value("true")).plain());
        expect(
                "{1, 2}",
                over("n", value("{1, 2}"))
                        .without("m", value("null"), value("true"))
                        .plain());
    }

    @Test
    void everyRelationshipMustHold() {
        JsonNode isSame = op("Equal", alias("n"), alias("m"));
        expect(
                "{3}",
                over("n", value("{1, 2, 3}"))
                        .with("m", value("{2, 3}"), isSame)
                        .without("m", value("{2}"), isSame)
                        .plain());
    }

    @Test
    void returnIsDistinctUnlessItReturnsAll() {
        JsonNode half = op("TruncatedDivide", alias("n"), value("2"));
        expect("{1, 2}", over("n", value("{2, 3, 4}")).distinct(half));
        expect("{1, 1, 2}", over("n", value("{2, 3, 4}")).all(half));
        expect("{null, 1}", over("n", value("{null, 2, null}")).distinct(half));
    }

    @Test
    void withoutAReturnDuplicatesStay() {
        expect("{2, 2}", over("n", value("{2, 2}")).plain());
    }

    @Test
    void severalSourcesMakeTuplesOfAllTheirItems() {
        QueryText query = over("n", value("{1, 2}")).and("t", value("{'a', 'b'}"));
        expect("{Tuple{n: 1, t: 'a'}, Tuple{n: 1, t: 'b'}, Tuple{n: 2, t: 'a'}, Tuple{n: 2, t: 'b'}}", query.plain());
    }

    @Test
    void aLaterSourceIsNarrowedByTheCondition() {
        QueryText query = over("n", value("{1, 2, 3}")).and("m", value("{2, 3}"));
        query.where(op("Less", alias("n"), alias("m")));
        expect("{3, 4, 5}", query.distinct(op("Add", alias("n"), alias("m"))));
    }

    @Test
    void aSingleValueAsSourceMakesASingleValue() {
        expect("3", over("n", value("2")).all(op("Add", alias("n"), value("1"))));
        expect("null", over("n", value("null")).all(value("1")));
        expect("null", over("n", value("2")).where(value("false")));
        expect("Tuple{m: 3, n: 2}", over("n", value("2")).and("m", value("3")).plain());
    }

    @Test
    void oneListAmongSourcesMakesAList() {
        expect("{3, 4}", over("n", value("2")).and("m", value("{1, 2}")).all(op("Add", alias("n"), alias("m"))));
        expect("{}", over("n", value("null")).and("m", value("{1, 2}")).all(value("1")));
        expect("{}", over("n", value("{1, 2}")).and("m", value("null")).all(value("1")));
        expect("{}", over("n", value("1")).and("m", value("{}")).all(value("1")));
    }

    @Test
    void theItemsThemselvesAreSortedWithNullsAsTheLeast() {
        expect("{null, 1, 2, 3}", over("n", value("{2, null, 3, 1}")).sorted(by("asc")));
        expect("{3, 2, 1, null}", over("n", value("{2, null, 3, 1}")).sorted(by("desc")));
        expect("{3, 2}", over("n", value("{2, 3}")).sorted(by("descending")));
    }

    @Test
    void whatIsEqualInAKeyKeepsItsOrder() {
        QueryText query = over("v", VISITS);
        query.sorted(byColumn("days", "asc"));
        expect("{'b', 'c', 'a', 'd'}", ids(query.plain()));
        query.sorted(byColumn("days", "desc"));
        expect("{'a', 'd', 'c', 'b'}", ids(query.plain()));
    }

    private static JsonNode ids(JsonNode visits) {
        return over("s", visits).all(id("s"));
    }

    @Test
    void aSecondKeyDecidesWhereTheFirstIsEqual() {
        QueryText query = over("v", VISITS);
        query.sorted(byColumn("days", "desc"), byColumn("id", "desc"));
        expect("{'d', 'a', 'c', 'b'}", ids(query.plain()));
    }

    @Test
    void aKeyMayBeWorkedOutOfTheElementsOfTheItem() {
        JsonNode days = op("Coalesce", named("IdentifierRef", "days"), value("9"));
        QueryText query = over("v", VISITS);
        query.sorted(byExpression(days, "desc"), byExpression(named("IdentifierRef", "id"), "asc"));
        expect("{'b', 'a', 'd', 'c'}", ids(query.plain()));
    }

    @Test
    void sortingComesAfterTheReturn() {
        QueryText query = over("v", VISITS);
        query.distinct(days("v"));
        expect("{3, 1, null}", query.sorted(by("desc")));
    }

    @Test
    void anAggregateCarriesItsValueFromItemToItem() {
        JsonNode product = op("Multiply", named("QueryLetRef", "result"), alias("n"));
        expect("24", over("n", value("{2, 3, 2, 2}")).aggregate("result", value("1"), product));
        expect("6", over("n", value("{2, 3, 2, 2}")).aggregateDistinct("result", value("1"), product));
        expect("1", over("n", value("{}")).aggregate("result", value("1"), product));
        expect("null", over("n", value("{2, null, 3}")).aggregate("result", value("1"), product));
    }

    @Test
    void anAggregateStartsAtNullWhereItDoesNotTellWhere() {
        JsonNode next = op("Coalesce", named("QueryLetRef", "result"), alias("n"));
        QueryText query = over("n", value("{4, 5}"));
        expect("4", query.aggregate("result", node("Null"), next));
    }

    @Test
    void anAggregateRunsOverAllCombinationsThatTheConditionKeeps() {
        JsonNode sum = op("Add", named("QueryLetRef", "result"), op("Multiply", alias("n"), alias("m")));
        QueryText query = over("n", value("{1, 2}")).and("m", value("{10, 20}"));
        query.where(op("Greater", op("Multiply", alias("n"), alias("m")), value("10")));
        expect("80", query.aggregate("result", value("0"), sum));
    }

    @Test
    void aQueryInAQuerySeesTheItemsOfBoth() {
        JsonNode inner = over("m", value("{1, 2}")).all(op("Add", alias("n"), alias("m")));
        expect("{{11, 12}, {21, 22}}", over("n", value("{10, 20}")).all(inner));
    }

    @Test
    void anInnerAliasHidesTheOuterOneUntilItEnds() {
        JsonNode inner =
                node("Count").set("source", over("n", value("{7, 8, 9}")).where(op("Greater", alias("n"), value("7"))));
        expect("{3, 4}", over("n", value("{1, 2}")).all(op("Add", inner, alias("n"))));
    }

    @Test
    void anElementOfANullItemIsNull() {
        expect("{null, 3}", over("v", value("{null, Tuple{days: 3}}")).all(days("v")));
    }

    @Test
    void aListIsFilteredOrMadeAnewItemByItem() {
        ObjectNode filter = node("Filter").set("source", value("{1, 2, null, 3}"));
        expect("{2, 3}", filter.set("condition", op("Greater", node("Current"), value("1"))));
        ObjectNode each = node("ForEach").set("source", value("{1, null}"));
        expect("{-1, null}", each.set("element", one("Negate", node("Current"))));
    }
}
