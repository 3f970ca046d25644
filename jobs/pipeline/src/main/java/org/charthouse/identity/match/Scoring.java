package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.RowValues;
import org.jspecify.annotations.Nullable;

/** Pairs of records, judged by a trained model. */
final class Scoring {

    private static final StructType JUDGED = new StructType()
            .add("a", DataTypes.StringType, false)
            .add("b", DataTypes.StringType, false)
            .add("pattern", DataTypes.LongType, false)
            .add("odds", DataTypes.DoubleType, false)
            .add("rule", DataTypes.IntegerType, false)
            .add("decision", DataTypes.StringType, false);

    private static final StructType PAIR =
            new StructType().add("a", DataTypes.StringType, false).add("b", DataTypes.StringType, false);

    private final Dataset<Row> keyed;
    private final Broadcast<Judge> judge;
    private final int width;

    /**
     * Scores records.
     *
     * @param keyed see {@link Records#keyed}
     */
    Scoring(Dataset<Row> keyed, PairModel model, Trained trained) {
        this.keyed = keyed;
        this.judge = JavaSparkContext.fromSparkContext(keyed.sparkSession().sparkContext())
                .broadcast(new Judge(model, trained.frequencies(), trained.weights()));
        this.width = model.spec().fields().size();
    }

    /** Candidates, judged. */
    Dataset<Row> of(Candidates candidates) {
        return judged(candidates.pairs(1), true);
    }

    /** Candidates that are judged to be of one person, or for a person to review. */
    List<Pair> likely(Candidates candidates) {
        return pairs(judged(candidates.pairs(1), false));
    }

    /** Some pairs of records, judged. */
    List<Pair> of(List<List<String>> asked) {
        if (asked.isEmpty()) {
            return List.of();
        }
        List<Row> rows = asked.stream()
                .map(pair -> RowFactory.create(pair.get(0), pair.get(1)))
                .toList();
        Dataset<Row> left =
                keyed.select(col(Records.RECORD).as("a"), col(Records.FIELDS).as("l"));
        Dataset<Row> right =
                keyed.select(col(Records.RECORD).as("b"), col(Records.FIELDS).as("r"));
        int fields = width;
        Dataset<Row> both = keyed.sparkSession()
                .createDataFrame(rows, PAIR)
                .join(left, "a")
                .join(right, "b")
                .select("a", "b", "l", "r");
        JavaRDD<InternalRow> found = both.queryExecution().toRdd().toJavaRDD();
        return pairs(judged(
                found.map(row -> new BlockPairs.Pair(
                        row.getUTF8String(0).clone(),
                        row.getUTF8String(1).clone(),
                        row.getStruct(2, fields).copy(),
                        row.getStruct(3, fields).copy())),
                true));
    }

    /**
     * Versions of records, judged against the records as they are now.
     *
     * @param both the record, the name of the version, the fields of both in standard form
     */
    Dataset<Row> versions(Dataset<Row> both) {
        int fields = width;
        Broadcast<Judge> known = judge;
        return judged(
                both.queryExecution()
                        .toRdd()
                        .toJavaRDD()
                        .map(row -> new BlockPairs.Pair(
                                row.getUTF8String(0).clone(),
                                row.getUTF8String(1).clone(),
                                known.value().known(row.getStruct(2, fields)),
                                known.value().known(row.getStruct(3, fields)))),
                true);
    }

    /** Judged pairs as they are worked with. */
    static List<Pair> pairs(Dataset<Row> judged) {
        return judged.collectAsList().stream().map(Scoring::pair).toList();
    }

    static Pair pair(Row row) {
        return new Pair(
                row.getString(0),
                row.getString(1),
                row.getLong(2),
                row.getDouble(3),
                row.getInt(4),
                Decision.valueOf(row.getString(5)));
    }

    private Dataset<Row> judged(JavaRDD<BlockPairs.Pair> pairs, boolean all) {
        Broadcast<Judge> known = judge;
        return keyed.sparkSession()
                .createDataFrame(pairs.mapPartitions(part -> new Judged(part, known.value(), all)), JUDGED);
    }

    /** Pairs, one at a time. */
    private static final class Judged implements Iterator<Row> {

        private final Iterator<BlockPairs.Pair> pairs;
        private final Judge judge;
        private final boolean all;
        private final RowValues.Computed computed;
        private boolean isOpen = true;
        private @Nullable Row ahead;

        Judged(Iterator<BlockPairs.Pair> pairs, Judge judge, boolean all) {
            this.pairs = pairs;
            this.judge = judge;
            this.all = all;
            this.computed = judge.levels().start();
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && pairs.hasNext()) {
                ahead = judged(pairs.next());
            }
            if (ahead == null && isOpen) {
                isOpen = false;
                computed.close();
            }
            return ahead != null;
        }

        private @Nullable Row judged(BlockPairs.Pair pair) {
            Judge.Judgement found = judge.of(pair.left(), pair.right(), computed);
            return !all && found.decision() == Decision.DISTINCT
                    ? null
                    : RowFactory.create(
                            pair.a().toString(),
                            pair.b().toString(),
                            found.pattern(),
                            found.odds(),
                            found.rule(),
                            found.decision().name());
        }

        @Override
        public Row next() {
            if (!hasNext() || ahead == null) {
                throw new NoSuchElementException();
            }
            Row next = ahead;
            ahead = null;
            return next;
        }
    }
}
