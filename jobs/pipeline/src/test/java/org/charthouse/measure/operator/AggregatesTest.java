package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of many values. Nulls are left out. */
class AggregatesTest {

    private static @Nullable List<?> list(String text) {
        return (List<?>) read(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {1, 2, null, 3}         | 3 | 6        | 6
            {2L, 3L}                | 2 | 5L       | 6L
            {1.5, 2}                | 2 | 3.5      | 3.0
            {1 'g', 500 'mg'}       | 2 | 1500.0 'mg' | 0.5 'g'
            {2 'mg', 3 'mg'}        | 2 | 5.0 'mg' | 6.0 'mg'
            {1 'g', 5 'cm'}         | 2 | null     | null
            {2147483647, 1}         | 2 | null     | 2147483647
            {null}                  | 0 | null     | null
            {}                      | 0 | null     | null
            null                    | 0 | null     | null
            """)
    void sumsAndProductsOfNothingAreNullAndItsCountIsNought(String items, String count, String sum, String product) {
        assertThat(made(() -> Aggregates.count(list(items)))).isEqualTo(wanted(count));
        assertThat(made(() -> Aggregates.sum(list(items)))).as("sum").isEqualTo(wanted(sum));
        assertThat(made(() -> Aggregates.product(list(items)))).as("product").isEqualTo(wanted(product));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {3, 1, null, 2}                    | 1          | 3
            {'b', 'B', 'a'}                    | 'B'        | 'b'
            {1 'g', 500 'mg', 2 'g'}           | 500 'mg'   | 2 'g'
            {@2012-05-01, @2011-01, @2012-04}  | @2011-01   | @2012-05-01
            {null}                             | null       | null
            null                               | null       | null
            """)
    void theLeastAndTheGreatestAreByTheOrderOfTheirType(String items, String least, String greatest) {
        assertThat(made(() -> Aggregates.min(list(items)))).isEqualTo(wanted(least));
        assertThat(made(() -> Aggregates.max(list(items)))).isEqualTo(wanted(greatest));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {1.0, 2.0, 3.0, 6.0, null}  | 3.0      | 2.5       | 1.0
            {2.0, 1.0, 2.00}            | 1.66666666 | 2.0     | 2.0
            {1, 2}                      | 1.5      | 1.5       | 1
            {3, 3, 1, 1, 2}             | 2.0      | 2         | 1
            {3 'mg', 1 'mg', 3 'mg'}    | 2.33333333 'mg' | 3 'mg' | 3 'mg'
            {null, null, 4}             | 4.0      | 4         | 4
            {}                          | null     | null      | null
            null                        | null     | null      | null
            """)
    void theMeanTheMiddleAndTheMostFrequent(String items, String mean, String middle, String mode) {
        assertThat(made(() -> Aggregates.average(list(items)))).as("mean").isEqualTo(wanted(mean));
        assertThat(made(() -> Aggregates.median(list(items)))).as("median").isEqualTo(wanted(middle));
        assertThat(made(() -> Aggregates.mode(list(items)))).as("mode").isEqualTo(wanted(mode));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {1.0, 2.0, 3.0, 4.0, 5.0}   | 2.5      | 2.0      | 1.58113883      | 1.41421356
            {1, 2, 3, 4, 5}             | 2.5      | 2.0      | 1.58113883      | 1.41421356
            {2 'mg', 4 'mg'}            | 2.0 'mg' | 1.0 'mg' | 1.41421356 'mg' | 1.0 'mg'
            {1 'g', 3000 'mg'}          | 2.0 'g'  | 1.0 'g'  | 1.41421356 'g'  | 1.0 'g'
            {1 'g', 3 'cm'}             | null     | null     | null            | null
            {5.0}                       | null     | 0.0      | null            | 0.0
            {null}                      | null     | null     | null            | null
            null                        | null     | null     | null            | null
            """)
    void theSpreadHasTheUnitOfTheItems(
            String items, String variance, String ofAll, String deviation, String deviationOfAll) {
        assertThat(made(() -> Aggregates.variance(list(items), true))).isEqualTo(wanted(variance));
        assertThat(made(() -> Aggregates.variance(list(items), false))).isEqualTo(wanted(ofAll));
        assertThat(made(() -> Aggregates.deviation(list(items), true))).isEqualTo(wanted(deviation));
        assertThat(made(() -> Aggregates.deviation(list(items), false))).isEqualTo(wanted(deviationOfAll));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {2.0, 8.0}        | 4.0
            {1.0, 2.0, 3.0}   | 1.81712059
            {4.0, null}       | 4.0
            {-1.0, 4.0}       | null
            {null}            | null
            null              | null
            """)
    void theGeometricMeanIsTheRootOfTheProduct(String items, String wanted) {
        assertThat(made(() -> Aggregates.geometricMean(list(items)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {true, null}  | true  | true
            {true, false} | false | true
            {false, null} | false | false
            {null}        | true  | false
            {}            | true  | false
            null          | true  | false
            """)
    void ofNothingAllAreTrueAndNoneIs(String items, String all, String any) {
        assertThat(made(() -> Aggregates.allTrue(list(items)))).isEqualTo(wanted(all));
        assertThat(made(() -> Aggregates.anyTrue(list(items)))).isEqualTo(wanted(any));
    }
}
