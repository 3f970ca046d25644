package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules found is kept from run to run, and may be what they are judged by. */
class RuleHistoryTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private WorkHouse work = new WorkHouse(Path.of("replaced before each test"));

    @BeforeEach
    void makeAHouse() {
        work = new WorkHouse(folder);
        work.encounters("a,1,open", "a,2,finished", "b,3,open");
    }

    @Test
    void historyStaysWhileARuleMeansTheSame() {
        String finished = WorkHouse.rule("finished", "convention", "column: status, values: [finished]");
        work.rules(finished + WorkHouse.rule("classed", "convention", "column: class_code, values: [AMB]"));
        work.run(DAY);
        work.run(DAY.plusDays(1));
        work.run(DAY.plusDays(1));
        work.rules(finished.replace("why: a test", "why: another reason")
                + WorkHouse.rule("classed", "convention", "column: class_code, values: [IMP]"));
        work.run(DAY.plusDays(2));
        List<String> histories = work
                .lake()
                .read(WorkHouse.RESULT)
                .filter("rule IN ('finished', 'classed')")
                .selectExpr(
                        "rule || ' ' || array_join(transform(history, point -> point.as_of || ' ' || point.state), ', ')")
                .collectAsList()
                .stream()
                .map((Row row) -> row.getString(0))
                .sorted()
                .toList();
        assertThat(histories)
                .containsExactly(
                        "classed 2026-01-03 not applicable",
                        "finished 2026-01-01 failed, 2026-01-02 failed, 2026-01-03 failed");
    }

    @Test
    void aRuleThatJudgesByHistoryFailsByWhatIsUnusual() {
        work.rules(WorkHouse.rule("finished", "convention", "column: status, values: [finished]")
                .replace("threshold: 0", "threshold: 50, threshold-from: history"));
        for (int day = 0; day < 5; day++) {
            work.encounters("a,1,finished", "a,2,finished", "b,3,finished", "b,4,open");
            work.run(DAY.plusDays(day));
        }
        assertThat(work.result("threshold_from", "state")).isEqualTo("rule passed with violations");
        work.encounters("a,1,finished", "a,2,open", "b,3,finished", "b,4,open");
        work.run(DAY.plusDays(5));
        assertThat(work.result("threshold_from", "threshold_percent", "state"))
                .as("25 % and one row of four")
                .isEqualTo("history 50.0 passed with violations");
        work.encounters("a,1,open", "a,2,open", "b,3,finished", "b,4,open");
        work.run(DAY.plusDays(6));
        assertThat(work.result("threshold_from", "state")).isEqualTo("history failed");
    }
}
