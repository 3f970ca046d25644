package org.charthouse.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.fhir.CompiledView;
import org.charthouse.fhir.FhirTypes;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.IdentitySpec;
import org.charthouse.spec.TableName;

/** Ties patient records to persons, and keeps what was so far where nothing speaks against it. */
public final class IdentityJob implements Job {

    private static final TableName PATIENT = TableName.ofResource("Patient");
    private static final TableName LINK = new TableName("identity", "link");
    private static final TableName PERSON = new TableName("identity", "person");
    private static final TableName HISTORY = new TableName("identity", "link_history");
    private static final TableName GOLDEN = new TableName("identity", "golden_record");
    private static final TableName REVIEW = new TableName("identity", "review");

    private static final String[] RECORD = {"source_system", "patient_id"};
    private static final String[] LINKED = {"source_system", "patient_id", "person_id", "reason", "model_version"};

    private final IdentitySpec model;
    private final CompiledView patientView;
    private final TableDefinition corePatient;

    /**
     * The job of one model.
     *
     * @param patientView the view {@code patient}
     * @param corePatient the types of its columns
     */
    public IdentityJob(IdentitySpec model, CompiledView patientView, TableDefinition corePatient) {
        this.model = model;
        this.patientView = patientView;
        this.corePatient = corePatient;
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public Stage stage() {
        return Stage.LINK;
    }

    @Override
    public Set<TableName> inputs() {
        return Set.of(PATIENT, LINK, PERSON);
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(LINK, PERSON, HISTORY, GOLDEN, REVIEW);
    }

    @Override
    public String definition() {
        return model + "|" + patientView.columns() + "|" + corePatient;
    }

    @Override
    public JobReport run(JobContext context) {
        if (!context.has(PATIENT)) {
            return new JobReport(0, 0, 0, 0, "no patient was ever delivered");
        }
        Dataset<Row> patients = typed(context.read(PATIENT)).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Groups groups = Groups.of(Standardised.of(patients, model), model);
            Dataset<Row> links = links(context, patients, groups).persist(StorageLevel.MEMORY_AND_DISK());
            long changed = write(context, links);
            writeReview(context, groups);
            context.writer().replace(context.definitionOf(GOLDEN), GoldenRecord.of(patients, links));
            links.unpersist();
            return new JobReport(
                    patients.count(), changed, 0, 0, groups.doubts().size() + " pairs to review");
        } finally {
            patients.unpersist();
        }
    }

    private Dataset<Row> typed(Dataset<Row> resources) {
        Dataset<Row> view = patientView.apply(resources.filter(col("is_deleted").equalTo(false)));
        List<Column> columns = new ArrayList<>();
        for (StructField field : view.schema().fields()) {
            StructField wanted = corePatient.schema().apply(field.name());
            columns.add(FhirTypes.typed(col(field.name()), field.dataType(), wanted.dataType())
                    .as(field.name()));
        }
        return view.select(columns.toArray(Column[]::new));
    }

    private static final StructType GROUPED = new StructType()
            .add("record", DataTypes.StringType)
            .add("component", DataTypes.StringType)
            .add("reason", DataTypes.StringType);

    private Dataset<Row> links(JobContext context, Dataset<Row> patients, Groups groups) {
        Map<String, String> reasons = groups.reasons();
        List<Row> grouped = groups.components().entrySet().stream()
                .map(entry -> RowFactory.create(
                        entry.getKey(), entry.getValue(), reasons.getOrDefault(entry.getKey(), "single")))
                .toList();
        Dataset<Row> records = patients.select(record().as("record"), col("source_system"), col("patient_id"))
                .join(context.session().createDataFrame(grouped, GROUPED), new String[] {"record"}, "left")
                .withColumn("component", coalesce(col("component"), col("record")))
                .withColumn("reason", coalesce(col("reason"), lit("single")));
        Dataset<Row> ids =
                PersonIds.assign(records.select("record", "component"), held(context), published(context, PERSON));
        return records.join(ids, "component")
                .withColumn("score", lit(null).cast("double"))
                .withColumn("model_version", lit(model.model()))
                .withColumn("changed_in", lit(context.run()));
    }

    /** Columns {@code record, person_id}. */
    private static Dataset<Row> held(JobContext context) {
        return published(context, LINK).select(record().as("record"), col("person_id"));
    }

    private static Dataset<Row> published(JobContext context, TableName table) {
        return context.published(table)
                .orElseGet(() -> context.session()
                        .createDataFrame(
                                List.<Row>of(), context.definitionOf(table).schema()));
    }

    private long write(JobContext context, Dataset<Row> links) {
        Dataset<Row> before = published(context, LINK);
        Dataset<Row> moved = links.join(before, new String[] {"source_system", "patient_id", "person_id"}, "left_anti");
        Dataset<Row> history = moved.withColumn("run_from", lit(context.run())).withColumn("actor", lit("model"));
        if (!history.isEmpty()) {
            context.writer().append(context.definitionOf(HISTORY), history);
        }
        Dataset<Row> now = persons(context, links);
        context.writer().merge(context.definitionOf(PERSON), now, List.of("status", "replaced_by", "records"));
        Dataset<Row> changed = links.join(before, LINKED, "left_anti").persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> gone = before.join(links, RECORD, "left_anti");
        try {
            Dataset<Row> records =
                    changed.select("source_system", "patient_id").union(gone.select("source_system", "patient_id"));
            if (!context.lake().exists(LINK)) {
                return context.writer().append(context.definitionOf(LINK), links);
            }
            return records.isEmpty() ? 0 : context.writer().replaceGroups(context.definitionOf(LINK), records, changed);
        } finally {
            changed.unpersist();
        }
    }

    /** All persons ever: with records, active; without, merged into the one who holds most of them now, or retired. */
    private static Dataset<Row> persons(JobContext context, Dataset<Row> links) {
        Dataset<Row> active = links.groupBy("person_id")
                .agg(count(lit(1)).cast("int").as("records"))
                .withColumn("status", lit("ACTIVE"))
                .withColumn("replaced_by", lit(null).cast("string"));
        Dataset<Row> moved = held(context)
                .withColumnRenamed("person_id", "before")
                .join(links.select("record", "person_id"), "record")
                .groupBy("before", "person_id")
                .agg(count(lit(1)).as("records"))
                .groupBy(col("before").as("person_id"))
                .agg(max_by(col("person_id"), struct(col("records"), col("person_id")))
                        .as("now"));
        Dataset<Row> gone = published(context, PERSON)
                .join(active, new String[] {"person_id"}, "left_anti")
                .join(moved, new String[] {"person_id"}, "left")
                .select(
                        col("person_id"),
                        lit(0).as("records"),
                        when(col("now").isNotNull(), "MERGED")
                                .when(col("status").equalTo("ACTIVE"), "RETIRED")
                                .otherwise(col("status"))
                                .as("status"),
                        coalesce(col("now"), col("replaced_by")).as("replaced_by"));
        return active.unionByName(gone).withColumn("changed_in", lit(context.run()));
    }

    private static final StructType PAIRS = new StructType()
            .add("source_system_a", DataTypes.StringType)
            .add("patient_id_a", DataTypes.StringType)
            .add("source_system_b", DataTypes.StringType)
            .add("patient_id_b", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("score", DataTypes.DoubleType);

    private static void writeReview(JobContext context, Groups groups) {
        List<Row> rows = groups.doubts().stream()
                .distinct()
                .map(doubt -> {
                    String[] first = doubt.first().split("\\|", 2);
                    String[] second = doubt.second().split("\\|", 2);
                    return RowFactory.create(first[0], first[1], second[0], second[1], doubt.reason(), null);
                })
                .toList();
        context.writer()
                .replace(
                        context.definitionOf(REVIEW),
                        context.session().createDataFrame(rows, PAIRS).coalesce(1));
    }

    private static Column record() {
        return concat(col("source_system"), lit("|"), col("patient_id"));
    }
}
