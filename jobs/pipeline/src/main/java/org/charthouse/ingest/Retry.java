package org.charthouse.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.fhir.FhirJson;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.FeedSpec;

/**
 * Quarantined lines that a person wants to be tried again: they are judged by what is configured now, as if their file
 * were read again, and keep their place in it.
 */
final class Retry {

    /** The state of such a line. */
    static final String STATE = "retry";

    private final JobContext context;

    Retry(JobContext context) {
        this.context = context;
    }

    /** The files of these lines, where feed and kind are still configured. */
    List<NewFile> files() {
        if (!context.has(IngestJob.QUARANTINE)) {
            return List.of();
        }
        Dataset<Row> numbers = marked().select("file_no").distinct();
        return context
                .read(IngestJob.FILE)
                .join(broadcast(numbers), "file_no")
                .orderBy("file_no")
                .collectAsList()
                .stream()
                .filter(row -> isConfigured(row.getAs("feed"), row.getAs("kind")))
                .map(this::file)
                .toList();
    }

    private boolean isConfigured(String name, String kind) {
        FeedSpec feed = context.specs().feeds().get(name);
        if (feed == null) {
            return false;
        }
        return feed.isCsv()
                ? context.specs().file(name, kind).isPresent()
                : List.of(FeedSpec.DELETIONS, FeedSpec.DOCUMENT).contains(kind)
                        || context.specs().elements().containsKey(kind);
    }

    /** The lines of some files, in the form in which lines of files are read; what could not be decoded is ISO 8859-1 now. */
    Dataset<Row> lines(List<NewFile> files) {
        return marked().filter(
                        col("file_no").isin(files.stream().map(NewFile::fileNo).toArray()))
                .select(
                        col("file_no"),
                        col("byte_offset"),
                        col("text"),
                        lit(true).as("is_decoded"),
                        coalesce(kindOfDocument(), col("kind")).as("kind"));
    }

    /** A document that was no UTF-8 is one line; where it is one resource, its text tells which. */
    private static Column kindOfDocument() {
        return when(col("kind").equalTo(FeedSpec.DOCUMENT), FhirJson.resourceType(col("text")));
    }

    /** The quarantine rows as they are after another look. */
    Dataset<Row> judged(Dataset<Row> looked) {
        Dataset<Row> now = looked.filter(col("text_hash").isNotNull())
                .select(
                        col("file_no"),
                        col("byte_offset"),
                        col("rule").as("rule_now"),
                        col("reason").as("reason_now"));
        return marked().join(now, new String[] {"file_no", "byte_offset"})
                .withColumn("state", when(col("rule_now").isNull(), "retried").otherwise("open"))
                .withColumn("rule", coalesce(col("rule_now"), col("rule")))
                .withColumn("reason", coalesce(col("reason_now"), col("reason")))
                .drop("rule_now", "reason_now");
    }

    /** Of a line that is too long only the start was kept; it can only come again with its file. */
    private Dataset<Row> marked() {
        return context.read(IngestJob.QUARANTINE)
                .filter(col("state").equalTo(STATE).and(col("rule").notEqual(IngestJob.TOO_LONG)));
    }

    private NewFile file(Row row) {
        FeedSpec feed = context.specs().feeds().get(row.<String>getAs("feed"));
        LandedFile landed = new LandedFile(
                java.util.Objects.requireNonNull(feed),
                Optional.of(row.<String>getAs("kind")),
                row.<Date>getAs("delivery_on").toLocalDate(),
                row.getAs("path"),
                context.home().landing().resolve(row.<String>getAs("path")),
                row.<Long>getAs("bytes"),
                row.<Timestamp>getAs("modified_at").toInstant(),
                OptionalLong.empty());
        return new NewFile(
                row.<Integer>getAs("file_no"), landed, row.getAs("sha256"), row.getAs("header"), Optional.empty());
    }
}
