package org.charthouse.lake.upkeep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.TableWriter;
import org.charthouse.spec.TableName;

/**
 * Puts an earlier published state in force again. History only grows: each table gets a new version that equals the old
 * one, and a new manifest names these. Tables that the earlier state does not know are left where they are and out of
 * the manifest; {@code ops.run}, {@code ops.manifest} and the like are no part of any state and stay as they are.
 */
public final class Rollback {

    private final Lake lake;
    private final ManifestStore manifests;

    public Rollback(Lake lake, ManifestStore manifests) {
        this.lake = lake;
        this.manifests = manifests;
    }

    /** How a table comes to what it was. */
    public enum Way {
        /** It is that already. */
        STAYS,
        /** By a new version that equals the old one. */
        RESTORED,
        /** It did not exist then; it keeps its history, for other manifests may name it, and loses its rows. */
        EMPTIED
    }

    /**
     * What becomes of one table.
     *
     * @param now its newest version
     * @param then its version in the state that is wanted
     */
    public record Step(TableName table, long now, long then, Way way) {}

    /**
     * A rollback that can be carried out.
     *
     * @param target the state that is wanted, as it was published
     * @param steps one per table that exists and that the state names
     * @param leftOut tables that the state in force names and the wanted one does not
     */
    public record Plan(Manifest target, List<Step> steps, List<TableName> leftOut) {

        /** The steps that change a table. */
        public List<Step> changes() {
            return steps.stream().filter(step -> step.way() != Way.STAYS).toList();
        }
    }

    /**
     * Looks whether everything needed is still there. Changes nothing.
     *
     * @param number of a published manifest
     * @throws UserError naming what is missing
     */
    public Plan plan(long number) {
        Manifest target = manifests.published(number);
        List<Step> steps = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        target.tables().forEach((table, then) -> {
            long now = lake.version(table);
            if (now == Lake.ABSENT) {
                if (then != Lake.ABSENT) {
                    problems.add(gone(table, then, number));
                }
                return;
            }
            TableVersions versions = new TableVersions(lake, table);
            if (then != Lake.ABSENT && !versions.isWhole(then)) {
                problems.add(gone(table, then, number));
            } else {
                steps.add(new Step(table, now, then, way(versions, now, then)));
            }
        });
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.INPUT, problems);
        }
        List<TableName> leftOut = new ArrayList<>(manifests.latest().tables().keySet());
        leftOut.removeAll(target.tables().keySet());
        return new Plan(target, List.copyOf(steps), List.copyOf(leftOut));
    }

    /**
     * Carries a plan out.
     *
     * @return the new manifest in force; nothing if the state in force is the wanted one already
     */
    public Optional<Manifest> carryOut(Plan plan, Instant now) {
        TableWriter writer = new TableWriter(lake);
        Map<TableName, Long> moved = new TreeMap<>();
        for (Step step : plan.steps()) {
            switch (step.way()) {
                case STAYS -> {}
                case RESTORED, EMPTIED -> writer.restore(step.table(), step.then());
            }
            moved.put(step.table(), lake.version(step.table()));
        }
        Manifest inForce = manifests.latest();
        Manifest next = plan.target().moved(manifests.nextNumber(), moved);
        if (next.jobs().equals(inForce.jobs()) && next.asOf().equals(inForce.asOf())) {
            return Optional.empty();
        }
        manifests.publish(next, now, "rollback to " + plan.target().run());
        return Optional.of(next);
    }

    private static Way way(TableVersions versions, long now, long then) {
        if (then == Lake.ABSENT) {
            return versions.files().isEmpty() ? Way.STAYS : Way.EMPTIED;
        }
        return now == then || versions.areSame(now, then) ? Way.STAYS : Way.RESTORED;
    }

    private Problem gone(TableName table, long version, long number) {
        return new Problem(
                "Cannot go back to manifest " + number,
                Place.of(lake.path(table).toString()),
                "files of version " + version + " of " + table + " are gone; nothing was changed",
                "choose a newer manifest, or restore a backup of that state");
    }
}
