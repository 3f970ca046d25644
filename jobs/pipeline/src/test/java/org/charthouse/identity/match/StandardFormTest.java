package org.charthouse.identity.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.charthouse.spec.IdentityWords;
import org.charthouse.spec.LinkSpec.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardFormTest {

    private static final Words WORDS = new Words(new IdentityWords(
            List.of("Jr", "Dr"),
            List.of("William Bill Wílly", "Robert Bob"),
            List.of("st Street str"),
            List.of("Unknown", "999-99-9999", "1900-01-01", "not known")));

    @ParameterizedTest
    @CsvSource({
        "NAME, ' O''Brien-Smith, Jr. ', obrien smith",
        "NAME, Dr., dr",
        "NAME, Abel832, abel832",
        "NAME, Müller, muller",
        "NAME, Łukasz Groß, lukasz gross",
        "NAME, UNKNOWN, ''",
        "NAME, Not  Known, ''",
        "NAME, '...', ''",
        "NAME, محمد, محمد",
        "NAME, 山田, 山田",
        "DATE, 1974-07-03, 19740703",
        "DATE, 1900-01-01, ''",
        "DATE, 1974, 1974",
        "NUMBER, 123-45-6789, 123456789",
        "NUMBER, 999 99 9999, ''",
        "PHONE, +1 (555) 010-0199, 5550100199",
        "PHONE, 0044 20 7946 0958, 2079460958",
        "PHONE, 020 7946 0958, 2079460958",
        "WORDS, '12, High Street', 12 high st",
        "EMAIL, ' A.B@Example.org ', a.b@example.org",
        "CODE, M, m"
    })
    void aValueIsWrittenTheSameHoweverItWasTyped(Form form, String given, String expected) {
        assertThat(StandardForm.of(given, form, WORDS)).isEqualTo(expected);
    }

    @Test
    void lettersAreTheSameComposedAndTakenApart() {
        String composed = Normalizer.normalize("Zoë Ångström", Normalizer.Form.NFC);
        String apart = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(apart).isNotEqualTo(composed);
        assertThat(StandardForm.of(apart, Form.NAME, WORDS))
                .isEqualTo(StandardForm.of(composed, Form.NAME, WORDS))
                .isEqualTo("zoe angstrom");
    }

    @Test
    void nicknamesAreOfOneLine() {
        assertThat(WORDS.areNicknames("bill", "willy")).isTrue();
        assertThat(WORDS.areNicknames("william", "bill")).isTrue();
        assertThat(WORDS.areNicknames("bill", "bob")).isFalse();
        assertThat(WORDS.areNicknames("zoe", "zoe")).isFalse();
    }
}
