package org.charthouse.lake;

import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.spec.TableName;

/** The Delta table {@code ops.manifest}. One append publishes a state: readers see the old one or the new one. */
public final class ManifestStore {

    public static final TableName TABLE = new TableName("ops", "manifest");

    /** The run log: its runs and the manifests are numbered in one count. */
    public static final TableName RUN = new TableName("ops", "run");

    /** What a state is published for that a run of some jobs made: what other jobs did before and did not publish, counts on. */
    public static final String SOME_JOBS = "run --job";

    static final String PUBLISHED_FOR = "published_for";

    private final Lake lake;
    private final TableDefinition definition;

    /**
     * A store in a lake.
     *
     * @param definition of {@code ops.manifest}
     */
    public ManifestStore(Lake lake, TableDefinition definition) {
        this.lake = lake;
        this.definition = definition;
    }

    /** The manifest in force; {@link Manifest#empty} before the first run. */
    public Manifest latest() {
        long newest = newest(definition.table());
        if (newest == 0) {
            return Manifest.empty();
        }
        List<Row> found = lake.read(definition.table())
                .filter(functions.col("run_number").equalTo(newest))
                .collectAsList();
        SortedMap<String, JobEntry> jobs = new TreeMap<>();
        found.stream().map(JobEntry::of).forEach(entry -> jobs.put(entry.job(), entry));
        LocalDate asOf = found.get(0).<Date>getAs("run_as_of").toLocalDate();
        return new Manifest(newest, asOf, jobs);
    }

    /** Every state that was published and not yet forgotten, in order of number. */
    public List<PublishedManifest> history() {
        return lake.exists(definition.table())
                ? PublishedManifest.of(lake.read(definition.table()).collectAsList())
                : List.of();
    }

    /**
     * The state of that number, as it was published.
     *
     * @throws UserError naming those that can be had, if there is none
     */
    public Manifest published(long number) {
        List<PublishedManifest> known = history();
        return known.stream()
                .filter(each -> each.number() == number)
                .map(PublishedManifest::manifest)
                .findFirst()
                .orElseThrow(() -> new UserError(
                        ExitCode.INPUT,
                        new Problem(
                                "No manifest " + number,
                                Place.of(lake.root().toString()),
                                "it was never published, or 'maintain' has forgotten it; those known are "
                                        + known.stream()
                                                .map(each -> String.valueOf(each.number()))
                                                .collect(Collectors.joining(", ")),
                                "choose one that 'charthouse manifest list' shows")));
    }

    /** A number that no run and no manifest has had. */
    public long nextNumber() {
        return Math.max(newest(RUN), newest(definition.table())) + 1;
    }

    private long newest(TableName table) {
        if (!lake.exists(table)) {
            return 0;
        }
        Long newest =
                (Long) lake.read(table).agg(functions.max("run_number")).first().get(0);
        return newest == null ? 0 : newest;
    }

    /**
     * Puts a manifest in force: one commit.
     *
     * @param because what made it: {@code run}, or the command
     */
    public void publish(Manifest manifest, Instant now, String because) {
        List<Row> rows = manifest.jobs().values().stream()
                .map(entry -> row(manifest, entry, now, because))
                .toList();
        new TableWriter(lake).append(definition, lake.session().createDataFrame(rows, definition.schema()));
    }

    private static Row row(Manifest manifest, JobEntry entry, Instant now, String because) {
        return RowFactory.create(
                manifest.run(),
                Date.valueOf(manifest.asOf()),
                java.sql.Timestamp.from(now),
                because,
                entry.job(),
                entry.stage(),
                entry.definition(),
                Date.valueOf(entry.asOf()),
                entry.ranIn(),
                JobEntry.named(entry.inputs()),
                JobEntry.named(entry.outputs()));
    }
}
