package org.charthouse.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        long run = manifests.nextNumber();
        LocalDate date = before.asOf();
        List<JobOutcome> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(specs.house().threads());
        try {
            for (Stage stage : Stage.values()) {
                List<JobOutcome> outcomes = new ArrayList<>();
                try {
                    stage(graph, stage, new Now(before, run, date), threads, outcomes);
                } finally {
                    if (!outcomes.isEmpty()) {
                        log.append(run, outcomes);
                    }
                }
                all.addAll(outcomes);
                date = stage == Stage.INGEST ? asOf.get() : date;
            }
        } finally {
            threads.shutdownNow();
        }
        boolean changed = all.stream().anyMatch(outcome -> outcome.state() == State.DONE);
        if (changed) {
            manifests.publish(candidate(run, date, all), clock.instant(), "run");
        }
        return new RunReport(run, date, changed, List.copyOf(all));
    }

    private record Now(Manifest before, long run, LocalDate asOf) {}

    /** Runs a stage; outcomes are added as they come, those of a failing stage too, and no job is left at work. */
    private void stage(JobGraph graph, Stage stage, Now now, ExecutorService threads, List<JobOutcome> outcomes) {
        for (List<Job> wave : graph.waves(stage)) {
            Map<Job, Future<JobOutcome>> futures = new LinkedHashMap<>();
            wave.forEach(job -> futures.put(job, threads.submit(() -> one(job, now))));
            RuntimeException failure = null;
            for (Map.Entry<Job, Future<JobOutcome>> future : futures.entrySet()) {
                try {
                    outcomes.add(await(future.getValue()));
                } catch (RuntimeException e) {
                    outcomes.add(failed(future.getKey(), now));
                    failure = failure == null ? e : failure;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Told without the message of the exception, which might quote a row. */
    private JobOutcome failed(Job job, Now now) {
        JobEntry nothing = new JobEntry(
                job.name(), job.stage().word(), "", now.asOf(), now.run(), new TreeMap<>(), new TreeMap<>());
        return new JobOutcome(job, State.FAILED, JobReport.loaded(0), clock.instant(), Duration.ZERO, nothing);
    }

    private JobOutcome one(Job job, Now now) {
        Instant started = clock.instant();
        String definition = Definitions.hash(job.definition());
        SortedMap<TableName, Long> inputs = versions(job.inputs());
        Optional<JobEntry> previous = Optional.ofNullable(now.before().jobs().get(job.name()));
        Optional<JobEntry> unchanged = previous.filter(entry -> isUnchanged(job, entry, definition, inputs, now));
        if (!job.looksOutside() && unchanged.isPresent()) {
            return end(
                    new JobOutcome(job, State.UNCHANGED, JobReport.loaded(0), started, Duration.ZERO, unchanged.get()));
        }
        listener.started(job);
        JobReport report =
                job.run(new JobContext(specs, lake, home, now.run(), now.asOf(), inputs, previous, definition));
        SortedMap<TableName, Long> left = new TreeMap<>(inputs);
        SortedMap<TableName, Long> outputs = versions(job.outputs());
        outputs.forEach((table, version) -> left.replace(table, version)); // a job that reads what it wrote
        Duration took = Duration.between(started, clock.instant());
        Optional<JobEntry> idle = previous.filter(entry -> isUnchanged(job, entry, definition, left, now));
        JobEntry entry = idle.orElseGet(
                () -> new JobEntry(job.name(), job.stage().word(), definition, now.asOf(), now.run(), left, outputs));
        State state = job.looksOutside() && idle.isPresent() ? State.UNCHANGED : State.DONE;
        return end(new JobOutcome(job, state, report, started, took, entry));
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
