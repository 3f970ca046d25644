package org.charthouse.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The fingerprint of a table's content: independent of the order of rows, of partitions and of files.
 *
 * <p>Each row becomes JSON without null fields; the sum over all rows of two 64-bit hashes, and their count, is the
 * table's hash. A sum needs no sort and one pass.
 */
public final class ContentHash {

    private ContentHash() {}

    /**
     * The hash of the rows, as {@code count-sum-sum} in hexadecimal.
     *
     * @param rows the table
     * @param without columns that do not count as content
     */
    public static String of(Dataset<Row> rows, Set<String> without) {
        Column[] content = Arrays.stream(rows.columns())
                .filter(name -> !without.contains(name))
                .sorted()
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new);
        Column json = to_json(struct(content), Map.of("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"));
        Row sums = rows.select(json.as("row"))
                .agg(count(lit(1)), total(xxhash64(col("row"))), total(xxhash64(lit("again"), col("row"))))
                .first();
        return Long.toHexString(sums.getLong(0)) + "-" + sums.get(1) + "-" + sums.get(2);
    }

    private static Column total(Column hash) {
        return coalesce(sum(hash.cast(DataTypes.createDecimalType(20, 0))), lit(0));
    }
}
