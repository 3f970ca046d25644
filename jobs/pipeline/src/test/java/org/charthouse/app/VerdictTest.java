package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.app.Verdict.Finding;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.spec.ReportSpec.SectionSpec;
import org.junit.jupiter.api.Test;

/** What can be relied on, by the command and by the report. */
class VerdictTest {

    private static final String[] CASES = {
        "safe,fatal,passed",
        "safe,convention,passed with violations",
        "safe,convention,not applicable",
        "caution,convention,failed",
        "caution,fatal,passed",
        "described,characterisation,failed",
        "wrong,fatal,failed",
        "wrong,convention,failed",
        "broken,convention,error",
        "broken,convention,passed",
        "unseen,fatal,not applicable",
        "unseen,convention,not applicable"
    };

    private static final List<String> EXPECTED = List.of(
            "broken: not safe",
            "caution: with caution",
            "described: with caution",
            "safe: safe",
            "unseen: unknown",
            "wrong: not safe");

    @Test
    void theGravestFindingDecides() {
        List<Finding> findings = new ArrayList<>();
        for (String each : CASES) {
            String[] parts = each.split(",", -1);
            findings.add(new Finding(each, parts[1], parts[2], Set.of(parts[0])));
        }
        assertThat(Verdict.of(Set.of(), findings)).map(VerdictTest::told).isEqualTo(EXPECTED);
    }

    @Test
    void theReportSaysTheSame() {
        SectionSpec section = Objects.requireNonNull(
                        SharedSpark.specs().reports().get("overview"))
                .sections()
                .stream()
                .filter(each -> each.title().equals("What can be relied on"))
                .findFirst()
                .orElseThrow();
        List<String> told = new DeclaredSql(SharedSpark.session())
                        .with(
                                "dq.result",
                                SharedSpark.rows("name string, severity string, state string", CASES)
                                        .selectExpr("array(name) AS endangers", "severity", "state"))
                        .query(section.query())
                        .collectAsList()
                        .stream()
                        .map((Row row) -> row.getString(0) + ": " + row.getString(1))
                        .toList();
        assertThat(told).isEqualTo(EXPECTED);
    }

    @Test
    void aTableThatNoRuleEndangersIsUnknownAndRulesThatDecideAreNamed() {
        List<Verdict> verdicts = Verdict.of(
                Set.of("mart.new"),
                List.of(
                        new Finding("core.a.x", "convention", "failed", List.of("mart.old")),
                        new Finding("core.a.y", "fatal", "failed", List.of("mart.old"))));
        assertThat(verdicts).map(VerdictTest::told).containsExactly("mart.new: unknown", "mart.old: not safe");
        assertThat(verdicts.get(1).deciding()).containsExactly("core.a.y (fatal, failed)");
    }

    private static String told(Verdict verdict) {
        return verdict.table() + ": " + verdict.word();
    }
}
