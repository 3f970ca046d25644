package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.spec.GateSpec;
import org.junit.jupiter.api.Test;

/** What the shipped rule makes of a ledger; the lines are feed, kind, delivery, rows. */
class FeedVolumeTest {

    @Test
    void eachKindIsJudgedByItselfWhereFilesAreOfOneKind() {
        assertThat(measured(
                        "a,Patient,2026-01-01,100",
                        "a,Goal,2026-01-01,10",
                        "a,Patient,2026-01-02,100",
                        "a,Goal,2026-01-02,10",
                        "a,Patient,2026-01-03,90"))
                .containsExactly("a Goal 0", "a Patient 90");
    }

    @Test
    void aFeedThatChangesBetweenDocumentsAndFilesByKindIsJudgedAsAWhole() {
        String[] months = {
            "a,Patient,2026-01-01,100", "a,Goal,2026-01-01,20",
            "a,Patient,2026-01-02,100", "a,Goal,2026-01-02,20",
            "a,json,2026-01-03,120"
        };
        assertThat(measured(months)).as("to documents").containsExactly("a all kinds 100");
        assertThat(measured(
                        "a,json,2026-01-01,120", "a,json,2026-01-02,120",
                        "a,Patient,2026-01-03,6", "a,Goal,2026-01-03,6"))
                .as("and from them, where most is missing")
                .containsExactly("a all kinds 10");
        String[] back = Arrays.copyOf(months, 7);
        back[5] = "a,Patient,2026-01-04,50";
        back[6] = "a,Goal,2026-01-04,20";
        assertThat(measured(back))
                .as("and back again, by kinds too")
                .containsExactly("a Goal 100", "a Patient 50", "a all kinds 58");
    }

    @Test
    void documentsBesideOtherFilesCountWithThem() {
        assertThat(measured(
                        "a,json,2026-01-01,50",
                        "a,Patient,2026-01-01,50",
                        "a,json,2026-01-02,100",
                        "a,Patient,2026-01-03,90",
                        "a,json,2026-01-03,10"))
                .containsExactly("a all kinds 100");
    }

    private static List<String> measured(String... files) {
        GateSpec rule = SharedSpark.specs().gate().values().stream()
                .filter(each -> each.rule().equals("feed_volume"))
                .findFirst()
                .orElseThrow();
        String[] loaded = Arrays.stream(files).map(file -> file + ",loaded").toArray(String[]::new);
        return new DeclaredSql(SharedSpark.session())
                        .with(
                                "ops.file",
                                SharedSpark.rows(
                                        "feed string, kind string, delivery_on date, rows_read bigint, state string",
                                        loaded))
                        .query(Objects.requireNonNull(rule).query())
                        .selectExpr("subject || ' ' || cast(measured AS int)")
                        .collectAsList()
                        .stream()
                        .map((Row row) -> row.getString(0))
                        .sorted()
                        .toList();
    }
}
