package org.charthouse.identity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/** A table that is written whole, and not at all where it would stay as it is. Its rows must have room in memory. */
record FewRowsTable(JobContext context, TableName table) {

    void put(Dataset<Row> rows) {
        TableDefinition definition = context.definitionOf(table);
        Column[] columns = Arrays.stream(definition.schema().fieldNames())
                .map(functions::col)
                .toArray(Column[]::new);
        List<Row> now = rows.select(columns).collectAsList();
        boolean isSame = context.published(table)
                .map(before -> new HashSet<>(before.select(columns).collectAsList()).equals(new HashSet<>(now)))
                .orElse(false);
        if (!isSame) {
            Dataset<Row> kept = context.session()
                    .createDataFrame(now, rows.select(columns).schema())
                    .coalesce(1);
            context.writer().replace(definition, kept);
        }
    }

    /** Rows with the date on which each was first found, by a key. */
    Dataset<Row> dated(Dataset<Row> rows, String... key) {
        Dataset<Row> dated = context.published(table)
                .map(before -> rows.join(before.select("found_on", key), key, "left"))
                .orElseGet(() -> rows.withColumn("found_on", functions.lit(null).cast("date")));
        return dated.withColumn(
                "found_on", functions.coalesce(functions.col("found_on"), functions.lit(context.asOf())));
    }
}
