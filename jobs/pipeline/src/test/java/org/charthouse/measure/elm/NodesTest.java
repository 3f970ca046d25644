package org.charthouse.measure.elm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.wanted;
import static org.charthouse.measure.elm.ElmText.node;
import static org.charthouse.measure.elm.ElmText.one;
import static org.charthouse.measure.elm.ElmText.op;
import static org.charthouse.measure.elm.ElmText.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which operator a kind of node is, and which of its children is which operand. */
class NodesTest {

    private static final String SYSTEM = "{urn:hl7-org:elm-types:r1}";

    private static void expect(String wanted, JsonNode node) {
        assertThat(ElmRun.value(node)).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Subtract         | 7            | 3            | 4
            Divide           | 7            | 2            | 3.5
            TruncatedDivide  | 7            | 2            | 3
            Modulo           | 7            | 4            | 3
            Power            | 2            | 3            | 8
            Log              | 8.0          | 2.0          | 3.0
            Less             | 1            | 2            | true
            Greater          | 1            | 2            | false
            LessOrEqual      | 2            | 2            | true
            GreaterOrEqual   | 1            | 2            | false
            NotEqual         | 1            | 2            | true
            Equivalent       | 'A'          | 'a'          | true
            Xor              | true         | false        | true
            Implies          | true         | false        | false
            In               | 2            | {1, 2}       | true
            Contains         | {1, 2}       | 2            | true
            ProperIn         | 2            | {1, 2}       | true
            ProperContains   | {2}          | 2            | false
            Includes         | {1, 2}       | {1}          | true
            IncludedIn       | {1, 2}       | {1}          | false
            ProperIncludes   | {1, 2}       | {1}          | true
            ProperIncludedIn | {1, 2}       | {1}          | false
            Includes         | {1, 2}       | 1            | true
            IncludedIn       | null         | {1}          | null
            Except           | {1, 2}       | {1}          | {2}
            Intersect        | {1, 2}       | {1}          | {1}
            Union            | {1, 2}       | null         | {1, 2}
            Indexer          | {4, 5}       | 1            | 5
            Indexer          | 'ab'         | 1            | 'b'
            StartsWith       | 'abc'        | 'ab'         | true
            EndsWith         | 'abc'        | 'bc'         | true
            Matches          | 'a1'         | '[0-9]'      | true
            Before           | @2026        | @2027        | true
            After            | @2026        | @2027        | false
            SameOrBefore     | @2026        | @2027        | true
            SameOrAfter      | @2026        | @2027        | false
            """)
    void theOperandsStandInTheOrderOfTheText(String type, String left, String right, String wanted) {
        expect(wanted, op(type, value(left), value(right)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Not               | true            | false
            IsNull            | null            | true
            IsTrue            | null            | false
            IsFalse           | false           | true
            Negate            | 3               | -3
            Abs               | -3              | 3
            Ceiling           | 1.2             | 2
            Floor             | -1.2            | -2
            Truncate          | -1.8            | -1
            Round             | 1.5             | 2.0
            Successor         | 1               | 2
            Predecessor       | @2026-01-01     | @2025-12-31
            Exists            | {null}          | false
            Distinct          | {1, 1}          | {1}
            Flatten           | {{1}, {2}}      | {1, 2}
            SingletonFrom     | {5}             | 5
            ToList            | 5               | {5}
            ToList            | null            | {}
            Upper             | 'a'             | 'A'
            Length            | {1, null}       | 2
            Length            | 'abc'           | 3
            Length            | null            | null
            ToInteger         | '5'             | 5
            ConvertsToInteger | 'x'             | false
            ConvertsToInteger | null            | null
            ToChars           | 'ab'            | {'a', 'b'}
            ToDate            | '2026-01'       | @2026-01
            DateFrom          | @2026-01-01T10Z | @2026-01-01
            TimeFrom          | @2026-01-01T10Z | @T10
            TimezoneOffsetFrom | @2026-01-01T10:00:00-05:30 | -5.5
            """)
    void anOperatorOfOneOperandIsFoundByItsName(String type, String operand, String wanted) {
        expect(wanted, one(type, value(operand)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Count     | {1, 2, null}   | 2
            Sum       | {1, 2, null}   | 3
            Min       | {2, 1}         | 1
            Max       | {2, 1}         | 2
            Avg       | {2, 4}         | 3.0
            Median    | {3.0, 1.0, 2.5} | 2.5
            Mode      | {3, 1, 3}      | 3
            Product   | {3, 2}         | 6
            AllTrue   | {true, null}   | true
            AnyTrue   | {false, null}  | false
            First     | {3, 1}         | 3
            Last      | {3, 1}         | 1
            Last      | {}             | null
            """)
    void aListIsTheSourceOfItsAggregate(String type, String source, String wanted) {
        expect(wanted, node(type).set("source", value(source)));
    }

    @Test
    void anAggregateMayLookAtOneElementOfEachItem() {
        ObjectNode sum = node("Sum").put("path", "days");
        expect("5", sum.set("source", value("{Tuple{days: 2}, Tuple{days: null}, Tuple{days: 3}}")));
    }

    private static ObjectNode children(String type, String... namesAndValues) {
        ObjectNode made = node(type);
        for (int at = 0; at < namesAndValues.length; at += 2) {
            made.set(namesAndValues[at], value(namesAndValues[at + 1]));
        }
        return made;
    }

    @Test
    void childrenThatHaveANameOfTheirOwnAreFoundByIt() {
        expect("1", children("PositionOf", "pattern", "'b'", "string", "'abcb'"));
        expect("3", children("LastPositionOf", "string", "'abcb'", "pattern", "'b'"));
        expect("'bc'", children("Substring", "stringToSub", "'abcd'", "startIndex", "1", "length", "2"));
        expect("'bcd'", children("Substring", "stringToSub", "'abcd'", "startIndex", "1"));
        expect("'a-b'", children("Combine", "source", "{'a', 'b'}", "separator", "'-'"));
        expect("{'a', 'b'}", children("Split", "stringToSplit", "'a-b'", "separator", "'-'"));
        expect("1", children("IndexOf", "source", "{4, 5}", "element", "5"));
        expect("{5}", children("Slice", "source", "{4, 5, 6}", "startIndex", "1", "endIndex", "2"));
        expect("1.25", children("Round", "operand", "1.246", "precision", "2"));
    }

    @Test
    void anOperatorIsToThePrecisionThatItNames() {
        JsonNode march = value("@2026-03-01");
        JsonNode april = value("@2026-04-01");
        expect("false", op("SameAs", march, april));
        expect("true", op("SameAs", march, april).put("precision", "Year"));
        expect("false", op("Before", march, april).put("precision", "Year"));
        expect("1", op("DurationBetween", march, april).put("precision", "Month"));
        expect("31", op("DifferenceBetween", march, april).put("precision", "Day"));
        expect("4", one("DateTimeComponentFrom", april).put("precision", "Month"));
        expect("0", one("CalculateAge", value("@2025-03-02")).put("precision", "Year"));
        expect(
                "1",
                op("CalculateAgeAt", value("@2025-03-02"), value("@2026-03-02")).put("precision", "Year"));
    }

    @Test
    void aDateIsAsPreciseAsTheFirstPartThatIsNull() {
        expect("@2026-02", children("Date", "year", "2026", "month", "2", "day", "null"));
        expect("@2026T", children("DateTime", "year", "2026", "month", "null", "day", "3"));
        expect("null", children("Date", "year", "null", "month", "2"));
        expect("@T10:30", children("Time", "hour", "10", "minute", "30"));
        expect(
                "@2026-02-03T10-05:00",
                children("DateTime", "year", "2026", "month", "2", "day", "3", "hour", "10", "timezoneOffset", "-5.0"));
    }

    @Test
    void partsThatMakeNoDateAreAnError() {
        expect("error", children("Date", "year", "2026", "month", "2", "day", "29"));
        expect("error", children("Date", "year", "0"));
        expect("error", children("Date", "year", "10000"));
        expect("error", children("DateTime", "year", "2026", "month", "13"));
        expect("error", children("Time", "hour", "24"));
    }

    @Test
    void nowIsAnInputOfTheRun() {
        expect("@2026-03-01T00:00:00.000Z", node("Now"));
        expect("@2026-03-01", node("Today"));
        expect("@T00:00:00.000", node("TimeOfDay"));
    }

    private static ObjectNode interval(String low, String high) {
        return children("Interval", "low", low, "high", high);
    }

    @Test
    void anIntervalIsClosedUnlessItSaysOtherwise() {
        expect("Interval[1, 5]", interval("1", "5"));
        expect("Interval[1, 5)", interval("1", "5").put("highClosed", false));
        expect("Interval[1, 5)", interval("1", "5").set("highClosedExpression", value("false")));
        expect("4", one("End", interval("1", "5").put("highClosed", false)));
        expect("error", interval("5", "1"));
        expect("null", interval("null", "null"));
    }

    @Test
    void anIntervalFromNullToNullIsOneWhereTheTypeIsTold() {
        JsonNode typed = one("As", node("Null")).put("asType", SYSTEM + "Integer");
        ObjectNode interval = node("Interval");
        interval.set("low", typed);
        expect("false", one("IsNull", interval.set("high", node("Null"))));
        expect("2147483647", one("End", interval));
    }

    @Test
    void aListThatIsNullHasNoItemsAndAnIntervalThatIsNullMakesNoUnion() {
        ObjectNode noList = one("As", node("Null"));
        noList.set("asTypeSpecifier", node("ListTypeSpecifier"));
        expect("0", one("Length", noList));
        ObjectNode noInterval = one("As", node("Null"));
        noInterval.set("asTypeSpecifier", node("IntervalTypeSpecifier"));
        expect("null", op("Union", noInterval, interval("1", "2")));
        expect("{1}", op("Union", noList, value("{1}")));
    }

    @Test
    void aCastIsNullOrAnErrorWhereTheValueIsOfAnotherType() {
        ObjectNode cast = one("As", value("'text'")).put("asType", SYSTEM + "Integer");
        expect("null", cast);
        expect("error", cast.put("strict", true));
        expect("false", one("Is", value("'text'")).put("isType", SYSTEM + "Integer"));
        expect("true", one("Is", value("'text'")).put("isType", SYSTEM + "String"));
        expect("false", one("Is", value("null")).put("isType", SYSTEM + "String"));
    }

    @Test
    void aConversionNamesItsType() {
        expect("5", one("Convert", value("'5'")).put("toType", SYSTEM + "Integer"));
        expect("null", one("Convert", value("'x'")).put("toType", SYSTEM + "Integer"));
        expect("false", one("CanConvert", value("'x'")).put("toType", SYSTEM + "Decimal"));
    }
}
