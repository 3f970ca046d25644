package org.charthouse.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.spec.TableName;

/**
 * What each job last finished: in the manifest in force or, where a later run did not get as far as publishing, in that
 * run. Work of such a run counts only if its tables are still as it left them; so a run goes on where another stopped.
 */
public final class Finished {

    private final Lake lake;
    private final Manifest published;
    private final Manifest state;

    private Finished(Lake lake, Manifest published, SortedMap<String, JobEntry> entries) {
        this.lake = lake;
        this.published = published;
        this.state = new Manifest(published.run(), published.asOf(), entries);
    }

    /** What was published, and nothing later. */
    public static Finished published(Lake lake, Manifest inForce) {
        return new Finished(lake, inForce, new TreeMap<>(inForce.jobs()));
    }

    /** What was published, and what the run log tells of later runs. */
    public static Finished of(Lake lake, Manifest inForce) {
        SortedMap<String, JobEntry> entries = new TreeMap<>(inForce.jobs());
        for (Logged logged : later(lake, lastWhole(lake, inForce))) {
            JobEntry entry = logged.entry();
            JobEntry known = inForce.jobs().get(entry.job());
            boolean isLater = known == null || logged.run() > known.ranIn();
            if (isLater && entry.outputs().equals(latest(lake, entry.outputs().keySet()))) {
                entries.put(entry.job(), entry);
            }
        }
        return new Finished(lake, inForce, entries);
    }

    /** What a run logged. */
    private record Logged(long run, JobEntry entry) {}

    /** The newest manifest that speaks of all jobs; later ones of some jobs leave what other jobs did unpublished. */
    private static long lastWhole(Lake lake, Manifest inForce) {
        if (inForce.jobs().isEmpty()) {
            return inForce.run();
        }
        Dataset<Row> manifests = lake.read(ManifestStore.TABLE);
        if (!List.of(manifests.columns()).contains(ManifestStore.PUBLISHED_FOR)) {
            return inForce.run();
        }
        Row newest = manifests
                .filter(col(ManifestStore.PUBLISHED_FOR)
                        .eqNullSafe(ManifestStore.SOME_JOBS)
                        .equalTo(false))
                .agg(max("run_number"))
                .first();
        return newest.isNullAt(0) ? inForce.run() : newest.getLong(0);
    }

    /** Entries of runs after this one, oldest first. */
    private static List<Logged> later(Lake lake, long run) {
        if (!lake.exists(ManifestStore.RUN)
                || !List.of(lake.read(ManifestStore.RUN).columns()).contains("definition_hash")) {
            return List.of();
        }
        return lake
                .read(ManifestStore.RUN)
                .filter(col("run_number").gt(run).and(col("definition_hash").isNotNull()))
                .orderBy("run_number")
                .collectAsList()
                .stream()
                .map(row -> new Logged(row.<Long>getAs("run_number"), JobEntry.of(row)))
                .toList();
    }

    /** The entries of all jobs, in the form of a manifest: that in force, where nothing came after it. */
    public Manifest state() {
        return state;
    }

    /** Whether all of it is in force. */
    public boolean isPublished() {
        return state.equals(published);
    }

    /** What a job last finished. */
    public Optional<JobEntry> of(String job) {
        return Optional.ofNullable(state.jobs().get(job));
    }

    /** The version in which a job's table was last whole. */
    public long version(String job, TableName output) {
        return of(job).map(entry -> entry.outputs().get(output))
                .or(() -> Optional.ofNullable(published.tables().get(output)))
                .orElse(Lake.ABSENT);
    }

    /** The version of a table in which some job last finished it; the newest where no job makes it. */
    public long version(TableName table) {
        return Optional.ofNullable(state.tables().get(table)).orElseGet(() -> lake.version(table));
    }

    /** The newest versions of tables. */
    public SortedMap<TableName, Long> latest(Iterable<TableName> tables) {
        return latest(lake, tables);
    }

    private static SortedMap<TableName, Long> latest(Lake lake, Iterable<TableName> tables) {
        SortedMap<TableName, Long> versions = new TreeMap<>();
        tables.forEach(table -> versions.put(table, lake.version(table)));
        return versions;
    }
}
