package org.charthouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

    private static final List<String> VALID = List.of("landing", "lake", "reports");

    @ParameterizedTest
    @CsvSource({
        "lading,   did you mean 'landing'?",
        "laek,     did you mean 'lake'?",
        "report,   did you mean 'reports'?",
        "zzzzzzzz, 'use one of: lake, landing, reports'",
    })
    void namesTheWordThatWasLikelyMeantOrAllOfThem(String given, String cure) {
        assertThat(NearestWord.cure(given, VALID)).isEqualTo(cure);
    }

    @Test
    void saysToRemoveAWordWhereNoneIsValid() {
        assertThat(NearestWord.cure("any", List.of())).isEqualTo("remove it");
    }

    @Test
    void ofTwoEquallyNearWordsTheFirstInTheAlphabetIsNamed() {
        assertThat(NearestWord.to("bat", List.of("rat", "cat"))).contains("cat");
    }
}
