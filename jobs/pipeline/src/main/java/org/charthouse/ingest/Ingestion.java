package org.charthouse.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.TableContract;

/**
 * One ingest of some new files, in two passes. The first looks at every line and keeps only its hash and what is wrong
 * with it; from that come quarantine, exact repeats and the ledger. The second copies the good lines as they are.
 */
final class Ingestion {

    private static final String POSITION = "byte_offset";

    private final JobContext context;
    private final SparkSession session;
    private final List<NewFile> files;
    private final JavaRDD<Row> lines;

    Ingestion(JobContext context, List<NewFile> files) {
        this.context = context;
        this.session = context.session();
        this.files = files;
        this.lines = Lines.read(session, sources(files), context.specs().house().splitMegabytes());
    }

    JobReport run() {
        var checks = JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(checks());
        Dataset<Row> looked = session.createDataFrame(lines.mapPartitions(new LineCheck(checks)), LineCheck.SCHEMA)
                .persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> repeats = repeats(looked).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long loaded = context.writer().append(definition(IngestJob.RECORD), records(looked, repeats));
            Dataset<Row> bad = looked.filter(col("rule").isNotNull()).join(facts(), "file_no");
            if (!bad.isEmpty()) {
                context.writer().append(definition(IngestJob.QUARANTINE), bad);
            }
            Dataset<Row> drift = drift(looked);
            if (!drift.isEmpty()) {
                context.writer().append(definition(IngestJob.DRIFT), drift);
            }
            Dataset<Row> ledger = ledger(looked, repeats);
            context.writer().append(definition(IngestJob.FILE), ledger);
            return report(loaded);
        } finally {
            repeats.unpersist();
            looked.unpersist();
        }
    }

    private JobReport report(long loaded) {
        Row sums = context.lake()
                .read(IngestJob.FILE)
                .filter(col("ingested_in").equalTo(context.run()))
                .agg(sum("rows_read"), sum("rows_quarantined"), sum("rows_duplicate"))
                .first();
        long refused = files.stream().filter(file -> !file.isUsable()).count();
        String note = files.size() + " new files" + (refused == 0 ? "" : ", " + refused + " refused");
        return new JobReport(sums.getLong(0), loaded, sums.getLong(1), sums.getLong(2), note);
    }

    /**
     * Positions of lines whose text stands earlier among these files or in the lake, within feed and kind. The version is
     * pinned: what is kept of this is worked out anew once the table has more rows, and must then come out the same.
     */
    private Dataset<Row> repeats(Dataset<Row> looked) {
        Dataset<Row> good = looked.filter(
                        col("text_hash").isNotNull().and(col("rule").isNull()))
                .join(broadcast(facts()), "file_no")
                .select("file_no", POSITION, "text_hash", "feed", "kind");
        Dataset<Row> within = good.withColumn(
                        "nth",
                        row_number()
                                .over(Window.partitionBy("feed", "kind", "text_hash")
                                        .orderBy("file_no", POSITION)))
                .filter(col("nth").gt(1))
                .select("file_no", POSITION);
        if (!context.has(IngestJob.RECORD)) {
            return within;
        }
        Dataset<Row> known = context.lake()
                .read(IngestJob.RECORD, context.lake().version(IngestJob.RECORD))
                .select("feed", "kind", "text_hash");
        Dataset<Row> before = good.join(known, columns("feed", "kind", "text_hash"), "left_semi")
                .select("file_no", POSITION);
        return within.union(before).distinct();
    }

    private Dataset<Row> records(Dataset<Row> looked, Dataset<Row> repeats) {
        Dataset<Row> out = looked.filter(col("rule").isNotNull())
                .select("file_no", POSITION)
                .union(repeats);
        return session.createDataFrame(lines, Lines.SCHEMA)
                .join(out, columns("file_no", POSITION), "left_anti")
                .join(broadcast(facts()), "file_no")
                .withColumn("text_hash", md5(col("text").cast(DataTypes.BinaryType)));
    }

    private Dataset<Row> drift(Dataset<Row> looked) {
        return looked.filter(col("path").isNotNull())
                .groupBy("file_no", "path")
                .agg(sum("rows").as("rows"))
                .join(facts(), "file_no");
    }

    private Dataset<Row> ledger(Dataset<Row> looked, Dataset<Row> repeats) {
        Dataset<Row> read = looked.filter(col("text_hash").isNotNull())
                .groupBy("file_no")
                .agg(
                        count(lit(1)).as("rows_read"),
                        count(when(col("rule").isNotNull(), 1)).as("rows_quarantined"));
        Dataset<Row> repeated = repeats.groupBy("file_no").agg(count(lit(1)).as("rows_duplicate"));
        return session.createDataFrame(files.stream().map(this::ledgerRow).toList(), LEDGER)
                .join(read, columns("file_no"), "left")
                .join(repeated, columns("file_no"), "left")
                .withColumn("rows_read", zero("rows_read"))
                .withColumn("rows_quarantined", zero("rows_quarantined"))
                .withColumn("rows_duplicate", zero("rows_duplicate"))
                .withColumn(
                        "rows_loaded",
                        col("rows_read").minus(col("rows_quarantined")).minus(col("rows_duplicate")))
                .withColumn("ingested_in", lit(context.run()))
                .coalesce(1);
    }

    private static final StructType LEDGER = new StructType()
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

    private Row ledgerRow(NewFile file) {
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
                file.isUsable() ? "loaded" : "refused",
                file.refusal().orElse(null));
    }

    private static final StructType FACTS = new StructType()
            .add("file_no", DataTypes.IntegerType)
            .add("feed", DataTypes.StringType)
            .add("source_system", DataTypes.StringType)
            .add("kind", DataTypes.StringType)
            .add("delivery_on", DataTypes.DateType)
            .add("ingested_in", DataTypes.LongType);

    /** What every line of a file shares. */
    private Dataset<Row> facts() {
        List<Row> rows = files.stream()
                .map(file -> RowFactory.create(
                        file.fileNo(),
                        file.landed().feed().feed(),
                        file.landed().feed().sourceSystem(),
                        file.kind(),
                        Date.valueOf(file.landed().deliveryOn()),
                        context.run()))
                .toList();
        return session.createDataFrame(rows, FACTS);
    }

    private Map<Integer, RecordCheck> checks() {
        Map<Integer, RecordCheck> checks = new HashMap<>();
        files.stream().filter(NewFile::isUsable).forEach(file -> checks.put(file.fileNo(), check(file)));
        return checks;
    }

    private RecordCheck check(NewFile file) {
        if (file.landed().feed().isCsv()) {
            TableContract contract =
                    Objects.requireNonNull(context.specs().extracts().get(file.kind()));
            List<String> header = CsvRecordCheck.parse(Objects.requireNonNull(file.header()));
            return new CsvRecordCheck(Objects.requireNonNull(header), contract);
        }
        ElementList elements = Objects.requireNonNull(context.specs().elements().get(file.kind()));
        return new FhirRecordCheck(
                ElementTree.of(elements.resource(), FhirSchema.of(elements.resource(), elements.paths())));
    }

    private static List<Lines.Source> sources(List<NewFile> files) {
        return files.stream()
                .filter(NewFile::isUsable)
                .filter(file -> file.landed().bytes() > 0)
                .map(file -> new Lines.Source(
                        file.fileNo(),
                        file.landed().file(),
                        file.landed().feed().isCsv()))
                .toList();
    }

    private TableDefinition definition(org.charthouse.spec.TableName table) {
        return context.definitionOf(table);
    }

    private static org.apache.spark.sql.Column zero(String column) {
        return coalesce(col(column), lit(0L));
    }

    private static String[] columns(String... names) {
        return names;
    }
}
