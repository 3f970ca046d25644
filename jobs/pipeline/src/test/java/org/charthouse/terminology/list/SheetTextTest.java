package org.charthouse.terminology.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet would compute goes there as text, and comes back as it was. */
class SheetTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"=1+1, '=1+1", "-12, '-12", "@SUM(A1), '@SUM(A1)", "'=1, ''=1", "+1, '+1"})
    void whatBeginsLikeAFormulaGetsAnApostrophe(String text, String guarded) {
        assertThat(SheetText.guarded(text)).isEqualTo(guarded);
        assertThat(SheetText.plain(guarded)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I10", "'s", "''", "a=b", "2026-01-31", " =1"})
    void whatDoesNotIsLeftAsItIs(String text) {
        assertThat(SheetText.guarded(text)).isEqualTo(text);
        assertThat(SheetText.plain(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", "=1\n2"})
    void blanksThatASpreadsheetDropsAreNoWayRound(String text) {
        assertThat(SheetText.guarded(text)).isEqualTo("'" + text);
        assertThat(SheetText.plain("'" + text)).isEqualTo(text);
    }
}
