package org.charthouse.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.lake.Definitions;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableWriter;
import org.charthouse.pipeline.JobOutcome.State;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * One job in one run: whether it must work and why, and its work. Before it works, its tables are put back to what it last
 * finished, so that no job ever meets what an interrupted one left.
 */
final class JobStep {

    private final Specifications specs;
    private final Lake lake;
    private final JobContext.Home home;
    private final Clock clock;

    JobStep(Specifications specs, Lake lake, JobContext.Home home, Clock clock) {
        this.specs = specs;
        this.lake = lake;
        this.home = home;
        this.clock = clock;
    }

    /** Why a job must work; empty where all is as it left it. */
    Optional<String> why(Job job, Now now) {
        Optional<JobEntry> last = now.finished().of(job.name());
        if (last.isEmpty()) {
            return Optional.of("it never ran");
        }
        JobEntry entry = last.get();
        if (now.full() && !job.looksOutside()) {
            return Optional.of("a full run was asked for");
        }
        if (!entry.outputs().equals(now.finished().latest(job.outputs()))) {
            return Optional.of("a run stopped while it worked");
        }
        if (!entry.definition().equals(hash(job))) {
            return Optional.of("its definition changed");
        }
        SortedMap<TableName, Long> inputs = inputs(job, now);
        for (Map.Entry<TableName, Long> input : inputs.entrySet()) {
            if (!input.getValue().equals(entry.inputs().get(input.getKey()))) {
                return Optional.of(input.getKey() + " changed");
            }
        }
        if (!inputs.keySet().equals(entry.inputs().keySet())) {
            return Optional.of("it reads other tables");
        }
        if (job.usesAsOf() && !entry.asOf().equals(now.asOf())) {
            return Optional.of("the date changed from " + entry.asOf() + " to " + now.asOf());
        }
        return job.looksOutside() ? job.awaits(context(job, now)) : Optional.empty();
    }

    /** Works, or finds the job unchanged. */
    JobOutcome work(Job job, Now now, RunListener listener) {
        Instant started = clock.instant();
        Optional<String> why = why(job, now);
        if (why.isEmpty()) {
            JobEntry entry = now.finished().of(job.name()).orElseThrow();
            return new JobOutcome(job, State.UNCHANGED, JobReport.loaded(0), started, Duration.ZERO, entry, "");
        }
        listener.started(job);
        job.outputs()
                .forEach(table ->
                        new TableWriter(lake).restore(table, now.finished().version(job.name(), table)));
        JobContext context = context(job, now);
        JobReport report = job.run(context);
        SortedMap<TableName, Long> outputs = now.finished().latest(job.outputs());
        SortedMap<TableName, Long> inputs = new TreeMap<>(context.pinned());
        outputs.forEach((table, version) -> inputs.replace(table, version)); // a job that reads what it wrote
        JobEntry entry = new JobEntry(
                job.name(), job.stage().word(), context.definition(), now.asOf(), now.run(), inputs, outputs);
        Optional<JobEntry> idle = context.previous().filter(last -> job.looksOutside() && isSame(job, last, entry));
        return new JobOutcome(
                job,
                idle.isPresent() ? State.UNCHANGED : State.DONE,
                report,
                started,
                Duration.between(started, clock.instant()),
                idle.orElse(entry),
                why.get());
    }

    /** What is told of a job that threw: not the message, which might quote a row. */
    JobOutcome failed(Job job, Now now) {
        JobEntry nothing = new JobEntry(
                job.name(), job.stage().word(), "", now.asOf(), now.run(), new TreeMap<>(), new TreeMap<>());
        return new JobOutcome(job, State.FAILED, JobReport.loaded(0), clock.instant(), Duration.ZERO, nothing, "");
    }

    private static boolean isSame(Job job, JobEntry last, JobEntry entry) {
        return last.definition().equals(entry.definition())
                && last.inputs().equals(entry.inputs())
                && last.outputs().equals(entry.outputs())
                && (!job.usesAsOf() || last.asOf().equals(entry.asOf()));
    }

    private JobContext context(Job job, Now now) {
        return new JobContext(
                specs,
                lake,
                home,
                now.run(),
                now.asOf(),
                inputs(job, now),
                now.finished().of(job.name()),
                hash(job),
                now.full());
    }

    private SortedMap<TableName, Long> inputs(Job job, Now now) {
        SortedMap<TableName, Long> versions = new TreeMap<>();
        for (TableName input : job.inputs()) {
            boolean own = job.outputs().contains(input);
            boolean isMade = now.made().contains(input);
            versions.put(
                    input,
                    own
                            ? ownVersion(job, input, now)
                            : isMade ? lake.version(input) : now.finished().version(input));
        }
        return versions;
    }

    /** Its own table in the version that it last finished, or what that became by being restored. */
    private long ownVersion(Job job, TableName table, Now now) {
        return now.finished().version(job.name(), table) == Lake.ABSENT ? Lake.ABSENT : lake.version(table);
    }

    private static String hash(Job job) {
        return Definitions.hash(job.definition());
    }
}
