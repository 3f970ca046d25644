package org.charthouse.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.fhir.References;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Business identifiers of the resources that others refer to by them: of each source system, what has which. Read once
 * for all jobs that look at the same version of a table; there are as many as a source has sites, wards and clinicians.
 */
public final class SharedIdentifiers {

    private final Map<TableName, Held> held = new HashMap<>();

    private @Nullable SharedTypes types;
    private List<ElementList> typesOf = List.of();

    private record Held(Path lake, long version, Map<String, Map<String, String>> bySource) {}

    /** Which types these are, by the element lists. */
    synchronized SharedTypes types(Collection<ElementList> lists) {
        List<ElementList> asked = List.copyOf(lists);
        if (types == null || !typesOf.equals(asked)) {
            types = SharedTypes.of(asked);
            typesOf = asked;
        }
        return types;
    }

    /** Of each source system: reference by lookup key; empty where the table does not exist. */
    synchronized Map<String, Map<String, String>> of(JobContext context, String type) {
        TableName table = TableName.ofResource(type);
        if (!context.has(table)) {
            return Map.of();
        }
        Path lake = context.lake().root();
        long version = Objects.requireNonNull(context.pinned().get(table));
        Held known = held.get(table);
        if (known == null || known.version != version || !known.lake.equals(lake)) {
            known = new Held(lake, version, read(context.read(table), type));
            held.put(table, known);
        }
        return known.bySource;
    }

    private static Map<String, Map<String, String>> read(Dataset<Row> shared, String type) {
        Map<String, Map<String, String>> bySource = new TreeMap<>();
        shared.filter(col(ResourceTable.DELETED).equalTo(false))
                .select(
                        col("source_system"),
                        col("id"),
                        explode(col("identifier")).as("identifier"))
                .select("source_system", "id", "identifier.system", "identifier.value")
                .filter(col("value").isNotNull())
                .orderBy(col("id").desc())
                .collectAsList()
                .forEach(row -> bySource.computeIfAbsent(row.getString(0), any -> new HashMap<>())
                        .put(
                                new References.Conditional(
                                                type, row.isNullAt(2) ? "" : row.getString(2), row.getString(3))
                                        .lookupKey(),
                                type + "/" + row.getString(1)));
        return bySource;
    }
}
