package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.spec.LinkSpec;

/**
 * Earlier versions of records. What they said of the same person is known of it still. One that seems to be of another person tells
 * of an overlay, that one person's record was overwritten with another's, and counts for nothing.
 */
final class PastVersions {

    /** log2 of the odds that two versions of a record are of one person, before they are compared: ninety-nine to one. */
    private static final double BELIEVED = Weights.odds(0.99);

    private static final String VERSION = "version";

    private final LinkSpec spec;
    private final Scoring scoring;
    private final double prior;

    PastVersions(LinkSpec spec, Scoring scoring, double prior) {
        this.spec = spec;
        this.scoring = scoring;
        this.prior = prior;
    }

    /**
     * Adds them.
     *
     * @param standard records in standard form
     * @param former columns {@code record} (of its version, unique), {@code of} (the record) and {@code fields}
     */
    Known of(Dataset<Row> standard, Dataset<Row> former) {
        Dataset<Row> both = former.select(
                        col("of").as(Records.RECORD),
                        col(Records.RECORD).as(VERSION),
                        col(Records.FIELDS).as("past"))
                .join(standard.select(Records.RECORD, Records.FIELDS), Records.RECORD);
        Dataset<Row> judged = scoring.versions(both.select(Records.RECORD, VERSION, Records.FIELDS, "past"))
                .persist(StorageLevel.MEMORY_AND_DISK());
        double least = prior - BELIEVED;
        List<Pair> overlays = Scoring.pairs(judged.filter(col("odds").lt(least)).orderBy("a", "b")).stream()
                .map(pair -> new Pair(
                        pair.a(),
                        pair.b(),
                        pair.pattern(),
                        pair.odds() - prior + BELIEVED,
                        pair.rule(),
                        pair.decision()))
                .toList();
        Dataset<Row> same = both.join(judged.filter(col("odds").geq(least)).select(col("b").as(VERSION)), VERSION);
        return new Known(merged(standard, same), overlays, List.of(judged, former));
    }

    /** Records with all values of their versions, their own first. */
    private Dataset<Row> merged(Dataset<Row> standard, Dataset<Row> same) {
        Column nothing = array().cast("array<string>");
        Column[] past = spec.fields().stream()
                .map(field -> array_sort(array_distinct(
                                flatten(collect_list(coalesce(col("past").getField(field.field()), nothing)))))
                        .as(field.field()))
                .toArray(Column[]::new);
        Dataset<Row> values = same.groupBy(Records.RECORD)
                .agg(past[0], java.util.Arrays.copyOfRange(past, 1, past.length))
                .select(
                        col(Records.RECORD),
                        struct(spec.fields().stream()
                                        .map(field -> col(field.field()))
                                        .toArray(Column[]::new))
                                .as("past"));
        Column[] fields = spec.fields().stream()
                .map(field -> {
                    Column all = array_distinct(concat(
                            coalesce(col(Records.FIELDS).getField(field.field()), nothing),
                            coalesce(col("past").getField(field.field()), nothing)));
                    return when(size(all).gt(0), all).as(field.field());
                })
                .toArray(Column[]::new);
        return standard.join(values, new String[] {Records.RECORD}, "left")
                .select(
                        col(Records.RECORD),
                        col(Records.CHANGED),
                        struct(fields).as(Records.FIELDS));
    }
}
