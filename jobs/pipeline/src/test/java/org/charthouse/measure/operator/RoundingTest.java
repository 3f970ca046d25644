package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounding, logarithms, precision and boundaries. */
class RoundingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.1          | 3    | 2    | 2
            -2.1         | -2   | -3   | -2
            2            | 2    | 2    | 2
            -0.9         | 0    | -1   | 0
            3000000000.5 | null | null | null
            null         | null | null | null
            """)
    void wholeNumbersAboveBelowAndTowardsZero(String operand, String above, String below, String cut) {
        assertThat(made(() -> Rounding.ceiling(read(operand)))).isEqualTo(wanted(above));
        assertThat(made(() -> Rounding.floor(read(operand)))).isEqualTo(wanted(below));
        assertThat(made(() -> Rounding.truncate(read(operand)))).isEqualTo(wanted(cut));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            0.5       | null | 1.0
            -0.5      | null | -1.0
            0.49      | null | 0.0
            -1.5      | 0    | -2.0
            2.345     | 2    | 2.35
            -2.345    | 2    | -2.35
            7         | null | 7.0
            2.54 'cm' | 1    | 2.5 'cm'
            null      | 2    | null
            """)
    void halvesAreRoundedAwayFromZero(String operand, String places, String wanted) {
        assertThat(made(() -> Rounding.round(read(operand), read(places)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1     | 10   | 0.0
            100   | 10   | 2.0
            0.125 | 2    | -3.0
            5     | 1    | null
            0     | 10   | null
            -1    | 10   | null
            null  | 10   | null
            10    | null | null
            """)
    void aLogarithmThatIsNoNumberIsNull(String operand, String base, String wanted) {
        assertThat(made(() -> Rounding.log(read(operand), read(base)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0     | null       | 1.0
            1     | 0.0        | 2.71828183
            1000  | 6.90775528 | null
            -1    | null       | 0.36787944
            null  | null       | null
            """)
    void naturalLogarithmsAndPowersAreRoundedToEightPlaces(String operand, String logarithm, String power) {
        assertThat(made(() -> Rounding.ln(read(operand)))).isEqualTo(wanted(logarithm));
        assertThat(made(() -> Rounding.exp(read(operand)))).isEqualTo(wanted(power));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.500                          | 3
            5.0                            | 1
            @2014                          | 4
            @2014-01                       | 6
            @2014-01-05                    | 8
            @2014-01-05T10                 | 10
            @2014-01-05T10:30-05:00        | 12
            @2014-01-05T10:30:00.000       | 17
            @T10:30                        | 4
            @T10:30:00.000                 | 9
            null                           | null
            """)
    void precisionIsTheNumberOfDigitsThatAreTold(String operand, String wanted) {
        assertThat(made(() -> Rounding.precision(read(operand)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.587           | 8    | 1.587                   | 1.58799999
            1.587           | null | 1.587                   | 1.58799999
            1.587           | 2    | 1.58                    | 1.58
            -1.587          | 8    | -1.58799999             | -1.587
            1.587           | 9    | null                    | null
            @2014           | 6    | @2014-01                | @2014-12
            @2014-02        | 8    | @2014-02-01             | @2014-02-28
            @2012-02        | null | @2012-02-01             | @2012-02-29
            @2014           | 10   | null                    | null
            @2014-01-01T08  | 17   | @2014-01-01T08:00:00.000 | @2014-01-01T08:59:59.999
            @2014T          | 12   | @2014-01-01T00:00       | @2014-12-31T23:59
            @T10:30         | 9    | @T10:30:00.000          | @T10:30:59.999
            null            | 8    | null                    | null
            """)
    void boundariesAreTheLeastAndGreatestThatALessPreciseValueMayBe(
            String operand, String digits, String low, String high) {
        assertThat(made(() -> Rounding.boundary(read(operand), read(digits), false)))
                .isEqualTo(wanted(low));
        assertThat(made(() -> Rounding.boundary(read(operand), read(digits), true)))
                .isEqualTo(wanted(high));
    }
}
