package org.charthouse.app;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Which items of a work list are meant.
 *
 * @param rules Spark SQL over the names of tables and rules
 * @param values what other columns must hold, such as {@code source_system}, {@code state}, {@code owner}
 * @param rows keys of rows; none for all
 */
public record WorkFilter(String rules, SortedMap<String, String> values, List<String> rows) {

    /** All items. */
    public static final WorkFilter ALL = new WorkFilter("true", new TreeMap<>(), List.of());

    /** The items that are meant. Keys of rows come by a join: no plan may show one. */
    Dataset<Row> of(Dataset<Row> items) {
        Column condition = expr(rules);
        for (Map.Entry<String, String> value : values.entrySet()) {
            condition = condition.and(col(value.getKey()).equalTo(lit(value.getValue())));
        }
        Dataset<Row> chosen = items.filter(condition);
        if (rows.isEmpty()) {
            return chosen;
        }
        Dataset<Row> keys = items.sparkSession()
                .createDataset(rows.stream().distinct().toList(), Encoders.STRING())
                .toDF("row_key");
        return chosen.join(broadcast(keys), "row_key");
    }
}
