package org.charthouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
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
    void ofVeryManyWordsOnlyTheNearestAreTold() {
        List<String> rules =
                IntStream.range(0, 500).mapToObj(i -> "rule_of_a_table_" + i).toList();
        assertThat(NearestWord.cure("zzz_7", rules))
                .startsWith("use one of 500, such as: ")
                .contains("rule_of_a_table_7")
                .hasSizeLessThan(300);
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
