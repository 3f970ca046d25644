package org.charthouse.conform;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.feed.RawRows;
import org.charthouse.fhir.CompiledView;
import org.charthouse.fhir.ViewText;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;

/**
 * Keeps what each version of a resource, the newest or not, says of some of its elements: those of a view with one row per
 * resource. As it is made of what was delivered alone, it is the same whether versions come one after the other or at once.
 */
public final class VersionsJob implements Job {

    private final TableName table;
    private final ConformJob resources;
    private final CompiledView view;
    private final String text;
    private final String key;

    /**
     * A job.
     *
     * @param table where versions are kept
     * @param resources the job of their type
     * @param text the view as it is written
     * @param key the column of the view that names the resource
     */
    public VersionsJob(TableName table, ConformJob resources, CompiledView view, String text, String key) {
        this.table = table;
        this.resources = resources;
        this.view = view;
        this.text = text;
        this.key = key;
    }

    @Override
    public String name() {
        return table.toString();
    }

    @Override
    public Stage stage() {
        return Stage.CONFORM;
    }

    @Override
    public Set<TableName> inputs() {
        return new TreeSet<>(Set.of(RawRows.RECORD, RawRows.REPEAT, RawRows.FILE));
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(table);
    }

    @Override
    public String definition() {
        return resources.definition() + "|" + text;
    }

    @Override
    public JobReport run(JobContext context) {
        boolean whole = context.fromNothing() || context.published(table).isEmpty();
        long since = whole ? 1 : context.previous().orElseThrow().ranIn() + 1;
        Optional<Dataset<Row>> versions = resources.versions(context, since);
        if (versions.isEmpty()) {
            return new JobReport(0, 0, 0, 0, "nothing new for it");
        }
        Dataset<Row> said =
                ViewText.of(view.apply(versions.get()), key).distinct().withColumn("said_in", lit(context.run()));
        return JobReport.loaded(
                whole
                        ? context.writer().replace(context.definitionOf(table), said)
                        : context.writer().merge(context.definitionOf(table), said, List.of()));
    }
}
