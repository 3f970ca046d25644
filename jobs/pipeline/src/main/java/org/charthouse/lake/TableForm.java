package org.charthouse.lake;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.CreateTableWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The settings that Delta keeps with a table. Delta takes them from a write that makes the table and ignores them in any
 * other, so a table whose form changes is replaced as a whole: its versions count on.
 */
final class TableForm {

    private static final String STATISTICS = "delta.dataSkippingStatsColumns";

    /**
     * How long Delta keeps its log by itself. Delta knows times only and would forget versions that a kept manifest
     * names; what is no longer needed is swept by manifests instead. Commits are small, so keeping them all is cheap.
     */
    private static final String FOR_EVER = "interval 36500 days";

    private final TableDefinition definition;

    TableForm(TableDefinition definition) {
        this.definition = definition;
    }

    /** Keys and values, for a write that makes the table. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put(STATISTICS, String.join(",", definition.statistics()));
        settings.put("delta.dataSkippingNumIndexedCols", definition.statistics().isEmpty() ? "0" : "32");
        settings.put("delta.logRetentionDuration", FOR_EVER);
        settings.put("delta.deletedFileRetentionDuration", FOR_EVER);
        return settings;
    }

    /**
     * Whether a table keeps extremes of columns that it may not, or that are gone: Delta refuses to write to it then.
     *
     * @param now settings that the table has
     */
    boolean refuses(Map<String, String> now) {
        String kept = now.getOrDefault(STATISTICS, "");
        return !kept.isEmpty() && !Set.copyOf(definition.statistics()).containsAll(Set.of(kept.split(",", -1)));
    }

    /** Makes a table hold exactly these rows, with its schema and settings: one commit. */
    void replace(Lake lake, Dataset<Row> rows) {
        CreateTableWriter<Row> writer =
                rows.writeTo(lake.identifier(definition.table())).using("delta");
        settings().forEach(writer::tableProperty);
        lake.keys()
                .of(definition.table())
                .ifPresent(key -> ZoneKeys.properties(key).forEach(writer::tableProperty));
        writer.createOrReplace();
    }
}
