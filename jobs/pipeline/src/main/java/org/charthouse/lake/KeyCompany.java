package org.charthouse.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows, parted by whether another row may have the same key. Most keys are had by one row, and such a row need not be sorted
 * or sent anywhere to be known as the first, or the last, of its key. Hashes of 64 bits are counted, so that two keys of one
 * hash are taken for one: whoever looks at {@link #together} compares the keys themselves.
 *
 * @param alone rows whose key no other row has
 * @param together all others
 */
public record KeyCompany(Dataset<Row> alone, Dataset<Row> together) {

    private static final String HASH = "key_company";
    private static final String[] BY_HASH = {HASH};

    /** The parts of some rows, which are read twice: keep them cheap, or persist them. */
    public static KeyCompany of(Dataset<Row> rows, String... key) {
        Column hash =
                xxhash64(Arrays.stream(key).map(name -> col("`" + name + "`")).toArray(Column[]::new));
        Dataset<Row> several = rows.groupBy(hash.as(HASH))
                .agg(count(lit(1)).as("rows"))
                .filter(col("rows").gt(1))
                .select(HASH);
        Dataset<Row> few = FewRows.of(several);
        if (few == several) {
            return new KeyCompany(rows.sparkSession().createDataFrame(List.of(), rows.schema()), rows);
        }
        Dataset<Row> hashed = rows.withColumn(HASH, hash);
        return new KeyCompany(
                hashed.join(few, BY_HASH, "left_anti").drop(HASH),
                hashed.join(few, BY_HASH, "left_semi").drop(HASH));
    }
}
