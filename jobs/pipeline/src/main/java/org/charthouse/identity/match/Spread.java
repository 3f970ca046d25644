package org.charthouse.identity.match;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Over how many partitions work is spread: to bring few records together costs more than to work on them in one. */
public enum Spread {
    ONE,
    MANY;

    private static final long FEW = 3_000;

    /** The spread for so many records. */
    public static Spread of(long records) {
        return records <= FEW ? ONE : MANY;
    }

    /** Rows, those of one key in one partition. */
    Dataset<Row> byKey(Dataset<Row> rows, Column key) {
        return this == ONE ? rows.coalesce(1) : rows.repartition(key);
    }

    /** Rows as they are, or all in one partition. */
    public Dataset<Row> any(Dataset<Row> rows) {
        return this == ONE ? rows.coalesce(1) : rows;
    }
}
