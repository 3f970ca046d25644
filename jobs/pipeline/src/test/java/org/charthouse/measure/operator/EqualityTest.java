package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import java.util.List;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two operands; then whether they are equal, and whether they are equivalent. Both hold whatever the order. */
class EqualityTest {

    private static void compare(String left, String right, String equal, String equivalent) {
        assertThat(made(() -> Equality.equal(read(left), read(right)))).as("=").isEqualTo(wanted(equal));
        assertThat(made(() -> Equality.equal(read(right), read(left))))
                .as("= turned")
                .isEqualTo(wanted(equal));
        assertThat(made(() -> Equality.equivalent(read(left), read(right))))
                .as("~")
                .isEqualTo(wanted(equivalent));
        assertThat(made(() -> Equality.equivalent(read(right), read(left))))
                .as("~ turned")
                .isEqualTo(wanted(equivalent));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1        | 1         | true  | true
            1        | 2         | false | false
            1        | 1L        | true  | true
            1        | 1.0       | true  | true
            1.50     | 1.5       | true  | true
            1.5      | 1.54      | false | true
            1.5      | 1.56      | false | false
            'John'   | 'john'    | false | true
            'a b'    | 'a\\tb'   | false | true
            'a  b'   | 'a b'     | false | false
            ''       | null      | null  | false
            1        | null      | null  | false
            null     | null      | null  | true
            1        | 'one'     | false | false
            3..3     | 3         | true  | true
            3..5     | 4         | null  | false
            3..5     | 6         | false | false
            1:8      | 2:16      | false | true
            1:8      | 1:8       | true  | true
            1:8      | 1:9       | false | false
            """)
    void simpleValuesAreEqualByValueAndEquivalentByWhatTheyMean(
            String left, String right, String equal, String equivalent) {
        compare(left, right, equal, equivalent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1 'g'        | 1000 'mg'      | true  | true
            1 'g'        | 1001 'mg'      | false | false
            1 'cm2'      | 1 'cm'         | null  | false
            1 '[in_i]'   | 2.54 'cm'      | true  | true
            3 '[lb_av]'  | 1.36077711 'kg' | true | true
            1 hour       | 60 'min'       | true  | true
            1 day        | 24 hours       | true  | true
            1 week       | 7 days         | true  | true
            2 weeks      | 14 'd'         | true  | true
            1 second     | 1000 'ms'      | true  | true
            1 year       | 12 months      | true  | true
            1 year       | 13 months      | false | false
            1 year       | 1 'a'          | null  | true
            1 month      | 1 'mo'         | null  | true
            2 years      | 24 'mo'        | null  | true
            2 years      | 730 days       | null  | true
            2 years      | 731 days       | null  | false
            2 months     | 60 'd'         | null  | true
            1 month      | 31 days        | null  | false
            5 'mg'       | 5 'foo'        | null  | false
            5 'foo'      | 5 'foo'        | true  | true
            """)
    void quantitiesAreComparedInOneUnitAndCalendarYearsAreNoDefiniteTime(
            String left, String right, String equal, String equivalent) {
        compare(left, right, equal, equivalent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @2012-03-10               | @2012-03-10               | true  | true
            @2012-03                  | @2012-03-10               | null  | false
            @2012-02                  | @2012-03-10               | false | false
            @2012T                    | @2013-01T                 | false | false
            @2012-03-10T10:00:00      | @2012-03-10T10:00:00.000  | true  | true
            @2012-03-10T10:00:00      | @2012-03-10T10:00:00.500  | false | false
            @2012-03-10T10:00         | @2012-03-10T10:00:00      | null  | false
            @2012-03-10T10:00:00Z     | @2012-03-10T05:00:00-05:00 | true | true
            @2012-03-10T10:00:00Z     | @2012-03-10T10:00:00-05:00 | false | false
            @2012-03-10T              | @2012-03-10T00:00:00.000  | null  | false
            @T10:30                   | @T10:30                   | true  | true
            @T10:30                   | @T10:30:00                | null  | false
            @T10:30                   | @T11:30:00                | false | false
            """)
    void datesThatAreLessPreciseMayBeEqualAndAreNotEquivalent(
            String left, String right, String equal, String equivalent) {
        compare(left, right, equal, equivalent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                       | {}                        | true  | true
            {1, 2}                   | {1, 2}                    | true  | true
            {1, 2}                   | {2, 1}                    | false | false
            {1, 2}                   | {1, 2, null}              | false | false
            {1, null}                | {1, null}                 | true  | true
            {1, null}                | {1, 2}                    | null  | false
            {2, null}                | {1, 2}                    | false | false
            {'a'}                    | {'A'}                     | false | true
            {1, 2}                   | {'1', '2'}                | false | false
            {{1}, {2}}               | {{1}, {2}}                | true  | true
            Tuple{a: 1, b: null}     | Tuple{b: null, a: 1}      | true  | true
            Tuple{a: 1, b: null}     | Tuple{a: 1, b: 2}         | null  | false
            Tuple{a: 1, b: null}     | Tuple{a: 2, b: 2}         | false | false
            Tuple{a: 1}              | Tuple{a: 1, b: 2}         | false | false
            Tuple{a: 1}              | Tuple{b: 1}               | false | false
            """)
    void nullsInListsAndTuplesAreEqualToEachOtherAlone(String left, String right, String equal, String equivalent) {
        compare(left, right, equal, equivalent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Interval[1, 5]                | Interval(0, 6)               | true  | true
            Interval[1, 5]                | Interval[1, 6]               | false | false
            Interval[1, null]             | Interval[1, 2147483647]      | true  | true
            Interval[1, null)             | Interval[1, null)            | null  | true
            Interval[1, null)             | Interval[2, null)            | false | false
            Interval[1, 5]                | null                         | null  | false
            Interval[@2012, @2013]        | Interval[@2012-01, @2013-12] | null  | false
            Interval[1.0 'g', 2.0 'g']    | Interval[1000 'mg', 2000 'mg'] | true | true
            """)
    void intervalsAreEqualByTheirFirstAndLastPoint(String left, String right, String equal, String equivalent) {
        compare(left, right, equal, equivalent);
    }

    private static Code code(String code, String version, String display) {
        return new Code(code, "urn:letters", empty(version), empty(display));
    }

    private static @org.jspecify.annotations.Nullable String empty(String text) {
        return text.equals("-") ? null : text;
    }

    @ParameterizedTest
    @CsvSource({
        "a, -, -, a, -, -, true, true",
        "a, 1, Ah, a, 1, Ah, true, true",
        "a, -, Ah, a, -, -, null, true",
        "a, -, Ah, a, -, Oh, false, true",
        "a, 1, -, a, 2, -, false, true",
        "a, -, -, b, -, -, false, false",
        "a, -, Ah, b, -, -, false, false",
    })
    void codesAreEqualInAllTheyTellAndEquivalentByCodeAndSystem(
            String one,
            String version,
            String display,
            String other,
            String otherVersion,
            String otherDisplay,
            String equal,
            String equivalent) {
        Code left = code(one, version, display);
        Code right = code(other, otherVersion, otherDisplay);
        assertThat(made(() -> Equality.equal(left, right))).isEqualTo(wanted(equal));
        assertThat(made(() -> Equality.equivalent(left, right))).isEqualTo(wanted(equivalent));
    }

    @Test
    void aCodeWithoutASystemIsNotThatOfASystem() {
        assertThat(Equality.equivalent(new Code("a", null, null, null), code("a", "-", "-")))
                .isFalse();
        assertThat(Equality.equivalent(new Code("a", null, null, null), new Code("a", null, "1", null)))
                .isTrue();
    }

    @Test
    void conceptsAreEquivalentByAnyCodeAndEqualByAllOfThem() {
        Concept both = new Concept(List.of(code("a", "-", "-"), code("b", "-", "-")), "both");
        Concept one = new Concept(List.of(code("b", "7", "-")), "one");
        assertThat(Equality.equivalent(both, one)).isTrue();
        assertThat(Equality.equal(both, one)).isFalse();
        assertThat(Equality.equivalent(both, code("a", "9", "-"))).isTrue();
        assertThat(Equality.equivalent(code("c", "-", "-"), both)).isFalse();
        assertThat(Equality.equal(both, new Concept(both.codes(), "other words")))
                .isFalse();
        assertThat(Equality.equivalent(new Concept(List.of(), null), new Concept(List.of(), null)))
                .as("nothing that both have")
                .isFalse();
    }
}
