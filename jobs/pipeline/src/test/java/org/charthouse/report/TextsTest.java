package org.charthouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void thousandsArePartedAndDecimalsStay() {
        assertThat(Texts.of(1234567L)).isEqualTo("1,234,567");
        assertThat(Texts.of(new BigDecimal("1234.50"))).isEqualTo("1,234.50");
        assertThat(Texts.of(new BigDecimal("0.00"))).isEqualTo("0.00");
        assertThat(Texts.of(0.125)).isEqualTo("0.12");
        assertThat(Texts.of(-3)).isEqualTo("-3");
    }

    @Test
    void datesAreIsoAndAbsenceIsADash() {
        assertThat(Texts.of(Date.valueOf("2026-01-31"))).isEqualTo("2026-01-31");
        assertThat(Texts.of(null)).isEqualTo("\u2013");
    }

    @Test
    void columnsReadAsWords() {
        assertThat(Texts.heading("rows_read")).isEqualTo("Rows read");
        assertThat(Texts.heading("prevalence_percent")).isEqualTo("Prevalence %");
        assertThat(Texts.heading("18\u201344 %")).isEqualTo("18\u201344 %");
    }

    @Test
    void titlesBecomeFileNamesOfPlainLetters() {
        assertThat(Texts.slug("What came in, by feed & kind!")).isEqualTo("what-came-in-by-feed-kind");
        assertThat(Texts.slug("Événements")).isEqualTo("evenements");
    }
}
