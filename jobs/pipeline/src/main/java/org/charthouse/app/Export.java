package org.charthouse.app;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirJson;
import org.charthouse.lake.Lake;
import org.charthouse.lake.PublishedManifest;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.TableName;

/**
 * A slice of the {@code fhir} tables of one published state as a FHIR Bulk Data export (HL7 FHIR Bulk Data Access 2.0,
 * "Export output"): NDJSON files by type and source system, in order of id, and a manifest.
 *
 * <p>Each resource stands as it came in, as far as it is kept, text for text. What a resource contains stands in it and
 * not beside it. Files are by source, because two sources may have the same id.
 */
public final class Export {

    private static final String SOURCE = "source_system";

    private final Lake lake;
    private final PublishedManifest state;
    private final Slice slice;

    /**
     * What to export.
     *
     * @param types resource types
     * @param source the one source system; empty for all
     * @param sinceRun only what changed in this run or later; 0 for all
     * @param deleted whether to tell deletions
     * @param gzip whether to compress
     */
    public record Slice(Set<String> types, Optional<String> source, long sinceRun, boolean deleted, boolean gzip) {}

    public Export(Lake lake, PublishedManifest state, Slice slice) {
        this.lake = lake;
        this.state = state;
        this.slice = slice;
    }

    /** Tables that the slice reads, by type. */
    private SortedMap<String, TableName> tables() {
        SortedMap<String, TableName> tables = new TreeMap<>();
        for (String type : slice.types()) {
            TableName table = TableName.ofResource(type);
            if (version(table) != Lake.ABSENT) {
                tables.put(type, table);
            }
        }
        return tables;
    }

    private long version(TableName table) {
        return state.manifest().tables().getOrDefault(table, Lake.ABSENT);
    }

    /**
     * Writes the files, after the access to their rows was written down.
     *
     * @param folder absent or empty
     * @param request what was asked, for the manifest
     * @return resources and deletions written
     * @throws org.charthouse.error.UserError if the folder cannot be used
     */
    public long write(Path folder, String request, Access access) {
        BulkFolder.refuseUsed(folder);
        SortedMap<String, TableName> tables = tables();
        List<Dataset<Row>> rows = tables.values().stream().map(this::chosen).toList();
        long shown = rows.stream().mapToLong(Dataset::count).sum();
        access.shown(
                state.number(),
                tables.values().stream().map(TableName::toString).toList(),
                shown);
        try (BulkFolder files = BulkFolder.make(folder, slice.gzip())) {
            int at = 0;
            for (String type : tables.keySet()) {
                Dataset<Row> chosen = rows.get(at++);
                lines(files.output(), type, living(chosen, type));
                if (slice.deleted()) {
                    lines(files.deleted(), FeedSpec.DELETIONS, deletions(chosen, type));
                }
            }
            files.manifest(state.at(), request);
        }
        return shown;
    }

    /** The rows of a table that the slice asks for: not those of what others contain. */
    private Dataset<Row> chosen(TableName table) {
        Column which = not(col("id").contains("#")).and(col("changed_in").geq(slice.sinceRun()));
        Column source = slice.source().map(one -> col(SOURCE).equalTo(one)).orElse(lit(true));
        Column told = slice.deleted() ? lit(true) : col("is_deleted").equalTo(false);
        return lake.read(table, version(table)).filter(which.and(source).and(told));
    }

    private static Dataset<Row> living(Dataset<Row> rows, String type) {
        Set<String> ours = new HashSet<>(TableDefinition.FHIR_LINEAGE);
        ours.addAll(List.of(SOURCE, "is_deleted"));
        StructField[] elements = Arrays.stream(rows.schema().fields())
                .filter(field -> !ours.contains(field.name()))
                .toArray(StructField[]::new);
        StructType schema = DataTypes.createStructType(elements);
        List<Column> columns = new ArrayList<>();
        Arrays.stream(elements).forEach(field -> columns.add(col("`" + field.name() + "`")));
        Column text = FhirJson.text(struct(columns.toArray(Column[]::new)), ElementTree.of(type, schema));
        return rows.filter(col("is_deleted").equalTo(false)).select(col(SOURCE), col("id"), text.as("line"));
    }

    private static Dataset<Row> deletions(Dataset<Row> rows, String type) {
        Column url = concat(lit(type + "/"), col("id"));
        Column line = concat(
                lit("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":"
                        + "{\"method\":\"DELETE\",\"url\":\""),
                url,
                lit("\"}}]}"));
        return rows.filter(col("is_deleted")).select(col(SOURCE), col("id"), line.as("line"));
    }

    /** In order, one partition after the other, so that no more than one is in memory. */
    private void lines(BulkFolder.Sink files, String kind, Dataset<Row> lines) {
        Iterator<Row> ordered =
                lines.orderBy(SOURCE, "id").select(SOURCE, "line").toLocalIterator();
        while (ordered.hasNext()) {
            Row line = ordered.next();
            files.add(kind, line.getString(0), line.getString(1));
        }
    }

    /** Names of the source systems of a house's feeds. */
    public static Set<String> sources(House house) {
        Set<String> sources = new HashSet<>();
        house.specs().feeds().values().forEach(feed -> sources.add(feed.sourceSystem()));
        return sources;
    }
}
