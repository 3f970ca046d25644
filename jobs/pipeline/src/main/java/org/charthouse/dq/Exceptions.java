package org.charthouse.dq;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that break a rule and that persons have accepted, as {@code dq.work_item} says. They count against no threshold up to
 * and with the date on which the acceptance ends, by the date that the run stands for.
 *
 * @param accepted rows that break the rule and are accepted
 * @param expired rows that break it and were accepted until a date that has passed
 */
record Exceptions(long accepted, long expired) {

    static final Exceptions NONE = new Exceptions(0, 0);

    /**
     * By table and rule, with a blank between.
     *
     * @param found what scans gave, see {@link TableScan#FOUND}
     * @param items rows of {@code dq.work_item}
     */
    static Map<String, Exceptions> of(Dataset<Row> found, Dataset<Row> items, LocalDate asOf) {
        Dataset<Row> decided = items.filter(col("state").equalTo(WorkItem.ACCEPTED))
                .select("table_name", "rule", "source_system", "row_key", "expires_on");
        Map<String, Exceptions> byRule = new HashMap<>();
        if (decided.isEmpty()) {
            return byRule;
        }
        Column isValid = coalesce(col("expires_on").geq(lit(Date.valueOf(asOf))), lit(true));
        found.filter(col("row_key").isNotNull())
                .select("table_name", "rule", "source_system", "row_key")
                .join(broadcast(decided), WorkItem.KEY.toArray(String[]::new), "inner")
                .groupBy("table_name", "rule")
                .agg(
                        count_if(isValid).as("accepted"),
                        count_if(isValid.equalTo(false)).as("expired"))
                .collectAsList()
                .forEach(row -> byRule.put(
                        row.getString(0) + " " + row.getString(1), new Exceptions(row.getLong(2), row.getLong(3))));
        return byRule;
    }
}
