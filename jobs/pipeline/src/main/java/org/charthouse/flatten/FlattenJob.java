package org.charthouse.flatten;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.fhir.CompiledView;
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
    private final Source source;
    private final TableDefinition core;
    private final Terminology terminology;
    private final DerivedColumns derived;

    /**
     * What rows are made of.
     *
     * @param resource the table of the view's resource
     * @param view the compiled view
     * @param text the text of the view
     * @param direct rows of the same table that come from an extract as they are
     */
    public record Source(TableName resource, CompiledView view, String text, Optional<DirectRows> direct) {}

    /**
     * A job.
     *
     * @param core the form of the table it makes
     * @param terminology what normalises codes and results, where the table has columns for that
     */
    public FlattenJob(Source source, TableDefinition core, Terminology terminology) {
        this.resource = source.resource();
        this.view = source.view();
        this.source = source;
        this.core = core;
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
        Set<TableName> inputs = new TreeSet<>(Set.of(resource));
        if (isOfPatients()) {
            inputs.add(LINK);
        }
        source.direct().ifPresent(direct -> inputs.addAll(direct.inputs()));
        return inputs;
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(core.table());
    }

    @Override
    public String definition() {
        return source.text()
                + core
                + (derived.isEmpty() ? "" : terminology.definition())
                + source.direct().map(DirectRows::definition).orElse("");
    }

    @Override
    public JobReport run(JobContext context) {
        Optional<DirectRows> direct = source.direct().filter(each -> each.isDelivered(context));
        if (direct.isPresent()) {
            return both(context, direct.get());
        }
        if (hasNothing(context)) {
            return new JobReport(0, 0, 0, 0, "nothing was ever delivered for it");
        }
        if (!isOfPatients()) {
            return JobReport.loaded(context.writer().replace(core, whole(typed(flat(context)))));
        }
        Dataset<Row> links = context.read(LINK).select("source_system", "patient_id", "person_id");
        Dataset<Row> rows =
                whole(typed(flat(context))).join(links, new String[] {"source_system", "patient_id"}, "left");
        boolean canFollow = !context.fromNothing()
                && context.published(core.table()).isPresent()
                && context.lastRead(resource).isPresent();
        return canFollow
                ? follow(context, rows, links)
                : JobReport.loaded(context.writer().replace(core, rows));
    }

    /** The table of both sources; made anew as a whole if there is news of either. */
    private JobReport both(JobContext context, DirectRows direct) {
        boolean isAsItWas = !context.fromNothing()
                && context.published(core.table()).isPresent()
                && isUnchanged(context, resource)
                && isUnchanged(context, LINK)
                && !direct.hasNews(context);
        if (isAsItWas) {
            return new JobReport(0, 0, 0, 0, "nothing new for it");
        }
        List<String> extra = List.of(core.schema().fieldNames());
        Dataset<Row> texts =
                derived(direct.texts(context, List.of(view.columns().fieldNames()), extra), context);
        Dataset<Row> rows = typed(texts);
        if (context.has(resource)) {
            rows = typed(flat(context)).unionByName(rows, true);
        }
        Dataset<Row> links = context.read(LINK).select("source_system", PATIENT, "person_id");
        return JobReport.loaded(context.writer()
                .replace(core, rows.join(links, new String[] {"source_system", PATIENT}, "left")));
    }

    private static boolean isUnchanged(JobContext context, TableName input) {
        return context.previous()
                .map(entry -> Objects.equals(
                        entry.inputs().get(input), context.pinned().get(input)))
                .orElse(false);
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
        return derived(view.apply(alive(context.read(resource))), context);
    }

    private Dataset<Row> derived(Dataset<Row> rows, JobContext context) {
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
        List<StructField> wanted = Arrays.stream(flat.schema().fields())
                .map(field -> core.schema().apply(field.name()))
                .toList();
        List<Column> columns = new ArrayList<>();
        wanted.forEach(field -> columns.add(TypedColumns.typed(col(field.name()), type(flat, field), field)));
        columns.add(TypedColumns.untyped(wanted, field -> col(field.name()), field -> type(flat, field)));
        return flat.select(columns.toArray(Column[]::new));
    }

    /** With those columns that only the extract has, empty, where none of it was delivered. */
    private Dataset<Row> whole(Dataset<Row> rows) {
        List<String> has = List.of(rows.columns());
        List<Column> columns = new ArrayList<>(List.of(col("*")));
        for (StructField field : core.schema().fields()) {
            boolean isOfExtract = source.direct().isPresent() && !field.name().equals("person_id");
            if (isOfExtract && !has.contains(field.name())) {
                columns.add(lit(null).cast(field.dataType()).as(field.name()));
            }
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    private static DataType type(Dataset<Row> flat, StructField wanted) {
        return flat.schema().apply(wanted.name()).dataType();
    }
}
