package org.charthouse.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.feed.LineReader;
import org.charthouse.fhir.ElementLists;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.FileSpec;

/**
 * The files of one ingest.
 *
 * @param fresh files that were not read before
 * @param again files read before, of which quarantined lines are tried again
 */
record Batch(List<NewFile> fresh, List<NewFile> again) {

    private static final StructType FACTS = new StructType()
            .add("file_no", DataTypes.IntegerType)
            .add("feed", DataTypes.StringType)
            .add("source_system", DataTypes.StringType)
            .add("file_kind", DataTypes.StringType)
            .add("delivery_on", DataTypes.DateType)
            .add("path", DataTypes.StringType)
            .add("read_by", DataTypes.StringType)
            .add("ingested_in", DataTypes.LongType);

    boolean isEmpty() {
        return fresh.isEmpty() && again.isEmpty();
    }

    long bytes() {
        return fresh.stream().mapToLong(file -> file.landed().bytes()).sum();
    }

    /** The same with some fresh files refused. */
    Batch refusing(Map<Integer, String> reasons) {
        return new Batch(
                fresh.stream()
                        .map(file -> reasons.containsKey(file.fileNo())
                                ? new NewFile(
                                        file.fileNo(),
                                        file.landed(),
                                        file.sha256(),
                                        file.header(),
                                        Optional.ofNullable(reasons.get(file.fileNo())))
                                : file)
                        .toList(),
                again);
    }

    /** Rows of lines with what every line of its file shares; a kind of their own goes before the file's. */
    static Dataset<Row> withFacts(Dataset<Row> lines, Dataset<Row> facts) {
        return lines.join(broadcast(facts), "file_no")
                .withColumn("kind", coalesce(col("kind"), col("file_kind")))
                .drop("file_kind");
    }

    /** What every line of a file shares. */
    Dataset<Row> facts(JobContext context) {
        Map<Integer, RecordCheck> checks = checks(context);
        List<Row> rows = all().stream()
                .map(file -> RowFactory.create(
                        file.fileNo(),
                        file.landed().feed().feed(),
                        file.landed().feed().sourceSystem(),
                        file.kind(),
                        Date.valueOf(file.landed().deliveryOn()),
                        file.landed().path(),
                        checks.containsKey(file.fileNo())
                                ? checks.get(file.fileNo()).readBy()
                                : "",
                        context.run()))
                .toList();
        return context.session().createDataFrame(rows, FACTS);
    }

    Map<Integer, RecordCheck> checks(JobContext context) {
        Map<Integer, RecordCheck> checks = new HashMap<>();
        ElementLists lists = ElementLists.of(context.specs().paths());
        all().stream()
                .filter(NewFile::isUsable)
                .forEach(file -> checks.put(file.fileNo(), check(context, lists, file)));
        return checks;
    }

    List<Lines.Source> sources() {
        return fresh.stream()
                .filter(NewFile::isUsable)
                .filter(file -> file.landed().bytes() > 0)
                .map(file -> new Lines.Source(
                        file.fileNo(),
                        file.landed().file(),
                        file.landed().bytes(),
                        file.landed().feed().isCsv()
                                ? Optional.of(file.landed().feed().csv())
                                : Optional.empty(),
                        file.isDocument()))
                .toList();
    }

    private List<NewFile> all() {
        List<NewFile> all = new ArrayList<>(fresh);
        all.addAll(again);
        return all;
    }

    private static RecordCheck check(JobContext context, ElementLists lists, NewFile file) {
        if (file.kind().equals(FeedSpec.DELETIONS)) {
            return new DeletionCheck();
        }
        if (file.landed().feed().isCsv()) {
            FeedSpec feed = file.landed().feed();
            FileSpec kind = context.specs().file(feed.feed(), file.kind()).orElseThrow();
            return new CsvRecordCheck(
                    LineReader.of(context.specs(), feed, kind, Objects.requireNonNull(file.header())),
                    feed.csv().encoding());
        }
        return file.isDocument() ? new DocumentCheck(lists) : new FhirRecordCheck(file.kind(), lists);
    }
}
