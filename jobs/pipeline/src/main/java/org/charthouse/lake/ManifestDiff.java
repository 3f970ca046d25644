package org.charthouse.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charthouse.spec.TableName;

/**
 * What differs between two manifests.
 *
 * @param tables whose version differs
 * @param jobs whose definition differs, or that only one of the two knows: by name, what became of them
 */
public record ManifestDiff(List<Change> tables, SortedMap<String, String> jobs) {

    /**
     * A table that is not the same.
     *
     * @param before its version in the first manifest, {@link Lake#ABSENT} if it does not name the table
     * @param after its version in the second, likewise
     */
    public record Change(TableName table, long before, long after) {}

    /** Compares. */
    public static ManifestDiff of(Manifest before, Manifest after) {
        return new ManifestDiff(tables(before, after), jobs(before, after));
    }

    private static List<Change> tables(Manifest before, Manifest after) {
        SortedMap<TableName, Long> old = before.tables();
        SortedMap<TableName, Long> now = after.tables();
        SortedSet<TableName> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (TableName table : all) {
            Change change =
                    new Change(table, old.getOrDefault(table, Lake.ABSENT), now.getOrDefault(table, Lake.ABSENT));
            if (change.before() != change.after()) {
                changes.add(change);
            }
        }
        return List.copyOf(changes);
    }

    private static SortedMap<String, String> jobs(Manifest before, Manifest after) {
        SortedSet<String> all = new TreeSet<>(before.jobs().keySet());
        all.addAll(after.jobs().keySet());
        SortedMap<String, String> changed = new TreeMap<>();
        for (String job : all) {
            JobEntry old = before.jobs().get(job);
            JobEntry now = after.jobs().get(job);
            if (old == null) {
                changed.put(job, "new");
            } else if (now == null) {
                changed.put(job, "gone");
            } else if (!Objects.equals(old.definition(), now.definition())) {
                changed.put(job, "other definition");
            }
        }
        return changed;
    }
}
