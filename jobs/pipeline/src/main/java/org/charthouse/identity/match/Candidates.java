package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.spec.LinkSpec;

/** Which pairs of records are compared: those of blocks. */
final class Candidates implements AutoCloseable {

    private final Dataset<Row> keyed;
    private final Dataset<Row> members;
    private final int width;
    private final Spread spread;

    private Candidates(Dataset<Row> keyed, Dataset<Row> members, int width, Spread spread) {
        this.keyed = keyed;
        this.members = members;
        this.width = width;
        this.spread = spread;
    }

    /**
     * Finds them.
     *
     * @param keyed see {@link Records#keyed}
     */
    static Candidates of(Dataset<Row> keyed, Guards guards, LinkSpec spec, Spread spread) {
        return new Candidates(
                keyed,
                Blocks.of(keyed, guards, spread).persist(StorageLevel.MEMORY_AND_DISK_SER()),
                spec.fields().size(),
                spread);
    }

    /** The keys that were refined. */
    List<Long> refined() {
        List<Long> refined = new ArrayList<>();
        members.filter(col("id").isNull()).select("key").collectAsList().forEach(row -> refined.add(row.getLong(0)));
        return refined;
    }

    /** What each candidate of the model brings, in its order. */
    List<CandidateAudit> audit(LinkSpec spec) {
        long[][] sums = new long[spec.candidates().size()][4];
        members.selectExpr(
                        "shiftrightunsigned(key, 58) as candidate",
                        "pairs",
                        "skipped",
                        "if(pairs > 0, 1, 0) as block",
                        "if(id is null, 1, 0) as refined")
                .groupBy("candidate")
                .agg(sum("block"), sum("pairs"), sum("refined"), sum("skipped"))
                .collectAsList()
                .forEach(row -> {
                    for (int i = 0; i < 4; i++) {
                        sums[(int) row.getLong(0)][i] = row.getLong(i + 1);
                    }
                });
        List<CandidateAudit> audit = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            audit.add(new CandidateAudit(
                    spec.candidates().get(i).name(), sums[i][0], sums[i][1], sums[i][2], sums[i][3], 0));
        }
        return audit;
    }

    /**
     * The pairs, each once, partition by partition.
     *
     * @param share which share of them, at random; the same ones each time
     */
    JavaRDD<BlockPairs.Pair> pairs(double share) {
        Dataset<Row> shared = members.filter(col("id").isNotNull())
                .groupBy("id")
                .agg(sort_array(collect_list("key")).as("shared"));
        Dataset<Row> records = keyed.select(
                xxhash64(col(Records.RECORD)).as("id"), col(Records.RECORD), col(Records.FIELDS), col(Records.CHANGED));
        Dataset<Row> sorted = spread.byKey(
                        records.join(shared, "id")
                                .select(
                                        explode(col("shared")).as("key"),
                                        col(Records.RECORD),
                                        col(Records.FIELDS),
                                        col("shared"),
                                        col(Records.CHANGED),
                                        col("id")),
                        col("key"))
                .sortWithinPartitions("key");
        int fields = width;
        JavaRDD<InternalRow> rows = sorted.queryExecution().toRdd().toJavaRDD();
        return rows.mapPartitions(part -> new BlockPairs(part, fields, share));
    }

    @Override
    public void close() {
        members.unpersist();
    }
}
