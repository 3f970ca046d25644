package org.charthouse.lake.upkeep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.charthouse.lake.AccessLog;
import org.charthouse.lake.Failpoints;
import org.charthouse.lake.Finished;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.PublishedManifest;
import org.charthouse.lake.TableVersions;
import org.charthouse.spec.TableName;
import org.charthouse.spec.UpkeepSpec;

/**
 * Keeps a lake small: compacts tables, publishes the state that names their new versions, forgets old states and old
 * rows of the run log, and sweeps what nothing needs any more. Ended anywhere and done again, it comes to the same end.
 */
public final class Maintenance {

    private static final String OPS = "ops";

    /** A reader may go through so many commits one by one before a checkpoint saves it work. */
    private static final int MOST_COMMITS = 5;

    private final Lake lake;
    private final ManifestStore manifests;
    private final UpkeepSpec spec;
    private final Predicate<TableName> isKnown;
    private final AccessLog access;
    private final Retention retention;

    /**
     * Maintenance of a lake.
     *
     * @param isKnown whether the configuration knows a table
     * @param access the one table that others may add to meanwhile
     */
    public Maintenance(
            Lake lake, ManifestStore manifests, UpkeepSpec spec, Predicate<TableName> isKnown, AccessLog access) {
        this.lake = lake;
        this.manifests = manifests;
        this.spec = spec;
        this.isKnown = isKnown;
        this.access = access;
        this.retention = new Retention(lake, spec);
    }

    /**
     * What was done to one table, or would be.
     *
     * @param filesBefore files of its newest version
     * @param filesAfter files of its newest version afterwards; before the work is done, the same
     * @param compacted whether it was compacted
     * @param versions how many versions are kept
     * @param deleted files that were deleted
     * @param bytes what that freed
     */
    public record TableUpkeep(
            TableName table,
            int filesBefore,
            int filesAfter,
            boolean compacted,
            int versions,
            long deleted,
            long bytes) {}

    /**
     * What was done, or would be.
     *
     * @param tables one per table, in order of name
     * @param published number of the manifest that names the compacted tables
     * @param manifests states forgotten
     * @param runRows rows of the run log forgotten
     * @param unsettled tables that an interrupted run left newer than the state in force: nothing is compacted then
     * @param strangers folders that neither the configuration nor a kept manifest knows: they are left alone
     * @param unreadable tables of which nothing was deleted, because a version that is kept cannot be read
     */
    public record Report(
            List<TableUpkeep> tables,
            OptionalLong published,
            int manifests,
            long runRows,
            List<TableName> unsettled,
            List<TableName> strangers,
            List<TableName> unreadable) {}

    /** What would be done now. Files that compacting would make needless are not foreseen. */
    public Report preview(Instant now) {
        List<PublishedManifest> history = manifests.history();
        List<PublishedManifest> old = retention.tooOld(history, now);
        State state = state(history);
        Needed needed = needed(Retention.without(history, old));
        List<TableUpkeep> tables = new ArrayList<>();
        List<TableName> unreadable = new ArrayList<>();
        state.tables().keySet().forEach(table -> {
            Optional<Sweep.Rubbish> rubbish = sweep(table, needed).find();
            if (rubbish.isEmpty()) {
                unreadable.add(table);
            }
            tables.add(upkeep(table, state, needed, rubbish.orElse(Sweep.Rubbish.NONE)));
        });
        return new Report(
                tables,
                OptionalLong.empty(),
                old.size(),
                retention.oldRunRows(now),
                state.unsettled(),
                strangers(Retention.without(history, old)),
                List.copyOf(unreadable));
    }

    /** Does it. What is rubbish already is deleted before anything is written, because the disk may be full. */
    public Report carryOut(Instant now) {
        State state = state(manifests.history());
        SortedMap<TableName, Sweep.Rubbish> swept = new TreeMap<>();
        List<TableName> unreadable = sweep(state, needed(manifests.history()), swept);
        Compaction compaction = new Compaction(lake, spec);
        state.due().forEach(table -> alone(table, () -> compaction.run(table)));
        OptionalLong published = state.unsettled().isEmpty() ? publish(now) : OptionalLong.empty();

        List<PublishedManifest> history = manifests.history();
        List<PublishedManifest> old = retention.tooOld(history, now);
        retention.forget(ManifestStore.TABLE, old);
        long runRows = retention.oldRunRows(now);
        if (runRows > 0) {
            retention.forgetRuns(now);
        }
        List<PublishedManifest> kept = Retention.without(history, old);
        Needed needed = needed(kept);
        if (!state.due().isEmpty() || published.isPresent() || !old.isEmpty() || runRows > 0) {
            unreadable = sweep(state, needed, swept);
        }
        List<TableUpkeep> tables = new ArrayList<>();
        swept.forEach((table, rubbish) -> {
            alone(table, () -> checkpoint(table));
            tables.add(upkeep(table, state, needed, rubbish));
        });
        return new Report(tables, published, old.size(), runRows, state.unsettled(), strangers(kept), unreadable);
    }

    /**
     * Sweeps all known tables.
     *
     * @param swept what was deleted, to which more is added
     * @return tables that are left alone, because a version that is kept cannot be read
     */
    private List<TableName> sweep(State state, Needed needed, Map<TableName, Sweep.Rubbish> swept) {
        List<TableName> unreadable = new ArrayList<>();
        state.tables()
                .keySet()
                .forEach(table -> alone(table, () -> {
                    Sweep sweep = sweep(table, needed);
                    Optional<Sweep.Rubbish> rubbish = sweep.find();
                    if (rubbish.isEmpty()) {
                        unreadable.add(table);
                    }
                    sweep.delete(rubbish.orElse(Sweep.Rubbish.NONE));
                    swept.merge(table, rubbish.orElse(Sweep.Rubbish.NONE), Sweep.Rubbish::and);
                }));
        return List.copyOf(unreadable);
    }

    /** Known tables with the number of files of their newest version; which are unsettled, and which are due. */
    private record State(SortedMap<TableName, Integer> tables, List<TableName> unsettled, List<TableName> due) {}

    private State state(List<PublishedManifest> history) {
        SortedMap<TableName, Long> inForce = manifests.latest().tables();
        SortedMap<TableName, Integer> tables = new TreeMap<>();
        List<TableName> unsettled = new ArrayList<>();
        List<TableName> small = new ArrayList<>();
        for (TableName table : known(history)) {
            boolean exists = lake.exists(table);
            TableVersions versions = exists ? new TableVersions(lake, table) : null;
            tables.put(table, versions == null ? 0 : versions.files().size());
            long then = inForce.getOrDefault(table, Lake.ABSENT);
            if (versions != null && inForce.containsKey(table) && !isSettled(versions, then)) {
                unsettled.add(table);
            } else if (versions != null && new Compaction(lake, spec).isDue(versions)) {
                small.add(table);
            }
        }
        small.removeIf(table -> !isOps(table, inForce) && !(inForce.containsKey(table) && unsettled.isEmpty()));
        return new State(tables, List.copyOf(unsettled), List.copyOf(small));
    }

    private static boolean isSettled(TableVersions versions, long then) {
        return versions.latest() == then || (then != Lake.ABSENT && versions.onlyRewrittenSince(then));
    }

    /** Tables of the engine room that are no part of a state: their newest version is what counts. */
    private static boolean isOps(TableName table, Map<TableName, Long> inForce) {
        return table.zone().equals(OPS) && !inForce.containsKey(table);
    }

    /** Names what was compacted, now or by an earlier maintenance that was interrupted. */
    private OptionalLong publish(Instant now) {
        Manifest inForce = manifests.latest();
        Map<TableName, Long> moved = new TreeMap<>();
        inForce.tables().forEach((table, version) -> {
            long newest = lake.version(table);
            if (newest != version) {
                moved.put(table, newest);
            }
        });
        if (moved.isEmpty()) {
            return OptionalLong.empty();
        }
        Manifest next = inForce.moved(manifests.nextNumber(), moved);
        manifests.publish(next, now, "maintain");
        return OptionalLong.of(next.run());
    }

    /** The access log has a lock of its own: a file that is being added to it must not be taken for rubbish. */
    private void alone(TableName table, Runnable work) {
        if (table.equals(AccessLog.TABLE)) {
            access.hold(work);
        } else {
            work.run();
        }
    }

    private void checkpoint(TableName table) {
        if (lake.exists(table)) {
            TableVersions versions = new TableVersions(lake, table);
            if (versions.commitsSinceCheckpoint() > MOST_COMMITS) {
                Failpoints.around(table + " checkpoint", versions::checkpoint);
            }
        }
    }

    private TableUpkeep upkeep(TableName table, State state, Needed needed, Sweep.Rubbish rubbish) {
        int after = lake.exists(table) ? new TableVersions(lake, table).files().size() : 0;
        return new TableUpkeep(
                table,
                state.tables().getOrDefault(table, 0),
                after,
                state.due().contains(table),
                versions(needed, table).size(),
                rubbish.files().size(),
                rubbish.bytes());
    }

    private Sweep sweep(TableName table, Needed needed) {
        return new Sweep(lake, table, versions(needed, table));
    }

    /** States that are kept, and what runs after the state in force have finished: the next run goes on from there. */
    private record Needed(List<PublishedManifest> kept, Manifest finished) {}

    private Needed needed(List<PublishedManifest> kept) {
        return new Needed(kept, Finished.of(lake, manifests.latest()).state());
    }

    /** The versions of a table that are kept: the newest, those that states name, and those that a job last read. */
    private SortedSet<Long> versions(Needed needed, TableName table) {
        SortedSet<Long> versions = new TreeSet<>(Set.of(lake.version(table)));
        needed.kept().forEach(each -> versions.add(each.manifest().tables().getOrDefault(table, Lake.ABSENT)));
        needed.finished().jobs().values().forEach(entry -> {
            versions.add(entry.inputs().getOrDefault(table, Lake.ABSENT));
            versions.add(entry.outputs().getOrDefault(table, Lake.ABSENT));
        });
        versions.remove(Lake.ABSENT);
        return versions;
    }

    private SortedSet<TableName> known(List<PublishedManifest> history) {
        SortedSet<TableName> known = LakeTables.folders(lake);
        known.removeAll(strangers(history));
        return known;
    }

    private List<TableName> strangers(List<PublishedManifest> kept) {
        return LakeTables.folders(lake).stream()
                .filter(table -> !isKnown.test(table))
                .filter(table ->
                        kept.stream().noneMatch(each -> each.manifest().tables().containsKey(table)))
                .toList();
    }
}
