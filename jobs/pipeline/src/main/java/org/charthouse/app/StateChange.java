package org.charthouse.app;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.WriterLock;
import org.charthouse.spec.TableName;

/**
 * A change of tables by a command, outside a run: by the only writer, on tables that are as the manifest in force says, and
 * followed by a manifest that says what they are now.
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
     * @param because name of the command, for {@code ops.manifest}
     * @param tables the tables that it may change
     * @param change makes at most one commit per table
     * @throws UserError if an interrupted run left one of the tables newer than the manifest, or the lake is locked
     */
    public void make(String because, Collection<TableName> tables, Runnable change) {
        try (WriterLock lock = WriterLock.take(house.lakePath())) {
            lock.sweep(house.scratch());
            Manifest before = house.manifest(lake);
            tables.forEach(table -> refuseIfNewer(table, before));
            change.run();
            Map<TableName, Long> moved = moved(before, tables);
            if (!moved.isEmpty()) {
                ManifestStore store = new ManifestStore(lake, house.definition(ManifestStore.TABLE));
                store.publish(before.moved(store.nextNumber(), moved), Instant.now(), because);
            }
        }
    }

    private void refuseIfNewer(TableName table, Manifest manifest) {
        Long published = manifest.tables().get(table);
        if (published != null && published != lake.version(table)) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "A run was interrupted",
                            Place.of(lake.path(table).toString()),
                            table + " holds rows that no manifest has published",
                            "let 'charthouse run' finish first"));
        }
    }

    /** Other tables may hold what an interrupted run left, and stay as they are published. */
    private Map<TableName, Long> moved(Manifest before, Collection<TableName> tables) {
        Map<TableName, Long> moved = new TreeMap<>();
        before.tables().forEach((table, version) -> {
            long now = tables.contains(table) ? lake.version(table) : version;
            if (now != version) {
                moved.put(table, now);
            }
        });
        return moved;
    }
}
