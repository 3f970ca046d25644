package org.charthouse.lake;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.CreateTableWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.CannotReplaceMissingTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.charthouse.spec.TableName;

/**
 * Puts tables under the keys of their zones. The key is a property of the table, from its first commit on: options of a
 * write do not reach Parquet through Delta, and a property does, in every operation that writes files.
 */
final class TableKeys {

    private final Lake lake;

    TableKeys(Lake lake) {
        this.lake = lake;
    }

    /** Whether the next write of the table makes it, under a key. */
    boolean makes(TableName table) {
        return lake.keys().of(table).isPresent() && !lake.exists(table);
    }

    /** Makes a table under the key of its zone: one commit. */
    void make(TableName table, Dataset<Row> rows, Map<String, String> properties) {
        try {
            writer(table, rows, properties).create();
        } catch (TableAlreadyExistsException e) {
            throw new IllegalStateException("two jobs make " + table, e);
        }
    }

    /**
     * Brings a table under the key of its zone before it is written to, in one commit or none: one that is in clear is written
     * again, one under another key uses the new one from now on. Older versions stay as they were written.
     */
    void bring(TableName table) {
        Optional<String> wanted = lake.keys().of(table);
        if (wanted.isEmpty() || !lake.exists(table) || lake.key(table).equals(wanted)) {
            return;
        }
        Failpoints.around(table + " encrypt", () -> {
            if (lake.key(table).isEmpty()) {
                rewrite(table);
            } else {
                rename(table, wanted.get());
            }
        });
    }

    /**
     * Brings a table and all files of its newest version under the key of its zone, in one commit or none.
     *
     * @return whether it was not so before
     */
    boolean bringAll(TableName table) {
        Optional<String> wanted = lake.keys().of(table);
        if (wanted.isEmpty() || !lake.exists(table) || isUnder(table, wanted.get())) {
            return false;
        }
        Failpoints.around(table + " encrypt", () -> rewrite(table));
        return true;
    }

    private boolean isUnder(TableName table, String key) {
        return lake.key(table).equals(Optional.of(key)) && new TableVersions(lake, table).areUnder(key);
    }

    private void rewrite(TableName table) {
        try {
            writer(table, lake.read(table), lake.properties(table)).replace();
        } catch (CannotReplaceMissingTableException e) {
            throw new IllegalStateException(table + " went away", e);
        }
    }

    private void rename(TableName table, String key) {
        lake.session()
                .sql("ALTER TABLE " + lake.identifier(table) + " SET TBLPROPERTIES ('" + ZoneKeys.KEY + "' = '" + key
                        + "')");
    }

    private CreateTableWriter<Row> writer(TableName table, Dataset<Row> rows, Map<String, String> properties) {
        Map<String, String> all = new TreeMap<>(properties);
        all.putAll(ZoneKeys.properties(lake.keys().of(table).orElseThrow()));
        CreateTableWriter<Row> writer = rows.writeTo(lake.identifier(table)).using("delta");
        all.forEach(writer::tableProperty);
        return writer;
    }
}
