package org.charthouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTextTest {

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "12, int, true",
        "-12, int, true",
        "2147483647, int, true",
        "2147483648, int, false",
        "1.0, int, false",
        "' 12', int, false",
        "9223372036854775807, bigint, true",
        "9223372036854775808, bigint, false",
        "1.5e3, double, true",
        "NaN, double, false",
        "1e999, double, false",
        "'12,5', double, false",
        "true, boolean, true",
        "TRUE, boolean, false",
        "yes, boolean, false",
        "2026-02-28, date, true",
        "2026-02-29, date, false",
        "2026-2-8, date, false",
        "28.02.2026, date, false",
        "0000-01-01, date, false",
        "2026-01-30T18:05:00Z, timestamp, true",
        "2026-01-30T18:05:00.123+05:30, timestamp, true",
        "2026-01-30T18:05:00, timestamp, false",
        "2026-01-30T18:05Z, timestamp, false",
        "2026-01-30t18:05:00z, timestamp, false",
        "+12026-01-30, date, false",
        "\u0661\u0662, int, false",
        "1e9999, 'decimal(5,2)', false",
        "2026-01-30 18:05:00Z, timestamp, false",
        "2026-01-30T24:05:00Z, timestamp, false",
        "999.99, 'decimal(5,2)', true",
        "1000, 'decimal(5,2)', false",
        "0.001, 'decimal(5,2)', true",
        "ten, 'decimal(5,2)', false",
        "anything, string, true",
    })
    void aTextFitsItsTypeOrDoesNot(String text, String type, boolean fits) {
        assertThat(TypedText.fits(text, type)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"double", "int", "date", "'decimal(5,2)'"})
    void javaSuffixesAndBlanksAreNoNumbers(String type) {
        assertThat(TypedText.fits("1.5d", type)).isFalse();
        assertThat(TypedText.fits(" ", type)).isFalse();
    }
}
