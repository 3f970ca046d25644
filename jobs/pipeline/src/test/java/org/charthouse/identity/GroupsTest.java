package org.charthouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.SharedSpark.rows;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.charthouse.spec.IdentitySpec;
import org.charthouse.spec.IdentitySpec.Rule;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static final String COLUMNS = "record string, national_id string, phone string, sex_code string";
    private static final IdentitySpec MODEL = new IdentitySpec(
            "test-1",
            List.of(
                    new Rule("national-id", List.of("national_id"), List.of("sex_code")),
                    new Rule("phone", List.of("phone"), List.of("national_id"))),
            List.of());

    @Test
    void recordsThatAgreeAreOneComponentNamedByTheSmallestAndKeepTheirFirstReason() {
        Groups groups = of("b,1,,f", "a,1,,f", "c,,,f", "d,2,,m");
        assertThat(groups.components()).isEqualTo(Map.of("a", "a", "b", "a"));
        assertThat(groups.reasons()).isEqualTo(Map.of("a", "national-id", "b", "national-id"));
        assertThat(groups.doubts()).isEmpty();
    }

    @Test
    void chainsOfDifferentRulesAreOneComponent() {
        assertThat(of("d,1,,", "c,1,5,", "b,,5,", "a,,5,").components())
                .isEqualTo(Map.of("a", "a", "b", "a", "c", "a", "d", "a"));
    }

    @Test
    void absentValuesNeverAgree() {
        assertThat(of("a,,,", "b,,,").components()).isEmpty();
    }

    @Test
    void aPairThatAVetoPartsGoesToReview() {
        Groups groups = of("a,1,,f", "b,1,,m");
        assertThat(groups.components()).isEmpty();
        assertThat(groups.doubts()).containsExactly(new Groups.Doubt("a", "b", "national-id: sex_code differs"));
    }

    @Test
    void aVetoNeedsAValueOnBothSides() {
        Groups groups = of("a,1,,f", "b,1,,");
        assertThat(groups.components()).containsOnlyKeys("a", "b");
        assertThat(groups.doubts()).isEmpty();
    }

    @Test
    void tooManyRecordsWithOneValueGoToReviewAndAreNotLinked() {
        String[] crowd = IntStream.rangeClosed(0, Groups.MOST_RECORDS)
                .mapToObj(i -> "r%02d,1,,f".formatted(i))
                .toArray(String[]::new);
        Groups groups = of(crowd);
        assertThat(groups.components()).isEmpty();
        assertThat(groups.doubts())
                .hasSize(Groups.MOST_RECORDS)
                .allMatch(doubt -> doubt.first().equals("r00") && doubt.reason().contains("too many"));
    }

    private static Groups of(String... records) {
        return Groups.of(rows(COLUMNS, records), MODEL);
    }
}
