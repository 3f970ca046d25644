package org.charthouse.pipeline;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableWriter;

/** The Delta table {@code ops.run}: one row per job and run, one commit per stage that works. */
final class RunLog {

    private final Lake lake;
    private final TableDefinition definition;

    RunLog(Lake lake, TableDefinition definition) {
        this.lake = lake;
        this.definition = definition;
    }

    /** What jobs finished in runs after this one, oldest first. */
    List<JobEntry> finishedAfter(long run) {
        if (!lake.exists(definition.table())
                || !List.of(lake.read(definition.table()).columns()).contains("definition_hash")) {
            return List.of();
        }
        return lake
                .read(definition.table())
                .filter(col("run_number").gt(run).and(col("definition_hash").isNotNull()))
                .orderBy("run_number")
                .collectAsList()
                .stream()
                .map(JobEntry::of)
                .toList();
    }

    void append(long run, List<JobOutcome> outcomes) {
        List<Row> rows = outcomes.stream().map(outcome -> row(run, outcome)).toList();
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
