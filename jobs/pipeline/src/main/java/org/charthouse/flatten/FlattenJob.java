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
import org.charthouse.terminology.DerivedColumns;
import org.charthouse.terminology.Terminology;
import org.charthouse.terminology.TerminologyCalls;
import org.charthouse.terminology.TerminologyColumns;

/**
 * Makes one core table from the view of its name. A view with a column {@code patient_id} is about patients: its rows get
 * their person, and follow the patients of whom something changed. Any other is made anew as a whole, as are the tables of
 * organisations, places and clinicians.
 */
public final class FlattenJob implements Job {

    /** The column that lists which values of a row could not be typed. */
    public static final String UNTYPED = "untyped_columns";

    private static final String PATIENT = "patient_id";
    private static final TableName LINK = new TableName("identity", "link");

    private final TableName resource;
    private final CompiledView view;
    private final TableDefinition core;
    private final String definition;
    private final Terminology terminology;
    private final DerivedColumns derived;

    /**
     * A job.
     *
     * @param resource the table of the view's resource
     * @param view the compiled view
     * @param core the form of the table it makes
     * @param definition the text of the view
     * @param terminology what normalises codes and results, where the table has columns for that
     */
    public FlattenJob(
            TableName resource, CompiledView view, TableDefinition core, String definition, Terminology terminology) {
        this.resource = resource;
        this.view = view;
        this.core = core;
        this.definition = definition;
        this.terminology = terminology;
        this.derived = DerivedColumns.of(List.of(core.schema().fieldNames()));
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
        return isOfPatients() ? Set.of(resource, LINK) : Set.of(resource);
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(core.table());
    }

    @Override
    public String definition() {
        return definition + core + (derived.isEmpty() ? "" : terminology.definition());
    }

    @Override
    public JobReport run(JobContext context) {
        if (hasNothing(context)) {
            return new JobReport(0, 0, 0, 0, "nothing was ever delivered for it");
        }
        if (!isOfPatients()) {
            return JobReport.loaded(context.writer().replace(core, typed(flat(context))));
        }
        Dataset<Row> links = context.read(LINK).select("source_system", "patient_id", "person_id");
        Dataset<Row> rows = typed(flat(context)).join(links, new String[] {"source_system", "patient_id"}, "left");
        boolean canFollow = !context.fromNothing()
                && context.published(core.table()).isPresent()
                && context.lastRead(resource).isPresent();
        return canFollow
                ? follow(context, rows, links)
                : JobReport.loaded(context.writer().replace(core, rows));
    }

    /** Whether nothing was delivered yet: then the table is not made. */
    private boolean hasNothing(JobContext context) {
        return !context.has(resource)
                || (context.published(core.table()).isEmpty()
                        && context.read(resource).isEmpty());
    }

    private boolean isOfPatients() {
        return List.of(view.columns().fieldNames()).contains(PATIENT);
    }

    /** The view's rows with what terminology derives of them; all else is text as it was sent. */
    private Dataset<Row> flat(JobContext context) {
        Dataset<Row> rows = view.apply(alive(context.read(resource)));
        return derived.isEmpty()
                ? rows
                : TerminologyColumns.add(rows, derived, new TerminologyCalls(context.session(), terminology));
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
