package org.charthouse.ingest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        long files = landing(context).files().stream()
                .filter(file -> !ledger.hasSeen(file))
                .count();
        boolean retried = !new Retry(context).files().isEmpty();
        if (files == 0 && !retried) {
            return Optional.empty();
        }
        return Optional.of(files + " new files" + (retried ? ", and quarantined lines to try again" : ""));
    }

    @Override
    public JobReport run(JobContext context) {
        FileLedger ledger = ledger(context);
        FileOpener opener = new FileOpener(specs, ledger);
        Batch batch = new Batch(opener.newOnes(landing(context).files()), new Retry(context).files());
        String left = left(opener.growing(), landing(context).strays());
        if (batch.isEmpty()) {
            return new JobReport(0, 0, 0, 0, "no new files" + left);
        }
        SpaceCheck.check(context.lake().root(), specs.house().leastFreeMegabytes() * 1024L * 1024L, batch.bytes());
        JobReport report = new Ingestion(context, batch, ledger).run();
        return new JobReport(
                report.read(), report.loaded(), report.quarantined(), report.duplicates(), report.note() + left);
    }

    private static String left(int growing, List<String> strays) {
        String left = growing == 0 ? "" : ", " + growing + " still being written";
        return strays.isEmpty()
                ? left
                : left + ", " + strays.size() + " outside all feeds' deliveries, such as " + strays.get(0);
    }

    private static FileLedger ledger(JobContext context) {
        return new FileLedger(context.has(FILE) ? Optional.of(context.read(FILE)) : Optional.empty());
    }

    private Landing landing(JobContext context) {
        return new Landing(context.home().landing(), specs);
    }
}
