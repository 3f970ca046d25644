package org.charthouse.lake;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.CreateTableWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The settings that Delta keeps with a table. Delta takes them from a write that makes the table and ignores them in any
 * other, so a table that is rebuilt is replaced with its settings where these changed (its versions count on), and one that
 * is added to is given them first.
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
        settings.put(STATISTICS, definition.statistics().stream().sorted().collect(Collectors.joining(",")));
        settings.put("delta.dataSkippingNumIndexedCols", definition.statistics().isEmpty() ? "0" : "32");
        settings.put("delta.logRetentionDuration", FOR_EVER);
        settings.put("delta.deletedFileRetentionDuration", FOR_EVER);
        return settings;
    }

    /**
     * Whether a table has other settings, or is not under the key of its zone.
     *
     * @param now properties that the table has
     */
    boolean differs(Map<String, String> now, ZoneKeys keys) {
        return !now.entrySet().containsAll(settings().entrySet())
                || keys.of(definition.table())
                        .filter(key -> !key.equals(now.get(ZoneKeys.KEY)))
                        .isPresent();
    }

    /** Gives an existing table its settings: one commit, or none where it has them. */
    void settle(Lake lake) {
        Map<String, String> missing = settings();
        missing.entrySet().removeAll(lake.properties(definition.table()).entrySet());
        if (missing.isEmpty()) {
            return;
        }
        String list = missing.entrySet().stream()
                .map(each -> "'" + each.getKey() + "' = '" + each.getValue() + "'")
                .collect(Collectors.joining(", "));
        Failpoints.around(
                definition.table() + " settings",
                () -> lake.session()
                        .sql("ALTER TABLE " + lake.identifier(definition.table()) + " SET TBLPROPERTIES (" + list
                                + ")"));
    }

    /** Makes an existing table hold exactly these rows, with its schema and settings: one commit. */
    void replace(Lake lake, Dataset<Row> rows) {
        CreateTableWriter<Row> writer =
                rows.writeTo(lake.identifier(definition.table())).using("delta");
        settings().forEach(writer::tableProperty);
        lake.keys()
                .of(definition.table())
                .or(() -> lake.key(definition.table())) // once encrypted, it stays so
                .ifPresent(key -> ZoneKeys.properties(key).forEach(writer::tableProperty));
        writer.createOrReplace();
    }
}
