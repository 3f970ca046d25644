package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import java.util.Arrays;
import java.util.List;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of one type from those of another; what cannot be converted is null. */
class ConversionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'true'  | true
            'T'     | true
            'Yes'   | true
            'y'     | true
            '1'     | true
            'FALSE' | false
            'f'     | false
            'no'    | false
            'N'     | false
            '0'     | false
            'on'    | null
            ''      | null
            ' true' | null
            1       | true
            0       | false
            2       | null
            1L      | true
            0.0     | false
            0.5     | null
            true    | true
            null    | null
            """)
    void truthHasItsWords(String value, String wanted) {
        assertThat(made(() -> Conversions.toBoolean(read(value)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            '12'                   | 12          | 12L                   | 12.0
            '-12'                  | -12         | -12L                  | -12.0
            '+12'                  | 12          | 12L                   | 12.0
            '012'                  | 12          | 12L                   | 12.0
            '2147483647'           | 2147483647  | 2147483647L           | 2147483647.0
            '2147483648'           | null        | 2147483648L           | 2147483648.0
            '9223372036854775808'  | null        | null                  | 9223372036854775808.0
            '1.5'                  | null        | null                  | 1.5
            '.5'                   | null        | null                  | null
            '5.'                   | null        | null                  | null
            '1e3'                  | null        | null                  | null
            ' 12'                  | null        | null                  | null
            '0x1F'                 | null        | null                  | null
            ''                     | null        | null                  | null
            2147483648L            | null        | 2147483648L           | 2147483648.0
            7                      | 7           | 7L                    | 7.0
            true                   | 1           | 1L                    | 1.0
            false                  | 0           | 0L                    | 0.0
            null                   | null        | null                  | null
            """)
    void numbersAreReadOfPlainDigitsWithinTheirLimits(String value, String integer, String whole, String decimal) {
        assertThat(made(() -> Conversions.toInteger(read(value)))).isEqualTo(wanted(integer));
        assertThat(made(() -> Conversions.toLong(read(value)))).isEqualTo(wanted(whole));
        assertThat(made(() -> Conversions.toDecimal(read(value)))).isEqualTo(wanted(decimal));
    }

    @Test
    void aDecimalHasTwentyDigitsBeforeItsPointAndEightBehind() {
        assertThat(made(() -> Conversions.toDecimal("99999999999999999999.99999999")))
                .isEqualTo("99999999999999999999.99999999");
        assertThat(Conversions.toDecimal("100000000000000000000")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            5         | 5 '1'
            5.5       | 5.5 '1'
            '5'       | 5 '1'
            '-5.25'   | -5.25 '1'
            '5 days'  | 5 days
            'five mg' | null
            '5 mg/dL' | null
            '5.'      | null
            ''        | null
            1 'g':4 'g' | 0.25 '1'
            3 'mg'    | 3 'mg'
            null      | null
            """)
    void aQuantityIsANumberWithOrWithoutAUnit(String value, String wanted) {
        assertThat(made(() -> Conversions.toQuantity(read(value)))).isEqualTo(wanted(wanted));
    }

    @Test
    void aUnitInQuotesFollowsTheNumber() {
        assertThat(made(() -> Conversions.toQuantity("+5 'mg/dL'"))).isEqualTo(wanted("5 'mg/dL'"));
        assertThat(made(() -> Conversions.toQuantity("5'mg'"))).isEqualTo(wanted("5 'mg'"));
        assertThat(Conversions.toQuantity("5 'mg")).isNull();
        assertThat(made(() -> Conversions.toRatio("1 'mg':128 'mL'"))).isEqualTo(wanted("1 'mg':128 'mL'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            '1:128'  | 1:128
            '1'      | null
            '1:'     | null
            ':2'     | null
            '1:2:3'  | null
            1:8      | 1:8
            null     | null
            """)
    void aRatioHasTwoQuantities(String value, String wanted) {
        assertThat(made(() -> Conversions.toRatio(read(value)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            5 'mg'    | 'g'     | 0.005 'g'
            1 'h'     | 'min'   | 60 'min'
            1 'mg/dL' | 'g/L'   | 0.01 'g/L'
            2 weeks   | 'days'  | 14 days
            36 months | 'years' | 3 years
            3 'wk'    | 'days'  | 21 days
            1 'g'     | 'cm'    | null
            1 'g'     | 'what'  | null
            1 'g'     | null    | null
            null      | 'g'     | null
            """)
    void aQuantityIsConvertedToAUnitOfItsKind(String quantity, String unit, String wanted) {
        assertThat(made(() -> Conversions.convertQuantity(read(quantity), read(unit))))
                .isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            '2014'                      | @2014       | @2014T                        | null
            '2014-02'                   | @2014-02    | @2014-02T                     | null
            '2014-02-28'                | @2014-02-28 | @2014-02-28T                  | null
            '2014-02-29'                | null        | null                          | null
            '2014-2-8'                  | null        | null                          | null
            '20140228'                  | null        | null                          | null
            '2014-02-28T10:30'          | @2014-02-28 | @2014-02-28T10:30Z            | null
            '2014-02-28T10:30:05.5Z'    | @2014-02-28 | @2014-02-28T10:30:05.500Z     | null
            '2014-02-28T10:30:05-05:00' | @2014-02-28 | @2014-02-28T10:30:05-05:00    | null
            '2014-02-28T10:30:05+15:00' | null        | null                          | null
            '2014-02-28T25'             | null        | null                          | null
            '10:30'                     | null        | null                          | @T10:30
            'T10:30:05.250'             | null        | null                          | @T10:30:05.250
            '24:00'                     | null        | null                          | null
            '10:3'                      | null        | null                          | null
            'soon'                      | null        | null                          | null
            @2014-02-28                 | @2014-02-28 | @2014-02-28T                  | null
            @2014-02-28T                | @2014-02-28 | @2014-02-28T                  | null
            @2014-02-28T10:30Z          | @2014-02-28 | @2014-02-28T10:30Z            | @T10:30
            @2014-02-28T23:30-05:00     | @2014-02-28 | @2014-02-28T23:30-05:00       | @T23:30
            null                        | null        | null                          | null
            """)
    void aDateIsReadAsPreciselyAsItIsWritten(String value, String date, String dateTime, String time) {
        assertThat(made(() -> Conversions.toDate(read(value)))).as("date").isEqualTo(wanted(date));
        assertThat(made(() -> Conversions.toDateTime(read(value), 0)))
                .as("date and time")
                .isEqualTo(wanted(dateTime));
        assertThat(made(() -> Conversions.toTime(read(value)))).as("time").isEqualTo(wanted(time));
    }

    @Test
    void aDateTimeWithoutAnOffsetIsAtThatOfTheEvaluation() {
        assertThat(made(() -> Conversions.toDateTime("2014-02-28T10:30", -300)))
                .isEqualTo(wanted("@2014-02-28T10:30-05:00"));
        assertThat(made(() -> Conversions.toDateTime("2014-02-28T10:30Z", -300)))
                .isEqualTo(wanted("@2014-02-28T10:30Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            12                            | '12'
            12L                           | '12'
            5.0                           | '5.0'
            5.250                         | '5.250'
            0.00000001                    | '0.00000001'
            true                          | 'true'
            'text'                        | 'text'
            @2014-02                      | '2014-02'
            @2014-02T                     | '2014-02'
            @2014-02-28T10Z               | '2014-02-28T10+00:00'
            @2014-02-28T10:30:05.250-05:00 | '2014-02-28T10:30:05.250-05:00'
            @T10:30                       | '10:30'
            null                          | null
            """)
    void aValueIsWrittenAsItIsRead(String value, String wanted) {
        assertThat(made(() -> Conversions.toText(read(value)))).isEqualTo(wanted(wanted));
    }

    @Test
    void aQuantityIsWrittenWithItsUnitInQuotes() {
        assertThat(Conversions.toText(read("5 'mg'"))).isEqualTo("5 'mg'");
        assertThat(Conversions.toText(read("1:128"))).isEqualTo("1 '1':128 '1'");
    }

    @Test
    void aConceptHasTheCodesThatItIsMadeOf() {
        Code finding = new Code("8480-6", "http://loinc.org", null, "Systolic");
        Code other = new Code("8462-4", "http://loinc.org", null, null);
        assertThat(Conversions.toConcept(finding)).isEqualTo(new Concept(List.of(finding), "Systolic"));
        assertThat(Conversions.toConcept(Arrays.asList(finding, null, other)))
                .isEqualTo(new Concept(List.of(finding, other), null));
        assertThat(Conversions.toConcept(null)).isNull();
    }
}
