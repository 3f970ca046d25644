package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, with nulls in them, as sets and in order. */
class ListsTest {

    private static @Nullable List<?> list(String text) {
        return (List<?>) read(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {1, 2, 2, 3}     | {2, 4}         | {1, 2, 3, 4}     | {2}     | {1, 3}
            {1, null}        | {null, 2}      | {1, null, 2}     | {null}  | {1}
            {1, 2}           | {}             | {1, 2}           | {}      | {1, 2}
            {}               | {}             | {}               | {}      | {}
            {1, 1}           | null           | {1}              | null    | {1}
            null             | {1, 1}         | {1}              | null    | null
            {'a', 'A'}       | {'a'}          | {'a', 'A'}       | {'a'}   | {'A'}
            {1 'g', 2 'g'}   | {1000 'mg'}    | {1 'g', 2 'g'}   | {1 'g'} | {2 'g'}
            {@2012, @2012-01} | {@2012-01}    | {@2012, @2012-01} | {@2012-01} | {@2012}
            {{1}, {2}}       | {{2}}          | {{1}, {2}}       | {{2}}   | {{1}}
            {Tuple{a: 1}}    | {Tuple{a: 1}, Tuple{a: null}} | {Tuple{a: 1}, Tuple{a: null}} | {Tuple{a: 1}} | {}
            """)
    void setsHoldWhatIsEqualOnceAndNullOnce(String left, String right, String union, String intersection, String rest) {
        assertThat(made(() -> Lists.union(list(left), list(right)))).as("union").isEqualTo(wanted(union));
        assertThat(made(() -> Lists.intersect(list(left), list(right))))
                .as("intersect")
                .isEqualTo(wanted(intersection));
        assertThat(made(() -> Lists.except(list(left), list(right))))
                .as("except")
                .isEqualTo(wanted(rest));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {1, 2, 1, null, null}                    | {1, 2, null}
            {1.0, 1.00, 1}                           | {1.0}
            {@2012-01-01T10:00Z, @2012-01-01T05:00-05:00} | {@2012-01-01T10:00Z}
            {@2012, @2012-01}                        | {@2012, @2012-01}
            {}                                       | {}
            null                                     | null
            """)
    void distinctKeepsTheFirstOfEqualItems(String items, String wanted) {
        assertThat(made(() -> Lists.distinct(list(items)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {1, 2}            | 2        | true  | true
            {1, 2}            | 3        | false | false
            {1}               | 1        | true  | false
            {1, 1}            | 1        | true  | false
            {1, null}         | 1        | true  | null
            {1, 2, null}      | 1        | true  | true
            {1, null}         | null     | true  | true
            {null, null}      | null     | true  | false
            {1, 2}            | null     | false | false
            {null, 2}         | 1        | false | false
            {}                | 1        | false | false
            null              | 1        | false | false
            {@2012, @2013}    | @2012-01 | false | null
            """)
    void anItemIsInAListAndProperlySoBesideAnother(String items, String item, String contained, String properly) {
        assertThat(made(() -> Lists.contains(list(items), read(item)))).isEqualTo(wanted(contained));
        assertThat(made(() -> Lists.properContains(list(items), read(item))))
                .as("properly")
                .isEqualTo(wanted(properly));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {1, 2, 3}   | {3, 1}     | true  | true
            {1, 2}      | {2, 1}     | true  | false
            {1, 2}      | {1, 3}     | false | false
            {1, 2}      | {}         | true  | true
            {}          | {}         | true  | false
            {null, 1}   | {null}     | true  | true
            {1}         | {null}     | false | false
            {1, 2}      | null       | null  | null
            null        | {1}        | null  | null
            """)
    void aListIncludesAnotherInWhateverOrder(String left, String right, String included, String properly) {
        assertThat(made(() -> Lists.includes(list(left), list(right)))).isEqualTo(wanted(included));
        assertThat(made(() -> Lists.properIncludes(list(left), list(right))))
                .as("properly")
                .isEqualTo(wanted(properly));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{1, 2}, {3}}        | {1, 2, 3}
            {{1, null}, {null}}  | {1, null, null}
            {{1}, null, 2}       | {1, null, 2}
            {{{1}}, {}}          | {{1}}
            {}                   | {}
            null                 | null
            """)
    void flatteningTakesOneLevelAndKeepsNulls(String items, String wanted) {
        assertThat(made(() -> Lists.flatten(list(items)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {1}       | 1     | true
            {null}    | null  | false
            {}        | null  | false
            {1, 2}    | error | true
            {null, 2} | error | true
            null      | null  | false
            """)
    void onlyAListOfOneHasASingleItemAndOnlyValuesExist(String items, String single, String exists) {
        assertThat(made(() -> Lists.singleton(list(items)))).isEqualTo(wanted(single));
        assertThat(made(() -> Lists.exists(list(items)))).isEqualTo(wanted(exists));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {4, 5, 6}    | 1    | 5
            {4, 5, 6}    | 3    | null
            {4, 5, 6}    | -1   | null
            {4, 5, 6}    | null | null
            null         | 0    | null
            """)
    void positionsCountFromNought(String items, String index, String wanted) {
        assertThat(made(() -> Lists.item(list(items), read(index)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {4, 5, 5}          | 5        | 1
            {4, 5}             | 6        | -1
            {@2012, @2012-01}  | @2012-01 | 1
            {null, 5}          | 5        | 1
            {null, 5}          | null     | null
            {}                 | 5        | -1
            null               | 5        | null
            """)
    void theFirstPlaceOfAnItemIsFound(String items, String item, String wanted) {
        assertThat(made(() -> Lists.indexOf(list(items), read(item)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {1, 2, 3, 4}  | 1    | null | {2, 3, 4}
            {1, 2, 3, 4}  | null | 2    | {1, 2}
            {1, 2, 3, 4}  | 1    | 3    | {2, 3}
            {1, 2, 3, 4}  | null | null | {1, 2, 3, 4}
            {1, 2, 3, 4}  | 4    | null | {}
            {1, 2, 3, 4}  | 0    | 9    | {1, 2, 3, 4}
            {1, 2, 3, 4}  | -1   | null | {}
            {1, 2, 3, 4}  | null | 0    | {}
            {}            | 1    | null | {}
            null          | 1    | null | null
            """)
    void partOfAListIsCutAtItsEnds(String items, String from, String to, String wanted) {
        assertThat(made(() -> Lists.slice(list(items), read(from), read(to)))).isEqualTo(wanted(wanted));
    }
}
