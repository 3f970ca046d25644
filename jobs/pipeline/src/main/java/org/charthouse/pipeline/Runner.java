package org.charthouse.pipeline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.charthouse.error.Problem;
import org.charthouse.lake.Finished;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * Runs jobs stage by stage; within a stage, those that do not wait for one another run at the same time. A job whose
 * inputs, definition and outputs are as it last finished is not run, be that in the manifest in force or in a run that
 * stopped before it published. A new manifest is published at the end, in one commit, if it says anything new and no job
 * found what was made unfit.
 */
public final class Runner {

    private final Specifications specs;
    private final Lake lake;
    private final RunListener listener;
    private final Clock clock;
    private final ManifestStore manifests;
    private final RunLog log;
    private final JobStep step;

    public Runner(Specifications specs, Lake lake, JobContext.Home home, RunListener listener, Clock clock) {
        this.specs = specs;
        this.lake = lake;
        this.listener = listener;
        this.clock = clock;
        this.manifests = new ManifestStore(lake, definition("manifest"));
        this.log = new RunLog(lake, definition("run"));
        this.step = new JobStep(specs, lake, home, clock);
    }

    /**
     * Runs the jobs.
     *
     * @param newest gives the date of the run where the order names none; asked once, after the ingest stage
     */
    public RunReport run(JobGraph all, RunOrder order, Supplier<LocalDate> newest) {
        JobGraph graph = order.only().isEmpty() ? all : all.from(order.only());
        Now now = now(graph, order);
        List<JobOutcome> outcomes = new ArrayList<>();
        List<JobOutcome> unlogged = new ArrayList<>();
        List<Problem> fatal = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(specs.house().threads());
        try {
            for (Stage stage : Stage.values()) {
                if (fatal.isEmpty()) {
                    outcomes.addAll(logged(graph, stage, now, threads, unlogged));
                    outcomes.forEach(outcome -> addNew(fatal, outcome.report().fatal()));
                    now = stage == Stage.INGEST ? now.as(date(order, now, newest)) : now;
                }
            }
        } finally {
            threads.shutdownNow();
        }
        if (!unlogged.isEmpty()) {
            log.append(now.run(), unlogged);
        }
        Manifest candidate = candidate(all, order, now, outcomes);
        boolean isNew = !candidate.jobs().equals(now.before().jobs());
        if (isNew && fatal.isEmpty()) {
            manifests.publish(candidate, clock.instant(), order.only().isEmpty() ? "run" : ManifestStore.SOME_JOBS);
        }
        return new RunReport(now.run(), now.asOf(), isNew && fatal.isEmpty(), List.copyOf(outcomes), fatal);
    }

    /** What a run would work on and why, in order; nothing is written. */
    public List<Planned> plan(JobGraph all, RunOrder order) {
        JobGraph graph = order.only().isEmpty() ? all : all.from(order.only());
        Now now = now(graph, order);
        List<Planned> planned = new ArrayList<>();
        SortedMap<TableName, String> makers = new TreeMap<>();
        for (Job job : graph.inOrder()) {
            Optional<String> above = job.inputs().stream()
                    .filter(input -> makers.containsKey(input) && !job.outputs().contains(input))
                    .sorted()
                    .map(input -> input + " may change")
                    .findFirst();
            step.why(job, now).or(() -> above).ifPresent(why -> {
                planned.add(new Planned(job, why));
                job.outputs().forEach(output -> makers.put(output, job.name()));
            });
        }
        return planned;
    }

    private Now now(JobGraph graph, RunOrder order) {
        Manifest before = manifests.latest();
        return new Now(
                manifests.nextNumber(),
                order.asOf().orElse(before.asOf()),
                order.full(),
                before,
                order.only().isEmpty() && !order.startOver()
                        ? Finished.of(lake, before)
                        : Finished.published(lake, before),
                graph.tables());
    }

    private static LocalDate date(RunOrder order, Now now, Supplier<LocalDate> newest) {
        return order.asOf().orElseGet(() -> order.only().isEmpty() ? newest.get() : now.asOf());
    }

    private static void addNew(List<Problem> all, List<Problem> more) {
        more.stream().filter(each -> !all.contains(each)).forEach(all::add);
    }

    /**
     * Runs a stage and logs what became of its jobs, also if one of them fails. A stage in which nothing was to be done is
     * logged together with the next: each commit costs more than looking at a job.
     */
    private List<JobOutcome> logged(
            JobGraph graph, Stage stage, Now now, ExecutorService threads, List<JobOutcome> unlogged) {
        List<JobOutcome> outcomes = new ArrayList<>();
        try {
            stage(graph, stage, now, threads, outcomes);
        } catch (Exception failure) { // Spark throws checked exceptions that it does not declare
            unlogged.addAll(outcomes);
            try {
                log.append(now.run(), unlogged);
            } catch (Exception another) {
                failure.addSuppressed(another);
            }
            throw failure;
        }
        unlogged.addAll(outcomes);
        if (outcomes.stream().anyMatch(outcome -> outcome.state() != JobOutcome.State.UNCHANGED)) {
            log.append(now.run(), unlogged);
            unlogged.clear();
        }
        return outcomes;
    }

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
                    outcomes.add(step.failed(future.getKey(), now));
                    failure = failure == null ? e : failure;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }

    private JobOutcome one(Job job, Now now) {
        JobOutcome outcome = step.work(job, now, listener);
        listener.ended(outcome);
        return outcome;
    }

    /** What would be in force: the jobs of this run as they are now, the others as they were. */
    private static Manifest candidate(JobGraph all, RunOrder order, Now now, List<JobOutcome> outcomes) {
        SortedMap<String, JobEntry> jobs = new TreeMap<>();
        if (!order.only().isEmpty()) {
            jobs.putAll(now.before().jobs());
            jobs.keySet()
                    .retainAll(new TreeSet<>(all.jobs().stream().map(Job::name).toList()));
        }
        outcomes.forEach(outcome -> jobs.put(outcome.job().name(), outcome.entry()));
        return new Manifest(now.run(), now.asOf(), jobs);
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
