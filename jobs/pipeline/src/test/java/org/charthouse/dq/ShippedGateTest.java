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

/** What shipped rules make of a few rows. */
class ShippedGateTest {

    @Test
    void eachKindIsJudgedByItselfWhereFilesAreOfOneKind() {
        assertThat(volumes(
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
        assertThat(volumes(months)).as("to documents").containsExactly("a all kinds 100");
        assertThat(volumes(
                        "a,json,2026-01-01,120", "a,json,2026-01-02,120",
                        "a,Patient,2026-01-03,6", "a,Goal,2026-01-03,6"))
                .as("and from them, where most is missing")
                .containsExactly("a all kinds 10");
        String[] back = Arrays.copyOf(months, 7);
        back[5] = "a,Patient,2026-01-04,50";
        back[6] = "a,Goal,2026-01-04,20";
        assertThat(volumes(back))
                .as("and back again, by kinds too")
                .containsExactly("a Goal 100", "a Patient 50", "a all kinds 58");
    }

    @Test
    void documentsBesideOtherFilesCountWithThem() {
        assertThat(volumes(
                        "a,json,2026-01-01,50",
                        "a,Patient,2026-01-01,50",
                        "a,json,2026-01-02,100",
                        "a,Patient,2026-01-03,90",
                        "a,json,2026-01-03,10"))
                .containsExactly("a all kinds 100");
    }

    @Test
    void aFatalRuleThatFailsOrCannotBeComputedKeepsTheStateBefore() {
        assertThat(measured(
                        "fatal_rules",
                        "dq.result",
                        "table_name string, rule string, severity string, state string",
                        "core.patient,a,fatal,failed",
                        "core.patient,b,fatal,error",
                        "core.patient,c,fatal,passed with violations",
                        "core.patient,d,convention,failed"))
                .containsExactly("core.patient.a 1", "core.patient.b 1", "core.patient.c 0");
        assertThat(Objects.requireNonNull(SharedSpark.specs().gate().get("fatal_rules"))
                        .isFatal())
                .isTrue();
    }

    @Test
    void rowsWhosePatientNobodyKnowsAreToldByTable() {
        assertThat(measured(
                        "rows_without_patient",
                        "dq.result",
                        "table_name string, kind string, column_name string, rows_violating bigint, rows_accepted bigint",
                        "core.observation,required,patient_id,5,2",
                        "core.observation,required,status,4,0",
                        "core.observation,reference,patient_id,5,0",
                        "core.goal,required,patient_id,0,0"))
                .containsExactly("core.goal 0", "core.observation 3");
    }

    /** The lines are feed, kind, delivery, rows. */
    private static List<String> volumes(String... files) {
        return measured(
                "feed_volume",
                "ops.file",
                "feed string, kind string, delivery_on date, rows_read bigint, state string",
                Arrays.stream(files).map(file -> file + ",loaded").toArray(String[]::new));
    }

    private static List<String> measured(String rule, String table, String ddl, String... lines) {
        GateSpec shipped = Objects.requireNonNull(SharedSpark.specs().gate().get(rule));
        return new DeclaredSql(SharedSpark.session())
                        .with(table, SharedSpark.rows(ddl, lines))
                        .query(shipped.query())
                        .selectExpr("subject || ' ' || cast(measured AS int)")
                        .collectAsList()
                        .stream()
                        .map((Row row) -> row.getString(0))
                        .sorted()
                        .toList();
    }
}
