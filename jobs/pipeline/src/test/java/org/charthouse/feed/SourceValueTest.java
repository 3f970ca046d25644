package org.charthouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.charthouse.spec.ValueForm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceValueTest {

    private static final SourceValue GERMAN = of(List.of("dd.MM.yyyy"), List.of("dd.MM.yyyy HH:mm", "day"), ",", ".");
    private static final SourceValue USUAL = new SourceValue(ValueForm.USUAL);

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "29.02.2024, date, 2024-02-29",
                "29.02.2023, date, -",
                "1.2.2023, date, -",
                "2024-02-29, date, -",
                "05.01.2026 23:30, timestamp, 2026-01-05T23:30:00+01:00",
                "05.07.2026 23:30, timestamp, 2026-07-05T23:30:00+02:00",
                "29.03.2026 02:30, timestamp, -",
                "25.10.2026 02:30, timestamp, 2026-10-25T02:30:00+02:00",
                "05.01.2026, timestamp, 2026-01-05",
                "'1.105,50', 'decimal(18,2)', 1105.50",
                "'1105,50', 'decimal(18,2)', 1105.50",
                "'-3', 'decimal(18,2)', -3",
                "'11.05', 'decimal(18,2)', -",
                "'1,105.50', 'decimal(18,2)', -",
                "'1.105', int, 1105",
                "'1,5', int, -",
                "abc, string, abc",
            })
    void aValueIsReadAsItsFeedWritesIt(String text, String type, String canonical) {
        assertThat(GERMAN.of(text, type)).isEqualTo(canonical);
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2024-02-29, date, 2024-02-29",
                "2026-01-05T23:30:00.0-05:00, timestamp, 2026-01-05T23:30:00.0-05:00",
                "2026-01-05, timestamp, -",
                "1.50, 'decimal(18,2)', 1.50",
                "'1,50', 'decimal(18,2)', -",
            })
    void withoutFormsTheTextThatWasSentStays(String text, String type, String canonical) {
        assertThat(USUAL.of(text, type)).isEqualTo(canonical);
    }

    private static SourceValue of(List<String> dates, List<String> times, String decimal, String grouping) {
        return new SourceValue(new ValueForm(
                new ArrayList<>(),
                new ArrayList<>(dates),
                new ArrayList<>(times),
                "Europe/Berlin",
                decimal,
                grouping,
                new TreeMap<>()));
    }
}
