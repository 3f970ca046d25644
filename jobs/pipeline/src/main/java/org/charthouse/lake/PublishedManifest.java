package org.charthouse.lake;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as it was put in force.
 *
 * @param manifest the state
 * @param at when it was published
 * @param because what made it: {@code run}, or a command
 */
public record PublishedManifest(Manifest manifest, Instant at, String because) {

    public long number() {
        return manifest.run();
    }

    /** Puts the rows of {@code ops.manifest} together, in order of number. */
    static List<PublishedManifest> of(List<Row> rows) {
        SortedMap<Long, List<Row>> byNumber = new TreeMap<>();
        rows.forEach(row -> byNumber.computeIfAbsent(row.<Long>getAs("run_number"), any -> new ArrayList<>())
                .add(row));
        return byNumber.values().stream().map(PublishedManifest::one).toList();
    }

    private static PublishedManifest one(List<Row> rows) {
        Row first = rows.get(0);
        SortedMap<String, JobEntry> jobs = new TreeMap<>();
        rows.stream().map(JobEntry::of).forEach(entry -> jobs.put(entry.job(), entry));
        return new PublishedManifest(
                new Manifest(
                        first.<Long>getAs("run_number"),
                        first.<Date>getAs("run_as_of").toLocalDate(),
                        jobs),
                first.<Timestamp>getAs("published_at").toInstant(),
                because(first));
    }

    /** Earlier builds published for runs alone and had no column for it. */
    private static String because(Row row) {
        @Nullable
        String word = List.of(row.schema().fieldNames()).contains(ManifestStore.PUBLISHED_FOR)
                ? row.getAs(ManifestStore.PUBLISHED_FOR)
                : null;
        return word == null ? "run" : word;
    }
}
