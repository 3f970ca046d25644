package org.charthouse.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.spec.TableName;

/** The ways in which a table changes, each at most one commit. Counts come with the write, not from another job. */
public final class TableWriter {

    private final Lake lake;

    public TableWriter(Lake lake) {
        this.lake = lake;
    }

    /**
     * Adds rows.
     *
     * @return rows added
     */
    public long append(TableDefinition definition, Dataset<Row> rows) {
        new TableMigration(lake, definition).run();
        return write(definition, rows, SaveMode.Append);
    }

    /**
     * Makes the table hold exactly these rows, and its schema that of the definition.
     *
     * @return rows in the table
     */
    public long replace(TableDefinition definition, Dataset<Row> rows) {
        return write(definition, rows, SaveMode.Overwrite);
    }

    /**
     * Inserts and updates rows by key. Rows that the table already holds unchanged are left out first; if nothing is
     * left, nothing is committed.
     *
     * @param rows unique by the definition's key
     * @param content columns whose equality, nulls included, means that a row is unchanged
     * @return rows inserted or updated
     */
    public long merge(TableDefinition definition, Dataset<Row> rows, List<String> content) {
        TableName table = definition.table();
        if (!lake.exists(table)) {
            return append(definition, rows);
        }
        new TableMigration(lake, definition).run();
        Column same = content.stream()
                .map(column -> col("old." + column).eqNullSafe(col("new." + column)))
                .reduce(equal(definition.key(), "old", "new"), Column::and);
        Dataset<Row> changed = aligned(definition, rows)
                .alias("new")
                .join(lake.read(table).alias("old"), same, "left_anti")
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long count = changed.count();
            if (count > 0) {
                upsert(definition, changed);
            }
            return count;
        } finally {
            changed.unpersist();
        }
    }

    /** Takes rows away: one commit, if the table exists. */
    public void delete(TableName table, Column condition) {
        if (lake.exists(table)) {
            Failpoints.around(table + " delete", () -> lake.deltaTable(table).delete(condition));
        }
    }

    /**
     * Makes a table what it was in an earlier version, by one new commit; a table that was absent then is taken away.
     *
     * @param version a version whose files are still there, or {@link Lake#ABSENT}
     */
    public void restore(TableName table, long version) {
        if (lake.version(table) == version) {
            return;
        }
        Failpoints.around(table + " restore", () -> {
            if (version == Lake.ABSENT) {
                lake.remove(table);
            } else {
                lake.deltaTable(table).restoreToVersion(version);
            }
        });
    }

    /** Puts small files together: one commit that changes no row, as the session's settings for sizes say. */
    public void compact(TableName table) {
        Failpoints.around(
                table + " compact",
                () -> lake.deltaTable(table).optimize().executeCompaction().count());
    }

    private void upsert(TableDefinition definition, Dataset<Row> changed) {
        DeltaTable target = lake.deltaTable(definition.table());
        Failpoints.around(
                definition.table() + " merge",
                () -> target.as("old")
                        .merge(changed.as("new"), equal(definition.key(), "old", "new"))
                        .whenMatched()
                        .updateAll()
                        .whenNotMatched()
                        .insertAll()
                        .execute());
    }

    private long write(TableDefinition definition, Dataset<Row> rows, SaveMode mode) {
        TableForm form = new TableForm(definition);
        TableName table = definition.table();
        if (mode == SaveMode.Overwrite && lake.exists(table) && form.refuses(lake.settings(table))) {
            Failpoints.around(table + " replace", () -> form.replace(lake, aligned(definition, rows)));
            return lake.read(table).count();
        }
        Observation observation = new Observation(table + " " + UUID.randomUUID());
        Dataset<Row> counted =
                aligned(definition, rows).observe(observation, count(lit(1)).as("rows"));
        DataFrameWriter<Row> writer = counted.write().format("delta").mode(mode).options(form.settings());
        DataFrameWriter<Row> ready = mode == SaveMode.Overwrite ? writer.option("overwriteSchema", "true") : writer;
        Failpoints.around(
                table + (mode == SaveMode.Overwrite ? " replace" : " append"),
                () -> ready.save(lake.path(table).toString()));
        return rows(observation);
    }

    private static long rows(Observation observation) {
        try {
            return (Long) Objects.requireNonNull(observation.getAsJava().get("rows"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted after the commit", e);
        }
    }

    private static Dataset<Row> aligned(TableDefinition definition, Dataset<Row> rows) {
        Column[] columns = Arrays.stream(definition.schema().fields())
                .map(field ->
                        col("`" + field.name() + "`").cast(field.dataType()).as(field.name(), field.metadata()))
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    private static Column equal(List<String> key, String left, String right) {
        return key.stream()
                .map(column -> col(left + "." + column).equalTo(col(right + "." + column)))
                .collect(Collectors.reducing(Column::and))
                .orElseThrow();
    }
}
