package org.charthouse.pipeline;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableWriter;

/** The Delta table {@code ops.run}: one row per job and run, one commit per stage that works. */
public final class RunLog {

    private final Lake lake;
    private final TableDefinition definition;

    /**
     * The log of a lake.
     *
     * @param definition of {@code ops.run}
     */
    public RunLog(Lake lake, TableDefinition definition) {
        this.lake = lake;
        this.definition = definition;
    }

    /**
     * Notes what tables became by a command after a run that was not published; the next run goes on from there. Nothing
     * worked, so the jobs are said to be unchanged.
     *
     * @param run a number that no run has had
     * @param because name of the command
     */
    public void note(long run, Collection<JobEntry> entries, String because, Instant now) {
        List<Row> rows = entries.stream()
                .map(entry -> RowFactory.create(
                        run,
                        entry.stage(),
                        entry.job(),
                        JobOutcome.State.UNCHANGED.name().toLowerCase(Locale.ROOT),
                        Timestamp.from(now),
                        0.0,
                        0L,
                        0L,
                        0L,
                        0L,
                        "",
                        because,
                        entry.definition(),
                        Date.valueOf(entry.asOf()),
                        entry.ranIn(),
                        JobEntry.named(entry.inputs()),
                        JobEntry.named(entry.outputs())))
                .toList();
        write(rows);
    }

    void append(long run, List<JobOutcome> outcomes) {
        write(outcomes.stream().map(outcome -> row(run, outcome)).toList());
    }

    private void write(List<Row> rows) {
        new TableWriter(lake).append(definition, lake.session().createDataFrame(rows, definition.schema()));
    }

    private static Row row(long run, JobOutcome outcome) {
        JobReport report = outcome.report();
        JobEntry entry = outcome.entry();
        boolean finished = outcome.state() != JobOutcome.State.FAILED;
        return RowFactory.create(
                run,
                outcome.job().stage().word(),
                outcome.job().name(),
                outcome.state().name().toLowerCase(Locale.ROOT),
                Timestamp.from(outcome.startedAt()),
                outcome.took().toMillis() / 1000.0,
                report.read(),
                report.loaded(),
                report.quarantined(),
                report.duplicates(),
                report.note(),
                outcome.why(),
                finished ? entry.definition() : null,
                finished ? Date.valueOf(entry.asOf()) : null,
                finished ? entry.ranIn() : null,
                finished ? JobEntry.named(entry.inputs()) : null,
                finished ? JobEntry.named(entry.outputs()) : null);
    }
}
