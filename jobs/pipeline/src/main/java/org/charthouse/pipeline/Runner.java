package org.charthouse.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.charthouse.lake.Definitions;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.JobOutcome.State;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * Runs jobs stage by stage; within a stage, those that do not wait for one another run at the same time. A job whose
 * inputs, definition and outputs are what the manifest in force says is not run. A new manifest is published at the end,
 * in one commit, and only if something changed.
 */
public final class Runner {

    private final Specifications specs;
    private final Lake lake;
    private final JobContext.Home home;
    private final RunListener listener;
    private final Clock clock;
    private final ManifestStore manifests;
    private final RunLog log;

    public Runner(Specifications specs, Lake lake, JobContext.Home home, RunListener listener, Clock clock) {
        this.specs = specs;
        this.lake = lake;
        this.home = home;
        this.listener = listener;
        this.clock = clock;
        this.manifests = new ManifestStore(lake, definition("manifest"));
        this.log = new RunLog(lake, definition("run"));
    }

    /**
     * Runs the jobs.
     *
     * @param asOf gives the date of the run; asked once, after the ingest stage
     */
    public RunReport run(JobGraph graph, Supplier<LocalDate> asOf) {
        Manifest before = manifests.latest();
        long run = log.nextRun();
        LocalDate date = before.asOf();
        List<JobOutcome> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(specs.house().threads());
        try {
            for (Stage stage : Stage.values()) {
                List<JobOutcome> outcomes = stage(graph, stage, new Now(before, run, date), threads);
                if (!outcomes.isEmpty()) {
                    log.append(run, outcomes);
                }
                all.addAll(outcomes);
                date = stage == Stage.INGEST ? asOf.get() : date;
            }
        } finally {
            threads.shutdownNow();
        }
        boolean changed = all.stream().anyMatch(outcome -> outcome.state() == State.DONE);
        if (changed) {
            manifests.publish(candidate(run, date, all), clock.instant());
        }
        return new RunReport(run, date, changed, List.copyOf(all));
    }

    private record Now(Manifest before, long run, LocalDate asOf) {}

    private List<JobOutcome> stage(JobGraph graph, Stage stage, Now now, ExecutorService threads) {
        List<JobOutcome> outcomes = new ArrayList<>();
        for (List<Job> wave : graph.waves(stage)) {
            List<Future<JobOutcome>> futures = wave.stream()
                    .map(job -> threads.submit(() -> one(job, now)))
                    .toList();
            futures.forEach(future -> outcomes.add(await(future)));
        }
        return outcomes;
    }

    private JobOutcome one(Job job, Now now) {
        Instant started = clock.instant();
        String definition = Definitions.hash(job.definition());
        SortedMap<TableName, Long> inputs = versions(job.inputs());
        Optional<JobEntry> previous = Optional.ofNullable(now.before().jobs().get(job.name()));
        if (!job.looksOutside()
                && previous.filter(entry -> isUnchanged(job, entry, definition, inputs, now))
                        .isPresent()) {
            return end(
                    new JobOutcome(job, State.UNCHANGED, JobReport.loaded(0), started, Duration.ZERO, previous.get()));
        }
        listener.started(job);
        SortedMap<TableName, Long> outputsBefore = versions(job.outputs());
        JobReport report =
                job.run(new JobContext(specs, lake, home, now.run(), now.asOf(), inputs, previous, definition));
        SortedMap<TableName, Long> outputs = versions(job.outputs());
        Duration took = Duration.between(started, clock.instant());
        boolean idle = job.looksOutside()
                && previous.isPresent()
                && outputs.equals(outputsBefore)
                && outputs.equals(previous.get().outputs());
        JobEntry entry = idle
                ? previous.get()
                : new JobEntry(job.name(), job.stage().word(), definition, now.asOf(), now.run(), inputs, outputs);
        return end(new JobOutcome(job, idle ? State.UNCHANGED : State.DONE, report, started, took, entry));
    }

    private boolean isUnchanged(
            Job job, JobEntry entry, String definition, SortedMap<TableName, Long> inputs, Now now) {
        return entry.definition().equals(definition)
                && entry.inputs().equals(inputs)
                && entry.outputs().equals(versions(job.outputs()))
                && (!job.usesAsOf() || entry.asOf().equals(now.asOf()));
    }

    private JobOutcome end(JobOutcome outcome) {
        listener.ended(outcome);
        return outcome;
    }

    private SortedMap<TableName, Long> versions(Iterable<TableName> tables) {
        SortedMap<TableName, Long> versions = new TreeMap<>();
        tables.forEach(table -> versions.put(table, lake.version(table)));
        return versions;
    }

    private static Manifest candidate(long run, LocalDate asOf, List<JobOutcome> outcomes) {
        SortedMap<String, JobEntry> jobs = new TreeMap<>();
        outcomes.forEach(outcome -> jobs.put(outcome.job().name(), outcome.entry()));
        return new Manifest(run, asOf, jobs);
    }

    private TableDefinition definition(String name) {
        return TableDefinition.of(specs.contract(new TableName("ops", name)));
    }

    private static JobOutcome await(Future<JobOutcome> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a job failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        }
    }
}
