package org.charthouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.charthouse.SharedSpark;
import org.charthouse.lake.Lake;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three jobs: {@code core.b} reads {@code core.a}; {@code core.dated} reads nothing but the date. */
class RunnerTest {

    private static final LocalDate JANUARY = LocalDate.parse("2026-01-31");
    private static final LocalDate FEBRUARY = LocalDate.parse("2026-02-28");
    private static final TableName A = TableName.of("core.a");

    private static final TinyJob MAKES_A = TinyJob.named("core.a");
    private static final TinyJob MAKES_B =
            TinyJob.named("core.b").reads("core.a").making(context -> context.read(A));
    private static final TinyJob MAKES_DATED = TinyJob.named("core.dated").usingAsOf();

    @TempDir
    private Path home = Path.of("");

    @Test
    void onlyWhatHasChangedIsWorkedAgain() {
        assertThat(run(JANUARY, MAKES_A, MAKES_B, MAKES_DATED)).isEqualTo("core.a core.b core.dated");
        assertThat(run(JANUARY, MAKES_A, MAKES_B, MAKES_DATED)).isEmpty();
        assertThat(lake().version(TableName.of("ops.manifest")))
                .as("nothing new is published")
                .isZero();
        assertThat(run(FEBRUARY, MAKES_A, MAKES_B, MAKES_DATED)).isEqualTo("core.dated");
        assertThat(run(FEBRUARY, MAKES_A, MAKES_B.definedBy("2"), MAKES_DATED)).isEqualTo("core.b");
        assertThat(run(FEBRUARY, MAKES_A.definedBy("2"), MAKES_B.definedBy("2"), MAKES_DATED))
                .as("and what reads it")
                .isEqualTo("core.a core.b");
    }

    @Test
    void aFailingJobLeavesTheLastManifestInForceAndTheNextRunGoesOn() {
        run(JANUARY, MAKES_A, MAKES_B);
        var before = manifests().latest();
        TinyJob longer = MAKES_A.definedBy("2")
                .making(context -> context.session().range(2).toDF("n"));
        TinyJob failing = MAKES_B.definedBy("2").making(context -> {
            throw new UnsupportedOperationException("on purpose");
        });
        assertThatThrownBy(() -> run(JANUARY, longer, failing)).hasMessage("on purpose");
        assertThat(manifests().latest()).isEqualTo(before);
        assertThat(lake().read(A, before.tables().getOrDefault(A, Lake.ABSENT)).count())
                .as("what readers of the manifest see")
                .isEqualTo(1);
        assertThat(run(JANUARY, longer, MAKES_B.definedBy("2")))
                .as("core.a was finished before the other failed")
                .isEqualTo("core.b");
        assertThat(lake().read(TableName.of("core.b")).count()).isEqualTo(2);
    }

    @Test
    void aTableThatWasNotDeclaredCannotBeRead() {
        TinyJob sly = TinyJob.named("core.b").making(context -> context.read(A));
        assertThatIllegalStateException()
                .isThrownBy(() -> run(JANUARY, MAKES_A, sly))
                .withMessage("the job reads core.a without declaring it");
    }

    private String run(LocalDate asOf, Job... jobs) {
        JobContext.Home folders = new JobContext.Home(home.resolve("landing"), home.resolve("reports"));
        RunReport report = new Runner(SharedSpark.specs(), lake(), folders, new Silence(), Clock.systemUTC())
                .run(new JobGraph(List.of(jobs)), RunOrder.usual(), () -> asOf);
        return String.join(
                " ",
                report.outcomes().stream()
                        .filter(outcome -> outcome.state() == JobOutcome.State.DONE)
                        .map(outcome -> outcome.job().name())
                        .sorted()
                        .toList());
    }

    private ManifestStore manifests() {
        return new ManifestStore(
                lake(), TableDefinition.of(SharedSpark.specs().contract(TableName.of("ops.manifest"))));
    }

    private Lake lake() {
        return new Lake(SharedSpark.session(), home.resolve("lake"));
    }

    private static final class Silence implements RunListener {
        @Override
        public void started(Job job) {}

        @Override
        public void ended(JobOutcome outcome) {}
    }
}
