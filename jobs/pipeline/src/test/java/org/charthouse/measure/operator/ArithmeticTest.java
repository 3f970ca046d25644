package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and quantities: the operands, then the result. */
class ArithmeticTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2                              | 3           | 5
            2                              | 3L          | 5L
            2L                             | 3.5         | 5.5
            2                              | null        | null
            null                           | 2.5         | null
            2147483647                     | 1           | null
            9223372036854775807L           | 1L          | null
            99999999999999999999.99999999  | 0.00000001  | null
            99999999999999999999.99999998  | 0.00000001  | 99999999999999999999.99999999
            2..4                           | 10          | 12..14
            2..4                           | 1..3        | 3..7
            2 'mg'                         | 3 'mg'      | 5.0 'mg'
            2 'm'                          | 5 'cm'      | 205.0 'cm'
            5 'cm'                         | 2 'm'       | 205.0 'cm'
            1 hour                         | 30 minutes  | 90.0 'minutes'
            2 'cm'                         | 3 'cm2'     | null
            2 'cm'                         | 3 'g'       | null
            'high'                         | 'er'        | 'higher'
            """)
    void aSumIsOfTheWiderTypeAndTheFinerUnit(String left, String right, String wanted) {
        assertThat(made(() -> Arithmetic.add(read(left), read(right)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2            | 3         | -1
            2.5          | 3         | -0.5
            -2147483648  | 1         | null
            2..4         | 1         | 1..3
            2..4         | 1..3      | -1..3
            2 'm'        | 5 'cm'    | 195.0 'cm'
            2 'm'        | 5 's'     | null
            null         | 1         | null
            """)
    void aDifferenceOfRangesIsAsWideAsBothTogether(String left, String right, String wanted) {
        assertThat(made(() -> Arithmetic.subtract(read(left), read(right)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            3             | 4        | 12
            3             | 4L       | 12L
            3             | 0.5      | 1.5
            65536         | 65536    | null
            0.00000001    | 0.5      | 0.0
            -0.00000001   | 0.5      | -0.00000001
            2..3          | -1..4    | -3..12
            2..3          | 2        | 4..6
            2 'cm'        | 3 'cm'   | 6.0 'cm2'
            2 'cm'        | 3 'cm2'  | 6.0 'cm3'
            2 'mg'        | 3        | 6.0 'mg'
            3             | 2 'mg'   | 6.0 'mg'
            4 'mg/mL'     | 2 'mL'   | 8.0 'mg'
            2 'N.m'       | 2 'm'    | 4.0 'N.m2'
            2 '{tab}'     | 2 'm'    | 4.0 '{tab}.m'
            2 'mg'        | null     | null
            """)
    void aProductHasTheProductOfTheUnits(String left, String right, String wanted) {
        assertThat(made(() -> Arithmetic.multiply(read(left), read(right)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1            | 4         | 0.25
            2            | 3         | 0.66666666
            -2           | 3         | -0.66666667
            1L           | 8L        | 0.125
            1            | 0         | null
            1.0          | 0.0       | null
            1            | null      | null
            12 'cm2'     | 3 'cm'    | 4.0 'cm'
            6 'mg'       | 3 'mg'    | 2.0 '1'
            6 'mg'       | 3 'mL'    | 2.0 'mg/mL'
            6 'g'        | 3 'mg'    | 2000.0 '1'
            6 'mg'       | 3         | 2.0 'mg'
            1            | 4 's'     | 0.25 '1/s'
            1 'mg'       | 0 'mg'    | null
            """)
    void aQuotientIsADecimalOrAQuantityOfTheQuotientOfUnits(String left, String right, String wanted) {
        assertThat(made(() -> Arithmetic.divide(read(left), read(right)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            7          | 3        | 2     | 1
            -7         | 3        | -2    | -1
            7          | -3       | -2    | 1
            7L         | 3        | 2L    | 1L
            7.5        | 2        | 3.0   | 1.5
            7          | 0        | null  | null
            7          | null     | null  | null
            7.5 'cm'   | 2 'cm'   | 3.0 'cm' | 1.5 'cm'
            1 'm'      | 30 'cm'  | 3.0 'm'  | 0.1 'm'
            7 'cm'     | 2 'g'    | null  | null
            7 'cm'     | 0 'cm'   | null  | null
            """)
    void wholeQuotientsAreCutAndTheRestHasTheSignOfTheFirst(String left, String right, String quotient, String rest) {
        assertThat(made(() -> Arithmetic.truncatedDivide(read(left), read(right))))
                .isEqualTo(wanted(quotient));
        assertThat(made(() -> Arithmetic.modulo(read(left), read(right)))).isEqualTo(wanted(rest));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            5            | -5           | 5
            -2147483648  | null         | null
            -2.5         | 2.5          | 2.5
            -3L          | 3L           | 3L
            -3 'mg'      | 3.0 'mg'     | 3.0 'mg'
            null         | null         | null
            """)
    void theOppositeAndTheAmountOfTheLeastIntegerAreNone(String operand, String negative, String amount) {
        assertThat(made(() -> Arithmetic.negate(read(operand)))).isEqualTo(wanted(negative));
        assertThat(made(() -> Arithmetic.abs(read(operand)))).isEqualTo(wanted(amount));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2      | 10    | 1024
            2      | 31    | null
            2L     | 40L   | 1099511627776L
            2      | -2    | 0.25
            0      | 0     | 1
            2.5    | 2.0   | 6.25
            9.0    | 0.5   | 3.0
            -8.0   | 0.5   | null
            0      | -1    | null
            10.0   | 21.0  | null
            2      | null  | null
            """)
    void aPowerThatIsNoNumberOfItsTypeIsNull(String base, String exponent, String wanted) {
        assertThat(made(() -> Arithmetic.power(read(base), read(exponent)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            5                             | 6                         | 4
            5L                            | 6L                        | 4L
            1.0                           | 1.00000001                | 0.99999999
            1.5 'cm'                      | 1.50000001 'cm'           | 1.49999999 'cm'
            2147483647                    | null                      | 2147483646
            99999999999999999999.99999999 | null                      | 99999999999999999999.99999998
            @2012-02-29                   | @2012-03-01               | @2012-02-28
            @2012-02                      | @2012-03                  | @2012-01
            @2012                         | @2013                     | @2011
            @9999-12-31                   | null                      | @9999-12-30
            @0001                         | @0002                     | null
            @2012-12-31T23                | @2013-01-01T00            | @2012-12-31T22
            @2012-12-31T23:59:59.999      | @2013-01-01T00:00:00.000  | @2012-12-31T23:59:59.998
            @2012-12-31T23:59:59          | @2013-01-01T00:00:00      | @2012-12-31T23:59:58
            @T23:59                       | null                      | @T23:58
            @T00:00:00.000                | @T00:00:00.001            | null
            null                          | null                      | null
            """)
    void theNextValueIsAStepOfItsOwnPrecisionAway(String operand, String next, String before) {
        assertThat(made(() -> Arithmetic.successor(read(operand)))).isEqualTo(wanted(next));
        assertThat(made(() -> Arithmetic.predecessor(read(operand)))).isEqualTo(wanted(before));
    }
}
