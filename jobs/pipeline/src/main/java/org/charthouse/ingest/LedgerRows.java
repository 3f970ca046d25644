package org.charthouse.ingest;

import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.pipeline.JobContext;

/** The rows of {@code ops.file} that one ingest writes: new files, and old ones of which lines were tried again. */
final class LedgerRows {

    /** Columns that change when lines are tried again or a file is opened again. */
    static final List<String> CHANGING = List.of(
            "state", "rows_loaded", "rows_quarantined", "rows_duplicate", "rows_malformed", "contained", "kinds");

    private static final String[] FILE = {"file_no"};

    private static final StructType SCHEMA = new StructType()
            .add("file_no", DataTypes.IntegerType)
            .add("feed", DataTypes.StringType)
            .add("kind", DataTypes.StringType)
            .add("delivery_on", DataTypes.DateType)
            .add("path", DataTypes.StringType)
            .add("bytes", DataTypes.LongType)
            .add("modified_at", DataTypes.TimestampType)
            .add("sha256", DataTypes.StringType)
            .add("header", DataTypes.StringType)
            .add("state", DataTypes.StringType)
            .add("reason", DataTypes.StringType);

    private final JobContext context;
    private final Batch batch;

    LedgerRows(JobContext context, Batch batch) {
        this.context = context;
        this.batch = batch;
    }

    Dataset<Row> of(Dataset<Row> looked, Dataset<Row> repeats) {
        Dataset<Row> read = looked.filter(col("text_hash").isNotNull())
                .groupBy("file_no")
                .agg(count(lit(1)).as("n_read"), Ingestion.badOnes().as("n_bad"));
        Dataset<Row> repeated = repeats.groupBy("file_no")
                .agg(count(lit(1)).as("n_all"), badRepeats().as("n_bad_again"));
        Column isGood = col("text_hash").isNotNull().and(col("rule").isNull());
        Dataset<Row> inside = looked.filter(
                        col("contained").isNotNull().or(isGood.and(col("kind").isNotNull())))
                .groupBy("file_no")
                .agg(texts("contained").as("contained_now"), texts("kind").as("kinds_now"));
        Dataset<Row> fresh = context.session()
                .createDataFrame(batch.fresh().stream().map(LedgerRows::row).toList(), SCHEMA)
                .join(read, FILE, "left")
                .join(repeated, FILE, "left")
                .join(inside, FILE, "left")
                .withColumnRenamed("contained_now", "contained")
                .withColumnRenamed("kinds_now", "kinds")
                .withColumn("rows_read", zero("n_read"))
                .withColumn("rows_quarantined", zero("n_bad").minus(zero("n_bad_again")))
                .withColumn("rows_duplicate", zero("n_all"))
                .withColumn("rows_malformed", zero("n_bad"))
                .withColumn("ingested_in", lit(context.run()));
        fresh = loaded(fresh);
        return (batch.again().isEmpty() ? fresh : fresh.unionByName(again(read, repeated, inside))).coalesce(1);
    }

    /** Of lines tried again, the good ones leave quarantine. */
    private Dataset<Row> again(Dataset<Row> read, Dataset<Row> repeated, Dataset<Row> inside) {
        Column good = zero("n_read").minus(zero("n_bad"));
        return loaded(context.read(IngestJob.FILE)
                .filter(col("file_no")
                        .isin(batch.again().stream().map(NewFile::fileNo).toArray()))
                .join(read, FILE, "left")
                .join(repeated, FILE, "left")
                .join(inside, FILE, "left")
                .withColumn("contained", either("contained", "contained_now"))
                .withColumn("kinds", either("kinds", "kinds_now"))
                .drop("contained_now", "kinds_now")
                .withColumn("rows_quarantined", col("rows_quarantined").minus(good))
                .withColumn("rows_malformed", col("rows_malformed").minus(good))
                .withColumn(
                        "rows_duplicate",
                        col("rows_duplicate").plus(zero("n_all")).minus(zero("n_bad_again")))
                .drop("rows_loaded"));
    }

    private static Dataset<Row> loaded(Dataset<Row> rows) {
        return rows.withColumn(
                        "rows_loaded",
                        col("rows_read").minus(col("rows_quarantined")).minus(col("rows_duplicate")))
                .drop("n_read", "n_bad", "n_all", "n_bad_again");
    }

    /** The distinct values of a column, sorted; null where there is none. */
    private static Column texts(String column) {
        Column texts = sort_array(collect_set(column));
        return when(size(texts).gt(0), texts);
    }

    /** What either of two sets has; null where both are. */
    private static Column either(String first, String second) {
        return coalesce(sort_array(array_union(col(first), col(second))), col(first), col(second));
    }

    private static Column badRepeats() {
        return count(when(col("is_bad"), 1));
    }

    private static Column zero(String column) {
        return Ingestion.zero(col(column));
    }

    private static Row row(NewFile file) {
        LandedFile landed = file.landed();
        return RowFactory.create(
                file.fileNo(),
                landed.feed().feed(),
                file.kind(),
                Date.valueOf(landed.deliveryOn()),
                landed.path(),
                landed.bytes(),
                Timestamp.from(landed.modifiedAt()),
                file.sha256(),
                file.header(),
                file.isUsable() ? "loaded" : FileLedger.REFUSED,
                file.refusal().orElse(null));
    }
}
