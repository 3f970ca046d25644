package org.charthouse.pipeline;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableWriter;

/** The Delta table {@code ops.run}: one row per job and run, one commit per stage. */
final class RunLog {

    private final Lake lake;
    private final TableDefinition definition;

    RunLog(Lake lake, TableDefinition definition) {
        this.lake = lake;
        this.definition = definition;
    }

    void append(long run, List<JobOutcome> outcomes) {
        List<Row> rows = outcomes.stream().map(outcome -> row(run, outcome)).toList();
        new TableWriter(lake).append(definition, lake.session().createDataFrame(rows, definition.schema()));
    }

    private static Row row(long run, JobOutcome outcome) {
        JobReport report = outcome.report();
        return RowFactory.create(
                run,
                outcome.job().stage().word(),
                outcome.job().name(),
                outcome.state().name().toLowerCase(java.util.Locale.ROOT),
                Timestamp.from(outcome.startedAt()),
                outcome.took().toMillis() / 1000.0,
                report.read(),
                report.loaded(),
                report.quarantined(),
                report.duplicates(),
                report.note());
    }
}
