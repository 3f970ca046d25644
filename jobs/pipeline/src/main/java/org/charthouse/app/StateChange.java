package org.charthouse.app;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.Finished;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.WriterLock;
import org.charthouse.pipeline.RunLog;
import org.charthouse.spec.TableName;

/**
 * A change of tables by a command, outside a run: by the only writer, on tables that are as jobs last finished them, and
 * followed by a manifest that says what they are now. Where a run was not published, as after a failed gate, nothing is
 * published either: the run log says what the tables are now, and the next run goes on from there.
 */
public final class StateChange {

    private final House house;
    private final Lake lake;

    public StateChange(House house, Lake lake) {
        this.house = house;
        this.lake = lake;
    }

    /**
     * Makes a change.
     *
     * @param because name of the command, for {@code ops.manifest} or {@code ops.run}
     * @param tables the tables that it may change
     * @param change makes at most one commit per table; what it looks at first, nobody else changes meanwhile
     * @return what the change gives
     * @throws UserError if an interrupted run left one of the tables half done, or the lake is locked
     */
    public <T> T make(String because, Collection<TableName> tables, Supplier<T> change) {
        return make(because, tables, change, any -> false);
    }

    /**
     * Makes a change of which jobs may have to hear.
     *
     * @param isHeard whether, after such a change, the jobs that read the tables work again at the next run
     * @see #make(String, Collection, Supplier)
     */
    public <T> T make(String because, Collection<TableName> tables, Supplier<T> change, Predicate<T> isHeard) {
        try (WriterLock lock = WriterLock.take(house.lakePath())) {
            lock.sweep(house.scratch());
            Finished before = house.finished(lake);
            tables.forEach(table -> refuseIfNewer(table, before));
            T result = change.get();
            record(because, before, moved(before, tables), isHeard.test(result));
            return result;
        }
    }

    private void refuseIfNewer(TableName table, Finished before) {
        Long finished = before.state().tables().get(table);
        if (finished != null
                && finished != lake.version(table)
                && !new TableVersions(lake, table).onlyRewrittenSince(finished)) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "A run was interrupted",
                            Place.of(lake.path(table).toString()),
                            table + " holds rows that no job has finished",
                            "let 'charthouse run' go on first"));
        }
    }

    /** Other tables may hold what an interrupted run left, and stay as they are known. */
    private Map<TableName, Long> moved(Finished before, Collection<TableName> tables) {
        Map<TableName, Long> moved = new TreeMap<>();
        before.state().tables().forEach((table, version) -> {
            long now = tables.contains(table) ? lake.version(table) : version;
            if (now != version) {
                moved.put(table, now);
            }
        });
        return moved;
    }

    private void record(String because, Finished before, Map<TableName, Long> moved, boolean isHeard) {
        if (moved.isEmpty()) {
            return;
        }
        ManifestStore store = house.manifests(lake);
        Manifest next = isHeard
                ? before.state().changed(store.nextNumber(), moved)
                : before.state().moved(store.nextNumber(), moved);
        if (before.isPublished()) {
            store.publish(next, Instant.now(), because);
            return;
        }
        List<JobEntry> entries = next.jobs().values().stream()
                .filter(entry -> !before.of(entry.job()).equals(Optional.of(entry)))
                .toList();
        new RunLog(lake, house.definition(ManifestStore.RUN)).note(next.run(), entries, because, Instant.now());
    }
}
