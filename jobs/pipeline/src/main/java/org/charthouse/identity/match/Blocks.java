package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which records share a key. What too many share is refined: they must share more. What still too many share is put in order,
 * and each record is compared with its neighbours. What is not compared so is counted.
 */
final class Blocks {

    /** More records than this are not compared all with all. */
    static final int MOST = 25;

    /**
     * A row for each record of a block: the hash of the record and the key of the block. On the first one also how many pairs
     * are compared. And a row without a record for each key that was refined, with how many pairs that leaves out.
     */
    static final StructType MEMBER = new StructType()
            .add("id", DataTypes.LongType, true)
            .add("key", DataTypes.LongType, false)
            .add("pairs", DataTypes.LongType, false)
            .add("skipped", DataTypes.LongType, false);

    private Blocks() {}

    /**
     * Finds blocks of at least two records, one of them changed.
     *
     * @param keyed see {@link Records#keyed}
     * @return see {@link #MEMBER}
     */
    static Dataset<Row> of(Dataset<Row> keyed, Guards guards, Spread spread) {
        Dataset<Row> sorted = spread.byKey(
                        keyed.select(
                                explode(col(Records.KEYS)).as("key"),
                                xxhash64(col(Records.RECORD)).as("id"),
                                col(Records.REFINEMENT),
                                col(Records.CHANGED)),
                        col("key"))
                .sortWithinPartitions("key", Records.REFINEMENT, "id");
        JavaRDD<InternalRow> rows = sorted.queryExecution().toRdd().toJavaRDD();
        return spread.any(
                keyed.sparkSession().createDataFrame(rows.mapPartitions(part -> new BlockRows(part, guards)), MEMBER));
    }
}
