package org.charthouse.ingest;

import static org.apache.spark.sql.functions.broadcast;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** Reads the files of the landing folder that were not read before. */
public final class IngestJob implements Job {

    public static final TableName RECORD = new TableName("raw", "record");
    public static final TableName REPEAT = new TableName("raw", "repeat");
    public static final TableName QUARANTINE = new TableName("raw", "quarantine");
    public static final TableName FILE = new TableName("ops", "file");
    public static final TableName DRIFT = new TableName("ops", "feed_drift");

    /** The rule of a line of which quarantine keeps only the start. */
    public static final String TOO_LONG = "too-long";

    /** The rule of a line that is no UTF-8; it is kept as ISO 8859-1, byte for byte. */
    public static final String ENCODING = "encoding";

    /** The rule of a resource in a document whose type no list keeps. */
    public static final String TYPE_NOT_KEPT = "type-not-kept";

    private static final String PASSED_OVER = " passed over";
    private static final String MISSING = " that a manifest lists and that are not there";
    private static final String BROKEN = " broken manifests, so that the files beside them were not counted";
    private static final StructType TIMES =
            new StructType().add("file_no", DataTypes.IntegerType).add("modified_at", DataTypes.TimestampType);

    private final Specifications specs;

    public IngestJob(Specifications specs) {
        this.specs = specs;
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Stage stage() {
        return Stage.INGEST;
    }

    @Override
    public Set<TableName> inputs() {
        return outputs();
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(RECORD, REPEAT, QUARANTINE, FILE, DRIFT);
    }

    /** Raw rows are what they are: a changed definition does not read files again. */
    @Override
    public String definition() {
        return specs.feeds().toString();
    }

    @Override
    public boolean looksOutside() {
        return true;
    }

    @Override
    public Optional<String> awaits(JobContext context) {
        FileLedger ledger = ledger(context);
        Landing landing = landing(context);
        long files =
                landing.files().stream().filter(file -> !ledger.hasSeen(file)).count();
        boolean retried = !new Retry(context).files().isEmpty();
        List<String> strays = landing.strays();
        List<String> missing = landing.missing();
        List<String> broken = landing.broken();
        if (files == 0 && !retried && strays.isEmpty() && missing.isEmpty() && broken.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(files + " new files" + (retried ? ", and quarantined lines to try again" : "")
                + such(broken, BROKEN)
                + such(missing, MISSING)
                + such(strays, PASSED_OVER));
    }

    @Override
    public JobReport run(JobContext context) {
        FileLedger ledger = ledger(context);
        FileOpener opener = new FileOpener(specs, ledger);
        Landing landing = landing(context);
        Batch batch = new Batch(opener.newOnes(landing.files()), new Retry(context).files());
        String left = left(opener, landing);
        touch(context, opener.touched());
        if (batch.isEmpty()) {
            return new JobReport(0, 0, 0, 0, "no new files" + left);
        }
        SpaceCheck.check(context.lake().root(), specs.house().leastFreeMegabytes() * 1024L * 1024L, batch.bytes());
        return new Ingestion(context, batch, ledger).run().noting(left);
    }

    private static String left(FileOpener opener, Landing landing) {
        return (opener.growing() == 0 ? "" : ", " + opener.growing() + " still being written")
                + such(opener.unreadable(), " that cannot be read")
                + such(landing.broken(), BROKEN)
                + such(landing.missing(), MISSING)
                + such(landing.strays(), PASSED_OVER);
    }

    private static String such(List<String> files, String what) {
        return files.isEmpty() ? "" : ", " + files.size() + what + ", such as " + files.get(0);
    }

    /** Notes the new times of files that are otherwise as they were, so that they are not opened each night. */
    private static void touch(JobContext context, Map<Integer, Instant> touched) {
        if (touched.isEmpty()) {
            return;
        }
        List<Row> times = touched.entrySet().stream()
                .map(file -> RowFactory.create(file.getKey(), Timestamp.from(file.getValue())))
                .toList();
        Dataset<Row> rows = context.read(FILE)
                .drop("modified_at")
                .join(broadcast(context.session().createDataFrame(times, TIMES)), "file_no");
        context.writer().merge(context.definitionOf(FILE), rows, List.of("modified_at"));
    }

    private static FileLedger ledger(JobContext context) {
        return new FileLedger(context.has(FILE) ? Optional.of(context.read(FILE)) : Optional.empty());
    }

    private Landing landing(JobContext context) {
        return new Landing(context.home().landing(), specs);
    }
}
