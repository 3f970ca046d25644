package org.charthouse.flatten;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.charthouse.feed.ExtractSources;
import org.charthouse.feed.ExtractViews;
import org.charthouse.feed.RawRows;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * Makes one core table of an extract table that is no clinical fact and so no FHIR resource, such as claims: the newest row
 * per source system and key, without what its source has deleted, typed by the contract, each with its person.
 */
public final class ExtractTableJob implements Job {

    private static final TableName LINK = new TableName("identity", "link");
    private static final List<String> ADDED = List.of("person_id", FlattenJob.UNTYPED);

    private final String extract;
    private final String key;
    private final TableDefinition core;
    private final ExtractSources sources;

    /**
     * A job.
     *
     * @param extract the extract table, of one key column
     * @param core the form of the table that it makes
     */
    public ExtractTableJob(Specifications specs, String extract, TableDefinition core) {
        this.extract = extract;
        this.key = Objects.requireNonNull(specs.extracts().get(extract)).key().get(0);
        this.core = core;
        this.sources = new ExtractSources(specs, List.of(extract));
    }

    @Override
    public String name() {
        return core.table().toString();
    }

    @Override
    public Stage stage() {
        return Stage.FLATTEN;
    }

    @Override
    public Set<TableName> inputs() {
        return Set.of(RawRows.RECORD, RawRows.REPEAT, RawRows.FILE, LINK);
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(core.table());
    }

    @Override
    public String definition() {
        return core + "|" + sources.definition();
    }

    @Override
    public JobReport run(JobContext context) {
        RawRows raw = new RawRows(context);
        if (!context.fromNothing() && context.published(core.table()).isPresent() && isAsItWas(context, raw)) {
            return new JobReport(0, 0, 0, 0, "nothing new for it");
        }
        Dataset<Row> rows = Objects.requireNonNull(
                new ExtractViews(context, raw, List.of(extract), key, 1).live().get(extract));
        Dataset<Row> links = context.read(LINK).select("source_system", "patient_id", "person_id");
        Dataset<Row> linked = typed(rows).join(links, new String[] {"source_system", "patient_id"}, "left");
        return JobReport.loaded(context.writer().replace(core, linked));
    }

    private boolean isAsItWas(JobContext context, RawRows raw) {
        long since = context.previous().orElseThrow().ranIn() + 1;
        return Objects.equals(
                        context.previous().orElseThrow().inputs().get(LINK),
                        context.pinned().get(LINK))
                && !raw.hasNews(since, sources.kinds().toArray());
    }

    private Dataset<Row> typed(Dataset<Row> texts) {
        List<StructField> fields = List.of(core.schema().fields()).stream()
                .filter(field -> !ADDED.contains(field.name()))
                .toList();
        Column[] columns = new Column[fields.size() + 1];
        for (int i = 0; i < fields.size(); i++) {
            columns[i] = TypedColumns.typed(col(fields.get(i).name()), DataTypes.StringType, fields.get(i));
        }
        columns[fields.size()] = TypedColumns.untyped(fields, field -> col(field.name()), any -> DataTypes.StringType);
        return texts.select(columns);
    }
}
