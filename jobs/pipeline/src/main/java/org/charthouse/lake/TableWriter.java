package org.charthouse.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.key.PrivateFolder;
import org.charthouse.spec.TableName;

/** The ways in which a table changes, each at most one commit. Counts come with the write, not from another job. */
public final class TableWriter {

    private final Lake lake;
    private final TableKeys keys;

    public TableWriter(Lake lake) {
        this.lake = lake;
        this.keys = new TableKeys(lake);
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
        return upsert(
                definition,
                aligned(definition, rows).alias("new").join(lake.read(table).alias("old"), same, "left_anti"));
    }

    /**
     * Inserts and updates rows by key; if there are none, nothing is committed.
     *
     * @param rows unique by the definition's key, and all of them new or changed
     * @return rows inserted or updated
     */
    public long upsert(TableDefinition definition, Dataset<Row> rows) {
        if (!lake.exists(definition.table())) {
            return append(definition, rows);
        }
        new TableMigration(lake, definition).run();
        Dataset<Row> changed = aligned(definition, rows).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long count = changed.count();
            if (count > 0) {
                write(definition, changed);
            }
            return count;
        } finally {
            changed.unpersist();
        }
    }

    /**
     * Makes the rows of some groups be exactly these: one commit. The key need not be unique.
     *
     * @param groups the groups, with the grouping columns alone; all rows of the table that are in one are taken away
     * @param rows what takes their place
     * @return rows put in
     */
    public long replaceGroups(TableDefinition definition, Dataset<Row> groups, Dataset<Row> rows) {
        new TableMigration(lake, definition).run();
        Column same = Arrays.stream(groups.columns())
                .map(column -> col("old." + column).eqNullSafe(col("new." + column)))
                .reduce(col("new.is_old"), Column::and);
        Dataset<Row> old = groups.distinct();
        for (StructField field : definition.schema().fields()) {
            if (!List.of(groups.columns()).contains(field.name())) {
                old = old.withColumn(field.name(), lit(null).cast(field.dataType()));
            }
        }
        Dataset<Row> source = aligned(definition, old)
                .withColumn("is_old", lit(true))
                .unionByName(aligned(definition, rows).withColumn("is_old", lit(false)))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long count = source.filter(col("is_old").equalTo(false)).count();
            keys.bring(definition.table());
            Map<String, Column> values = Arrays.stream(definition.schema().fieldNames())
                    .collect(Collectors.toMap(name -> name, name -> col("new." + name)));
            Failpoints.around(
                    definition.table() + " merge",
                    () -> lake.deltaTable(definition.table())
                            .as("old")
                            .merge(source.as("new"), same)
                            .whenMatched()
                            .delete()
                            .whenNotMatched(col("new.is_old").equalTo(false))
                            .insert(values)
                            .execute());
            return count;
        } finally {
            source.unpersist();
        }
    }

    /** Takes rows away: one commit, if the table exists. */
    public void delete(TableName table, Column condition) {
        if (lake.exists(table)) {
            keys.bring(table);
            Failpoints.around(table + " delete", () -> lake.deltaTable(table).delete(condition));
        }
    }

    /**
     * Sets columns of the rows that meet a condition: one commit. The condition is kept in clear in the table's log, so it
     * must not tell of persons.
     */
    public void update(TableName table, Column condition, Map<String, Column> values) {
        keys.bring(table);
        Failpoints.around(table + " update", () -> lake.deltaTable(table).update(condition, values));
    }

    /**
     * Brings all that a table holds under the key of its zone, if it is not.
     *
     * @return whether there was anything to do
     */
    public boolean encrypt(TableName table) {
        return keys.bringAll(table);
    }

    /**
     * Makes a table what it was in an earlier version, by one new commit; by one more where it was not under its key then. A
     * table that was absent then loses its rows and keeps its history: manifests may name versions of it, and a version number
     * must never come to mean other rows.
     *
     * @param version a version whose files are still there, or {@link Lake#ABSENT}
     */
    public void restore(TableName table, long version) {
        if (lake.version(table) == version) {
            return;
        }
        Failpoints.around(table + " restore", () -> {
            if (version == Lake.ABSENT) {
                lake.deltaTable(table).delete(lit(true));
            } else {
                lake.deltaTable(table).restoreToVersion(version);
            }
        });
        keys.bring(table);
    }

    /** Puts small files together: one commit that changes no row, as the session's settings for sizes say. */
    public void compact(TableName table) {
        Failpoints.around(
                table + " compact",
                () -> lake.deltaTable(table).optimize().executeCompaction().count());
    }

    private void write(TableDefinition definition, Dataset<Row> changed) {
        keys.bring(definition.table());
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
        if (mode == SaveMode.Overwrite && lake.exists(table) && form.differs(lake.properties(table), lake.keys())) {
            Failpoints.around(table + " replace", () -> form.replace(lake, aligned(definition, rows)));
            return lake.read(table).count();
        }
        Observation observation = new Observation(table + " " + UUID.randomUUID());
        Dataset<Row> counted =
                aligned(definition, rows).observe(observation, count(lit(1)).as("rows"));
        keys.bring(table);
        Failpoints.around(
                table + (mode == SaveMode.Overwrite ? " replace" : " append"), () -> save(definition, counted, mode));
        return rows(observation);
    }

    private void save(TableDefinition definition, Dataset<Row> rows, SaveMode mode) {
        TableName table = definition.table();
        PrivateFolder.make(lake.root().resolve(table.zone()));
        if (keys.makes(table)) {
            keys.make(table, rows, new TableForm(definition).settings());
            return;
        }
        DataFrameWriter<Row> writer =
                rows.write().format("delta").mode(mode).options(new TableForm(definition).settings());
        DataFrameWriter<Row> ready = mode == SaveMode.Overwrite ? writer.option("overwriteSchema", "true") : writer;
        ready.save(lake.path(table).toString());
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
