package org.charthouse.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** Reads the files of the landing folder that were not read before. */
public final class IngestJob implements Job {

    public static final TableName RECORD = new TableName("raw", "record");
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
        return Set.of(RECORD, QUARANTINE, FILE, DRIFT);
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
    public JobReport run(JobContext context) {
        FileLedger ledger = new FileLedger(context.has(FILE) ? Optional.of(context.read(FILE)) : Optional.empty());
        forgetUnfinished(context, ledger.last());
        List<LandedFile> landed = new Landing(context.home().landing(), specs).files();
        List<NewFile> files = new FileOpener(specs, ledger).newOnes(landed);
        if (files.isEmpty()) {
            return new JobReport(0, 0, 0, 0, "no new files");
        }
        return new Ingestion(context, files).run();
    }

    /** The ledger is written last: rows of files that it does not name are what an interrupted run left behind. */
    private static void forgetUnfinished(JobContext context, int last) {
        for (TableName table : List.of(RECORD, QUARANTINE, DRIFT)) {
            long published = context.previous()
                    .map(entry -> entry.outputs().getOrDefault(table, Lake.ABSENT))
                    .orElse(Lake.ABSENT);
            if (context.has(table) && context.lake().version(table) != published) {
                context.writer().delete(table, col("file_no").gt(last));
            }
        }
    }
}
