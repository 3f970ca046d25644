package org.charthouse.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.charthouse.conform.ConformJob;
import org.charthouse.conform.SharedIdentifiers;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.CorrectionSpec;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.TableName;

/** What corrections change: in the state in force, and by the files as they stand now. */
public final class CorrectionCounts {

    private final House house;
    private final Lake lake;

    /**
     * Rows of one correction and source.
     *
     * @param correction its name
     * @param resource the type
     * @param source the source system
     * @param corrected rows that it changes
     * @param held rows of the type from the source
     */
    public record Count(String correction, String resource, String source, long corrected, long held) {}

    public CorrectionCounts(House house, Lake lake) {
        this.house = house;
        this.lake = lake;
    }

    /** What the last run that was published counted; also of corrections whose file is gone since. */
    public List<Count> inForce() {
        return new Judgements(house, lake)
                        .ask("SELECT correction, resource, source_system, rows_corrected, rows_held FROM dq.correction"
                                + " ORDER BY correction, source_system")
                        .collectAsList()
                        .stream()
                        .map(row -> new Count(
                                row.getString(0), row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                        .toList();
    }

    /**
     * What a run would correct of all that was delivered so far; nothing is written.
     *
     * @param wanted names of the corrections that are asked about
     */
    public List<Count> trial(Set<String> wanted) {
        Manifest manifest = house.manifest(lake);
        Set<String> types = new TreeSet<>();
        house.specs().corrections().values().stream()
                .filter(each -> wanted.contains(each.correction()))
                .forEach(each -> types.add(each.resource()));
        SharedIdentifiers identifiers = new SharedIdentifiers();
        List<Count> counts = new ArrayList<>();
        for (String type : types) {
            ElementList elements =
                    Objects.requireNonNull(house.specs().elements().get(type));
            ConformJob job = new ConformJob(house.specs(), elements, identifiers);
            counts.addAll(counts(house.specs().correctionsOf(type), job.trial(context(manifest, job))));
        }
        return counts.stream()
                .filter(each -> wanted.contains(each.correction()))
                .toList();
    }

    private static List<Count> counts(List<CorrectionSpec> corrections, List<Row> sources) {
        List<Count> counts = new ArrayList<>();
        for (int at = 0; at < corrections.size(); at++) {
            CorrectionSpec spec = corrections.get(at);
            for (Row row : sources) {
                String source = row.getString(0);
                if (spec.sources().isEmpty() || spec.sources().contains(source)) {
                    counts.add(
                            new Count(spec.correction(), spec.resource(), source, row.getLong(at + 2), row.getLong(1)));
                }
            }
        }
        return counts;
    }

    /** As in a full run over the versions that are in force. */
    private JobContext context(Manifest manifest, ConformJob job) {
        SortedMap<TableName, Long> pinned = new TreeMap<>();
        Map<TableName, Long> versions = manifest.tables();
        job.inputs().forEach(table -> pinned.put(table, versions.getOrDefault(table, Lake.ABSENT)));
        return new JobContext(
                house.specs(),
                lake,
                house.folders(),
                manifest.run(),
                manifest.asOf(),
                pinned,
                Optional.ofNullable(manifest.jobs().get(job.name())),
                "",
                true);
    }
}
