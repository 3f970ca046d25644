package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.charthouse.app.WorkList.Made;
import org.charthouse.error.UserError;
import org.charthouse.lake.Failpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that break a fatal rule, and what persons make of them. */
class WorkListTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 1, 5);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private WorkHouse work = new WorkHouse(Path.of("replaced before each test"));

    @BeforeEach
    void makeAHouseOfOneFatalRule() {
        work = new WorkHouse(folder);
        work.rules(WorkHouse.rule("finished", "fatal", "column: status, values: [finished]"));
        work.encounters("a,1,open", "a,2,finished", "b,3,open");
    }

    @AfterEach
    void workNormally() {
        Failpoints.reset();
    }

    @Test
    void anAcceptedExceptionLetsAFatalRulePassUpToItsDate() {
        assertThat(work.run(DAY).fatal()).hasSize(1);
        assertThat(work.list()).as("though it was not published").containsExactly("1 open", "3 open");
        assertThat(work.decide(accept(), "1")).isEqualTo(new Made(1, true));
        assertThat(work.list()).containsExactly("1 accepted", "3 open");
        assertThat(work.run(DAY).published()).as("one row is left").isFalse();
        assertThat(work.result()).isEqualTo("failed 2 violating 1 accepted 33.3 % null");

        work.decide(accept());
        assertThat(work.run(DAY).published()).isTrue();
        assertThat(work.result()).isEqualTo("passed with violations 2 violating 2 accepted 0.0 % null");
        assertThat(work.run(LAST).published()).as("the last date").isTrue();
        assertThat(work.run(LAST.plusDays(1)).published()).isFalse();
        assertThat(work.result())
                .isEqualTo("failed 2 violating 0 accepted 66.7 % "
                        + "2 rows were accepted until a date that has passed, and count again");
        assertThat(work.list()).containsExactly("1 expired", "3 expired");
    }

    @Test
    void whatIsSaidToBeMendedIsReopenedByALaterRunOrResolved() {
        work.run(DAY);
        assertThat(work.decide(WorkChange.take("Ann"))).isEqualTo(new Made(2, false));
        assertThat(work.jobs(DAY)).as("whom it belongs to changes no rule").doesNotContain("rules");
        assertThat(work.decide(WorkChange.done(Optional.empty()))).isEqualTo(new Made(2, false));
        assertThat(work.list()).containsExactly("1 done Ann", "3 done Ann");
        work.encounters("a,1,finished", "a,2,finished", "b,3,open");
        work.run(DAY.plusDays(1));
        assertThat(work.list()).containsExactly("1 resolved Ann", "3 reopened Ann");
        assertThat(work.decide(WorkChange.take("Ben")))
                .as("not what is resolved")
                .isEqualTo(new Made(1, false));
        assertThat(work.list()).containsExactly("1 resolved Ann", "3 open Ben");
        work.encounters("a,1,finished", "a,2,finished", "b,3,finished");
        assertThat(work.run(DAY.plusDays(2)).published()).isTrue();
        assertThat(work.list()).containsExactly("1 resolved Ann", "3 resolved Ben");
    }

    @Test
    void anAcceptedExceptionThatIsReopenedCountsAgain() {
        work.run(DAY);
        work.decide(accept());
        assertThat(work.run(DAY).published()).isTrue();
        WorkChange reopen = WorkChange.reopen(Optional.empty());
        assertThat(work.decide(reopen, "3")).isEqualTo(new Made(1, true));
        assertThat(work.jobs(DAY)).contains("rules", "gate");
        assertThat(work.result()).startsWith("failed 2 violating 1 accepted");
        assertThat(work.decide(reopen, "3")).isEqualTo(new Made(0, false));
    }

    @Test
    void aDecisionThatIsInterruptedIsTakenBackByTheNextRun() {
        work.run(DAY);
        Failpoints.listen(moment -> {
            if (moment.equals("after dq.work_item append")) {
                throw new IllegalStateException("halted");
            }
        });
        assertThatThrownBy(() -> work.decide(accept())).hasMessage("halted");
        Failpoints.reset();
        assertThatThrownBy(() -> work.decide(accept()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("let 'charthouse run'");
        assertThat(work.run(DAY).published()).isFalse();
        assertThat(work.list()).containsExactly("1 open", "3 open");
        assertThat(work.decide(accept())).isEqualTo(new Made(2, true));
        assertThat(work.run(DAY).published()).isTrue();
    }

    @Test
    void anExceptionCannotEndInThePast() {
        work.run(DAY.plusDays(20));
        assertThatThrownBy(() -> work.decide(accept())).isInstanceOf(UserError.class);
    }

    private static WorkChange accept() {
        return WorkChange.accept(Optional.empty(), "old paper", LAST);
    }
}
