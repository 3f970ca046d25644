package org.charthouse.mart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.charthouse.mart.MartCases.Outcome;
import org.charthouse.spec.MartSpec;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MartCasesTest {

    private final MartCases cases = new MartCases(SharedSpark.session(), SharedSpark.specs());

    @TestFactory
    Stream<DynamicTest> everyShippedCaseComesOutAsItSays() {
        return SharedSpark.specs().marts().values().stream()
                .flatMap(mart -> mart.cases().stream()
                        .map(each -> DynamicTest.dynamicTest(mart.table() + ": " + each.name(), () -> {
                            Outcome outcome = only(mart, each);
                            assertThat(outcome.missing()).as("missing").isEmpty();
                            assertThat(outcome.unexpected()).as("unexpected").isEmpty();
                        })));
    }

    @Test
    void aWrongExpectationIsToldAsAMissingAndAnUnexpectedRow() {
        MartSpec mart = prevalence();
        MartSpec.Case right = mart.cases().get(0);
        List<Map<String, @Nullable Object>> expected = right.expect().stream()
                .map(row -> {
                    Map<String, @Nullable Object> altered = new LinkedHashMap<>(row);
                    altered.replace("count_person", "77");
                    return altered;
                })
                .toList();
        Outcome outcome = only(mart, new MartSpec.Case("wrong", right.asOf(), right.given(), expected));
        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.missing()).hasSameSizeAs(expected).allMatch(row -> row.contains("77"));
        assertThat(outcome.unexpected()).hasSameSizeAs(expected).noneMatch(row -> row.contains("77"));
    }

    @Test
    void anExpectationOfNothingFailsWhereRowsComeOut() {
        MartSpec mart = prevalence();
        MartSpec.Case right = mart.cases().get(0);
        Outcome outcome = only(mart, new MartSpec.Case("none", right.asOf(), right.given(), List.of()));
        assertThat(outcome.missing()).isEmpty();
        assertThat(outcome.unexpected()).hasSameSizeAs(right.expect());
    }

    private Outcome only(MartSpec mart, MartSpec.Case each) {
        MartSpec one = new MartSpec(mart.table(), mart.inputs(), mart.usesAsOf(), mart.sql(), List.of(each));
        return cases.run(one).get(0);
    }

    private static MartSpec prevalence() {
        return java.util.Objects.requireNonNull(
                SharedSpark.specs().marts().get(TableName.of("mart.chronic_prevalence")));
    }
}
