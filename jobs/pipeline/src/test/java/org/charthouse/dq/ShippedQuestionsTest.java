package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Rules that are about more than one row: the shipped ones by their examples, and one that cannot be computed. */
class ShippedQuestionsTest {

    private static final String VOLUME = """
            table: core.encounter
            on: start_on
            rules:
              - rule: monthly
                kind: volume
                with: {on: %s}
                severity: convention
                source: a test
                why: a test
                passes: [{}]
                fails: [{}]
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @TestFactory
    Stream<DynamicTest> everyShippedQuestionIsAnsweredAsItsExamplesSay() {
        QuestionCases cases = new QuestionCases(SharedSpark.session(), SharedSpark.specs());
        return SharedSpark.specs().rules().values().stream()
                .flatMap(sheet -> cases.run(sheet).stream())
                .map(outcome -> DynamicTest.dynamicTest(
                        outcome.table() + " " + outcome.rule() + " " + outcome.expected() + " " + outcome.number(),
                        () -> assertThat(outcome.got()).isEqualTo(outcome.expected())));
    }

    @Test
    void aSourceThatSendsLessIsListedByItsMonth() {
        assertThat(judged("start_on")).isEqualTo("3, 1, 0");
        assertThat(judged("start_on, share: 100")).isEqualTo("3, 0, 0");
    }

    /** What is no date stops its own question. */
    @Test
    void aQuestionThatCannotBeComputedIsInErrorAlone() {
        List<Row> found = found(
                "CAST(encounter_id AS DATE)",
                "source_system STRING, encounter_id STRING, start_on DATE",
                "a,never,2025-12-01");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).getLong(7)).isEqualTo(1);
        assertThat(found.get(0).getString(8)).isNotBlank();
    }

    /** {@code checked, violating, in error} over three sources, of which the last fell silent in December. */
    private String judged(String more) {
        StringBuilder lines = new StringBuilder();
        for (String source : List.of("a", "b", "c")) {
            for (int month = 5; month <= (source.equals("c") ? 11 : 12); month++) {
                lines.append(String.format("%s,%s%d,2025-%02d-15%n", source, source, month, month));
            }
        }
        List<Row> found = found(
                more,
                "source_system STRING, encounter_id STRING, start_on DATE",
                lines.toString().lines().toArray(String[]::new));
        List<Row> counts = found.stream().filter(row -> row.isNullAt(9)).toList();
        long broken = counts.stream().mapToLong(row -> row.getLong(6)).sum();
        assertThat(found.stream()
                        .filter(row -> !row.isNullAt(9))
                        .map(row -> row.getString(2) + " " + row.getString(9))
                        .toList())
                .isEqualTo(broken == 0 ? List.of() : List.of("c 2025-12"));
        return counts.stream().mapToLong(row -> row.getLong(5)).sum() + ", " + broken + ", "
                + counts.stream().mapToLong(row -> row.getLong(7)).sum();
    }

    private List<Row> found(String more, String ddl, String... lines) {
        RuleHouse house = new RuleHouse(folder.resolve("house" + more.length()), VOLUME.formatted(more))
                .with("core.encounter", ddl, lines);
        RulePlan plan = house.plan("core.encounter");
        Map<TableName, Dataset<Row>> tables = Map.of(TableName.of("core.encounter"), house.table("core.encounter"));
        return new QuestionScan(tables, LocalDate.of(2026, 1, 31))
                .of(plan).stream()
                        .flatMap(found -> found.collectAsList().stream())
                        .toList();
    }
}
