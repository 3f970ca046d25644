package org.charthouse.flatten;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.fhir.CompiledView;
import org.charthouse.fhir.FhirTypes;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;

/** Makes one core table from the view of its name. */
public final class FlattenJob implements Job {

    /** The column that lists which values of a row could not be typed. */
    public static final String UNTYPED = "untyped_columns";

    private static final TableName LINK = new TableName("identity", "link");

    private final TableName resource;
    private final CompiledView view;
    private final TableDefinition core;
    private final String definition;

    /**
     * A job.
     *
     * @param resource the table of the view's resource
     * @param view the compiled view
     * @param core the form of the table it makes
     * @param definition the text of the view
     */
    public FlattenJob(TableName resource, CompiledView view, TableDefinition core, String definition) {
        this.resource = resource;
        this.view = view;
        this.core = core;
        this.definition = definition;
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
        return Set.of(resource, LINK);
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(core.table());
    }

    @Override
    public String definition() {
        return definition + core;
    }

    @Override
    public JobReport run(JobContext context) {
        if (!context.has(resource)) {
            return new JobReport(0, 0, 0, 0, "nothing of its resource was ever delivered");
        }
        Dataset<Row> links = context.read(LINK).select("source_system", "patient_id", "person_id");
        Dataset<Row> rows = typed(view.apply(alive(context.read(resource))))
                .join(links, new String[] {"source_system", "patient_id"}, "left");
        boolean canFollow = !context.fromNothing()
                && context.published(core.table()).isPresent()
                && context.lastRead(resource).isPresent();
        return canFollow
                ? follow(context, rows, links)
                : JobReport.loaded(context.writer().replace(core, rows));
    }

    /** Makes the rows anew of those patients of whom anything changed. */
    private JobReport follow(JobContext context, Dataset<Row> rows, Dataset<Row> links) {
        Dataset<Row> patients =
                new AffectedPatients(resource, view, LINK).of(context).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long affected = patients.count();
            if (affected == 0) {
                return new JobReport(0, 0, 0, 0, "nobody is affected");
            }
            String note = affected + " patients affected";
            if (affected * 2 > links.count()) {
                return new JobReport(0, context.writer().replace(core, rows), 0, 0, note);
            }
            Dataset<Row> theirs = rows.join(
                    broadcast(patients.select(
                            col("source_system").as("in_source"),
                            col("patient_id").as("of_patient"))),
                    col("source_system")
                            .equalTo(col("in_source"))
                            .and(col("patient_id").eqNullSafe(col("of_patient"))),
                    "left_semi");
            return new JobReport(0, context.writer().replaceGroups(core, patients, theirs), 0, 0, note);
        } finally {
            patients.unpersist();
        }
    }

    static Dataset<Row> alive(Dataset<Row> resources) {
        return resources.filter(col("is_deleted").equalTo(false));
    }

    private Dataset<Row> typed(Dataset<Row> flat) {
        List<Column> columns = new ArrayList<>();
        List<Column> untyped = new ArrayList<>();
        for (StructField field : flat.schema().fields()) {
            StructField wanted = core.schema().apply(field.name());
            Column text = col(field.name());
            columns.add(
                    FhirTypes.typed(text, field.dataType(), wanted.dataType()).as(field.name()));
            if (!field.dataType().equals(wanted.dataType())) {
                Column unfit = FhirTypes.isUnfit(text, field.dataType(), wanted.dataType());
                untyped.add(when(unfit, lit(field.name())));
            }
        }
        Column list = untyped.isEmpty()
                ? array().cast("array<string>")
                : array_compact(array(untyped.toArray(Column[]::new)));
        columns.add(list.as(UNTYPED));
        return flat.select(columns.toArray(Column[]::new));
    }
}
