package org.charthouse.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.FewRows;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.TableName;

/**
 * One ingest of some files, in two passes. The first looks at every line and keeps only its hash and what is wrong with
 * it; from that come refused files, quarantine, exact repeats and the ledger. The second copies the good lines as they
 * are.
 */
final class Ingestion {

    private static final String[] POSITION = {"file_no", "byte_offset"};

    private static final String ADVICE = "'charthouse quarantine list' names what could not be used, and says why";

    private final JobContext context;
    private final SparkSession session;
    private final Retry retry;
    private final FileLedger ledger;
    private final JavaRDD<Row> lines;
    private Batch batch;

    Ingestion(JobContext context, Batch batch, FileLedger ledger) {
        this.context = context;
        this.session = context.session();
        this.retry = new Retry(context);
        this.ledger = ledger;
        this.batch = batch;
        JavaRDD<Row> fresh =
                Lines.read(session, batch.sources(), context.specs().house().splitMegabytes());
        this.lines = batch.again().isEmpty()
                ? fresh
                : fresh.union(retry.lines(batch.again()).javaRDD());
    }

    JobReport run() {
        var checks = JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(batch.checks(context));
        Dataset<Row> all = session.createDataFrame(lines.mapPartitions(new LineCheck(checks)), LineCheck.SCHEMA)
                .persist(StorageLevel.MEMORY_AND_DISK());
        Map<Integer, String> spoiled = Spoiled.among(all, batch);
        batch = batch.refusing(spoiled);
        Dataset<Row> looked = without(all, spoiled);
        Dataset<Row> facts = batch.facts(context);
        Dataset<Row> found = Repeats.among(looked, facts, context).persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> repeats = FewRows.of(found);
        try {
            long loaded =
                    context.writer().append(definition(IngestJob.RECORD), records(looked, repeats, facts, spoiled));
            context.writer().upsert(definition(IngestJob.REPEAT), Repeats.sightings(repeats, context));
            quarantine(looked, repeats, facts);
            appendAny(IngestJob.DRIFT, drift(looked, facts));
            unchanged();
            enter(new LedgerRows(context, batch).of(looked, repeats));
            return report(loaded);
        } finally {
            found.unpersist();
            all.unpersist();
        }
    }

    /** Writes the ledger; the row of a refused file that was opened again, or came mended, gives way to the new one. */
    private void enter(Dataset<Row> rows) {
        TableDefinition definition = definition(IngestJob.FILE);
        List<Integer> reopened = ledger.unused(
                batch.fresh().stream().map(file -> file.landed().path()).toList());
        if (batch.again().isEmpty() && reopened.isEmpty()) {
            context.writer().append(definition, rows);
            return;
        }
        Dataset<Row> all = reopened.isEmpty()
                ? rows
                : rows.unionByName(context.read(IngestJob.FILE)
                        .filter(col("file_no").isin(reopened.toArray()))
                        .withColumn("state", lit(FileLedger.SUPERSEDED)));
        context.writer().merge(definition, all, LedgerRows.CHANGING);
    }

    private JobReport report(long loaded) {
        Row sums = context.lake()
                .read(IngestJob.FILE)
                .filter(col("ingested_in").equalTo(context.run()))
                .agg(zero(sum("rows_read")), zero(sum("rows_quarantined")), zero(sum("rows_duplicate")))
                .first();
        long refused = batch.fresh().stream().filter(file -> !file.isUsable()).count();
        String note = batch.fresh().size() + " new files" + (refused == 0 ? "" : ", " + refused + " refused");
        List<String> advice = refused == 0 && sums.getLong(1) == 0 ? List.of() : List.of(ADVICE);
        return new JobReport(sums.getLong(0), loaded, sums.getLong(1), sums.getLong(2), note, advice, List.of());
    }

    private Dataset<Row> records(
            Dataset<Row> looked, Dataset<Row> repeats, Dataset<Row> facts, Map<Integer, String> spoiled) {
        Dataset<Row> out = FewRows.of(looked.filter(col("rule").isNotNull())
                .select("file_no", "byte_offset")
                .union(repeats.select("file_no", "byte_offset")));
        Dataset<Row> good =
                without(session.createDataFrame(lines, Lines.SCHEMA), spoiled).join(out, POSITION, "left_anti");
        return Batch.withFacts(good, facts)
                .withColumn("text_hash", md5(concat(col("read_by"), col("text")).cast(DataTypes.BinaryType)));
    }

    /** Bad lines, each once; what was tried again changes its row; what its file no longer says is superseded. */
    private void quarantine(Dataset<Row> looked, Dataset<Row> repeats, Dataset<Row> facts) {
        List<Integer> again = numbers(batch.again());
        Dataset<Row> fresh = looked.filter(col("rule")
                        .isNotNull()
                        .and(col("file_no").isin(again.toArray()).equalTo(false)))
                .join(repeats, POSITION, "left_anti");
        Dataset<Row> bad = Batch.withFacts(fresh, facts)
                .withColumn("state", lit("open"))
                .withColumn("state_reason", lit(null).cast("string"))
                .withColumn("state_by", lit(null).cast("string"))
                .withColumn("state_at", lit(null).cast("timestamp"));
        appendAny(IngestJob.QUARANTINE, bad);
        TableDefinition definition = definition(IngestJob.QUARANTINE);
        if (!again.isEmpty()) {
            context.writer().merge(definition, retry.judged(looked), List.of("state", "rule", "reason"));
        }
        List<Integer> replaced = batch.fresh().stream()
                .filter(NewFile::isUsable)
                .flatMap(file -> ledger.before(file.landed().path()).stream())
                .toList();
        if (!replaced.isEmpty() && context.has(IngestJob.QUARANTINE)) {
            Dataset<Row> gone = context.read(IngestJob.QUARANTINE)
                    .filter(col("file_no")
                            .isin(replaced.toArray())
                            .and(coalesce(col("state"), lit("open")).isin("open", Retry.STATE)))
                    .join(looked.select("text_hash"), "text_hash", "left_anti")
                    .withColumn("state", lit(FileLedger.SUPERSEDED));
            context.writer().merge(definition, gone, List.of("state"));
        }
    }

    private Dataset<Row> drift(Dataset<Row> looked, Dataset<Row> facts) {
        Object[] again = numbers(batch.again()).toArray(); // of these the paths are told already
        Column isDocument =
                col("file_kind").equalTo(FeedSpec.DOCUMENT).and(col("path").contains("."));
        return looked.filter(
                        col("path").isNotNull().and(col("file_no").isin(again).equalTo(false)))
                .groupBy("file_no", "path")
                .agg(sum("rows").as("rows"))
                .join(facts.drop("path"), "file_no")
                .withColumn(
                        "kind",
                        when(isDocument, substring_index(col("path"), ".", 1)).otherwise(col("file_kind")));
    }

    private void appendAny(TableName table, Dataset<Row> rows) {
        if (!rows.isEmpty()) {
            context.writer().append(definition(table), rows);
        }
    }

    /** Both passes must have seen the same file. */
    private void unchanged() {
        for (NewFile file : batch.fresh()) {
            if (!file.landed().isAsListed()) {
                throw new UserError(
                        ExitCode.INPUT,
                        new Problem(
                                "A file changed while it was read",
                                Place.of(file.landed().path()),
                                "its rows would be neither those of before nor those of now",
                                "run again when it is complete; nothing of this run was published"));
            }
        }
    }

    private static Dataset<Row> without(Dataset<Row> rows, Map<Integer, String> spoiled) {
        return spoiled.isEmpty()
                ? rows
                : rows.filter(col("file_no").isin(spoiled.keySet().toArray()).equalTo(false));
    }

    private TableDefinition definition(TableName table) {
        return context.definitionOf(table);
    }

    private static List<Integer> numbers(List<NewFile> files) {
        return files.stream().map(NewFile::fileNo).toList();
    }

    static Column zero(Column column) {
        return coalesce(column, lit(0L));
    }

    static Column badOnes() {
        return count(when(col("rule").isNotNull(), 1));
    }
}
