package org.charthouse.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.charthouse.lake.KeyCompany;
import org.charthouse.pipeline.JobContext;

/**
 * Lines whose text stands earlier in the same feed and kind, in these files or in the lake: good ones among records, bad
 * ones in quarantine. They are not kept a second time; where a text was last said is, because a text that is said again
 * after another version of its record is the newest.
 */
final class Repeats {

    private static final String[] TEXT = {"feed", "kind", "text_hash", "is_bad"};

    private static final Column LAST = struct("delivery_on", "path", "file_no", "byte_offset");

    private Repeats() {}

    /** Columns: file_no, byte_offset, feed, source_system, kind, text_hash, delivery_on, path, ingested_in, is_bad. */
    static Dataset<Row> among(Dataset<Row> looked, Dataset<Row> facts, JobContext context) {
        Dataset<Row> lines = looked.filter(col("text_hash").isNotNull())
                .withColumn("is_bad", col("rule").isNotNull())
                .select("file_no", "byte_offset", "text_hash", "is_bad", "kind");
        Dataset<Row> said = Batch.withFacts(lines, facts);
        Dataset<Row> within = KeyCompany.of(said, TEXT)
                .together()
                .withColumn(
                        "nth",
                        row_number()
                                .over(Window.partitionBy("text_hash", "feed", "kind", "is_bad")
                                        .orderBy("delivery_on", "path", "file_no", "byte_offset")))
                .filter(col("nth").gt(1))
                .drop("nth");
        if (!context.has(IngestJob.RECORD)) {
            return within;
        }
        Dataset<Row> before = said.join(known(context), TEXT, "left_semi");
        return within.unionByName(before).distinct();
    }

    /** Texts that were said again, each where it was said last, if that is later than what is known of it. */
    static Dataset<Row> sightings(Dataset<Row> repeats, JobContext context) {
        Dataset<Row> last = repeats.filter(col("is_bad").equalTo(false))
                .groupBy("feed", "source_system", "kind", "text_hash", "ingested_in")
                .agg(max(LAST).as("last"))
                .select("feed", "source_system", "kind", "text_hash", "ingested_in", "last.*");
        if (!context.has(IngestJob.REPEAT)) {
            return last;
        }
        Dataset<Row> known = context.read(IngestJob.REPEAT)
                .select(col("feed"), col("kind"), col("text_hash"), LAST.as("known_last"));
        return last.join(known, new String[] {"feed", "kind", "text_hash"}, "left")
                .filter(coalesce(LAST.gt(col("known_last")), lit(true)))
                .drop("known_last");
    }

    /** What was tried again, or is no longer said by its file, is taken up anew when it comes again. */
    private static Dataset<Row> known(JobContext context) {
        Dataset<Row> good = context.read(IngestJob.RECORD)
                .select("feed", "kind", "text_hash")
                .withColumn("is_bad", lit(false));
        if (!context.has(IngestJob.QUARANTINE)) {
            return good;
        }
        return good.union(context.read(IngestJob.QUARANTINE)
                .filter(coalesce(col("state"), lit("open")).isin("open", "discarded"))
                .select("feed", "kind", "text_hash")
                .withColumn("is_bad", lit(true)));
    }
}
