package org.charthouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.charthouse.SharedSpark;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.AccessLog;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.upkeep.Maintenance;
import org.charthouse.spec.TableName;
import org.charthouse.spec.UpkeepSpec;
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
    void whatWasNotPublishedIsGoneOnWithUnlessARunStartsOver() {
        run(JANUARY, MAKES_A, MAKES_B);
        TinyJob longer = MAKES_A.definedBy("2")
                .making(context -> context.session().range(2).toDF("n"));
        TinyJob failing = MAKES_B.definedBy("2").making(context -> {
            throw new UnsupportedOperationException("on purpose");
        });
        TinyJob other = MAKES_DATED.definedBy("2");
        assertThatThrownBy(() -> run(JANUARY, longer, failing)).hasMessage("on purpose");
        runner().run(
                        new JobGraph(List.of(longer, MAKES_B, other)),
                        new RunOrder(false, Set.of("core.dated"), Optional.empty()),
                        () -> JANUARY);
        JobGraph graph = new JobGraph(List.of(longer, MAKES_B, other));
        assertThat(runner().plan(graph, RunOrder.usual()))
                .extracting(each -> each.job().name())
                .as("core.a stays done, though a run of another job was published since")
                .containsExactly("core.b");
        assertThat(runner().plan(graph, new RunOrder(false, Set.of(), Optional.empty(), true)))
                .extracting(each -> each.job().name() + ": " + each.why())
                .containsExactly("core.a: a run stopped while it worked", "core.b: core.a changed");
    }

    @Test
    void aReaderSeesTheOldStateOrTheNewNeverAMix() throws InterruptedException, ExecutionException {
        runWithRows(1);
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Set<String>> seen = reader.submit(() -> {
                Set<String> states = new TreeSet<>();
                while (!isOver.get()) {
                    Manifest manifest = manifests().latest();
                    states.add(count(manifest, A) + " " + count(manifest, TableName.of("core.b")));
                }
                return states;
            });
            for (int rows = 2; rows <= 6; rows++) {
                runWithRows(rows);
            }
            isOver.set(true);
            assertThat(seen.get()).hasSizeGreaterThan(1).isSubsetOf("1 1", "2 2", "3 3", "4 4", "5 5", "6 6");
        } finally {
            reader.shutdownNow();
        }
    }

    private void runWithRows(int rows) {
        TinyJob made = MAKES_A.definedBy(rows + " rows")
                .making(context -> context.session().range(rows).toDF("n"));
        run(JANUARY, made, MAKES_B);
    }

    private long count(Manifest manifest, TableName table) {
        return lake().read(table, manifest.tables().getOrDefault(table, Lake.ABSENT))
                .count();
    }

    @Test
    void aJobAndWhatReadsItCanBeWorkedAloneFromTheStateInForce() {
        run(JANUARY, MAKES_A, MAKES_B, MAKES_DATED);
        TinyJob changed = MAKES_A.definedBy("2");
        TinyJob alsoChanged = MAKES_DATED.definedBy("2");
        JobGraph graph = new JobGraph(List.of(changed, MAKES_B, alsoChanged));
        RunOrder order = new RunOrder(false, Set.of("core.a"), Optional.empty());
        assertThat(runner().plan(graph, order).stream().map(each -> each.job().name() + ": " + each.why()))
                .containsExactly("core.a: its definition changed", "core.b: core.a may change");
        RunReport report = runner().run(graph, order, () -> JANUARY);
        assertThat(report.outcomes())
                .extracting(outcome -> outcome.job().name())
                .containsExactly("core.a", "core.b");
        assertThat(run(JANUARY, changed, MAKES_B, alsoChanged)).isEqualTo("core.dated");
        assertThatThrownBy(() -> graph.from(Set.of("core.aa")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Unknown job 'core.aa'")
                .hasMessageContaining("core.a");
    }

    @Test
    void aFullRunWorksEverythingAndAnUnfitStateIsNotPublished() {
        run(JANUARY, MAKES_A, MAKES_B);
        RunOrder full = new RunOrder(true, Set.of(), Optional.empty());
        JobGraph graph = new JobGraph(List.of(MAKES_A, MAKES_B));
        assertThat(runner().run(graph, full, () -> JANUARY).outcomes())
                .allSatisfy(outcome -> assertThat(outcome.why()).isEqualTo("a full run was asked for"));
        var before = manifests().latest();
        Problem unfit = new Problem("Unfit", Place.of("conf/gate/x.yaml"), "too few", "ask the source");
        RunReport report = runner().run(
                        new JobGraph(List.of(
                                MAKES_A.definedBy("3"), MAKES_B.finding(unfit).definedBy("3"))),
                        RunOrder.usual(),
                        () -> JANUARY);
        assertThat(report.published()).isFalse();
        assertThat(report.fatal()).containsExactly(unfit);
        assertThat(manifests().latest()).isEqualTo(before);
    }

    @Test
    void whatARunThatWasNotPublishedReadIsStillThereAfterMaintenance() {
        TinyJob follows = MAKES_B.making(context ->
                context.lastRead(A).orElseGet(() -> context.session().range(0).toDF("n")));
        Problem unfit = new Problem("Unfit", Place.of("conf/gate/x.yaml"), "too few", "ask the source");
        run(JANUARY, MAKES_A, follows.finding(unfit));
        TinyJob twoRows = MAKES_A.definedBy("2")
                .making(context -> context.session().range(2).toDF("n"));
        run(JANUARY, twoRows, follows.finding(unfit));
        maintain();
        TinyJob threeRows = MAKES_A.definedBy("3")
                .making(context -> context.session().range(3).toDF("n"));
        assertThat(run(JANUARY, threeRows, follows)).isEqualTo("core.a core.b");
        assertThat(lake().read(TableName.of("core.b")).count())
                .as("rows that core.b read in the unpublished run")
                .isEqualTo(2);
    }

    @Test
    void whereFilesThatAJobReadAreGoneItIsToldThatThereIsNothingToFollow() {
        run(JANUARY, MAKES_A, MAKES_B);
        new TableVersions(lake(), A)
                .files(0)
                .orElseThrow()
                .forEach(file -> file.path().toFile().delete());
        List<Boolean> isThere = new ArrayList<>();
        TinyJob looks = MAKES_B.making(context -> {
            isThere.add(context.lastRead(A).isPresent());
            return context.read(A);
        });
        run(JANUARY, MAKES_A.definedBy("2"), looks);
        assertThat(isThere).containsExactly(false);
    }

    private void maintain() {
        TableDefinition access = TableDefinition.of(SharedSpark.specs().contract(AccessLog.TABLE));
        UpkeepSpec spec = new UpkeepSpec(100, 32, 1, 0, 400);
        new Maintenance(lake(), manifests(), spec, table -> true, new AccessLog(lake(), access))
                .carryOut(Instant.now());
    }

    @Test
    void aTableThatWasNotDeclaredCannotBeRead() {
        TinyJob sly = TinyJob.named("core.b").making(context -> context.read(A));
        assertThatIllegalStateException()
                .isThrownBy(() -> run(JANUARY, MAKES_A, sly))
                .withMessage("the job reads core.a without declaring it");
    }

    private Runner runner() {
        JobContext.Home folders = new JobContext.Home(home.resolve("landing"), home.resolve("reports"));
        return new Runner(SharedSpark.specs(), lake(), folders, RunListener.SILENT, Clock.systemUTC());
    }

    private String run(LocalDate asOf, Job... jobs) {
        RunReport report = runner().run(new JobGraph(List.of(jobs)), RunOrder.usual(), () -> asOf);
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
}
