package org.charthouse.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.fhir.CompiledView;
import org.charthouse.fhir.FhirTypes;
import org.charthouse.identity.ModelVersions.Version;
import org.charthouse.identity.match.Linkage;
import org.charthouse.identity.match.Linker;
import org.charthouse.identity.match.Pair;
import org.charthouse.identity.match.Said;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.IdentityWords;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.TableName;

/** Ties patient records to persons, and keeps what was so far where nothing speaks against it. */
public final class IdentityJob implements Job {

    /** Name of the job. */
    public static final String NAME = "identity";

    private static final TableName PATIENT = TableName.ofResource("Patient");
    private static final TableName GOLDEN = new TableName("identity", "golden_record");

    private final LinkSpec model;
    private final IdentityWords words;
    private final Linker linker;
    private final CompiledView patientView;
    private final TableDefinition corePatient;

    /**
     * The job of one model.
     *
     * @param patientView the view {@code patient}
     * @param corePatient the types of its columns
     */
    public IdentityJob(LinkSpec model, IdentityWords words, CompiledView patientView, TableDefinition corePatient) {
        this.model = model;
        this.words = words;
        this.linker = new Linker(model, words);
        this.patientView = patientView;
        this.corePatient = corePatient;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stage stage() {
        return Stage.LINK;
    }

    @Override
    public Set<TableName> inputs() {
        return Set.of(PATIENT, LinkTables.LINK, LinkTables.PERSON, Decisions.TABLE);
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(
                LinkTables.LINK,
                LinkTables.PERSON,
                LinkTables.HISTORY,
                GOLDEN,
                StoredPairs.PAIR,
                StoredPairs.REVIEW,
                ModelVersions.MODEL,
                ModelVersions.LEVEL);
    }

    @Override
    public String definition() {
        return compared() + "|" + patientView.columns() + "|" + corePatient;
    }

    @Override
    public JobReport run(JobContext context) {
        if (!context.has(PATIENT)) {
            return new JobReport(0, 0, 0, 0, "no patient was ever delivered");
        }
        Dataset<Row> patients = typed(context.read(PATIENT))
                .withColumn("record", LinkTables.record())
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return link(context, patients);
        } finally {
            patients.unpersist();
        }
    }

    private JobReport link(JobContext context, Dataset<Row> patients) {
        LinkTables tables = new LinkTables(context);
        Dataset<Row> standard = compared(tables, linker.standard(patients)).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            ModelVersions versions = new ModelVersions(context, model, compared());
            Optional<Version> newest = versions.newest();
            Optional<String> because = whyTrain(newest, standard.count());
            Version version = because.map(why -> versions.add(linker.train(standard), why))
                    .orElseGet(newest::orElseThrow);
            StoredPairs pairs = new StoredPairs(context, model);
            List<Pair> known = because.isPresent() ? List.of() : pairs.without(touched(tables, standard));
            Dataset<Row> asked = because.isPresent() ? standard.withColumn("changed", lit(true)) : standard;
            List<Said> said = Decisions.of(context.read(Decisions.TABLE));
            Linkage linkage = linker.link(asked, version.trained(), known, said, Optional.empty());
            Dataset<Row> links = links(context, standard, new Ties(linkage, pairs, said).rows(), version.name())
                    .persist(StorageLevel.MEMORY_AND_DISK());
            long changed = tables.write(links);
            pairs.write(linkage, version.name());
            context.writer().replace(context.definitionOf(GOLDEN), GoldenRecord.of(patients, links));
            links.unpersist();
            return new JobReport(
                    linkage.records(),
                    changed,
                    0,
                    0,
                    linkage.review().size() + " pairs to review"
                            + because.map(why -> "; model trained: " + why).orElse(""));
        } finally {
            standard.unpersist();
        }
    }

    /** The text of what decides; a model that was trained for another one is of no use. */
    private String compared() {
        return DigestUtils.sha256Hex(model + "|" + words);
    }

    /** Standard records, with a hash of what is compared, and whether that is new. */
    private static Dataset<Row> compared(LinkTables tables, Dataset<Row> standard) {
        Dataset<Row> held = tables.published(LinkTables.LINK)
                .select(LinkTables.record(), col("standard_hash").as("held"));
        return standard.withColumn("standard_hash", xxhash64(col("fields")))
                .join(held, new String[] {"record"}, "left")
                .withColumn("changed", not(col("standard_hash").eqNullSafe(col("held"))));
    }

    /** Records that are new, not as they were, or gone. */
    private static Set<String> touched(LinkTables tables, Dataset<Row> standard) {
        Set<String> touched = new HashSet<>();
        Dataset<Row> gone = tables.held().select("record").join(standard, new String[] {"record"}, "left_anti");
        standard.filter(col("changed"))
                .select("record")
                .union(gone)
                .collectAsList()
                .forEach(row -> touched.add(row.getString(0)));
        return touched;
    }

    /** A model is trained when there is none, when it is another one, and when there are twice as many records as it knew. */
    private static Optional<String> whyTrain(Optional<Version> newest, long records) {
        if (newest.isEmpty()) {
            return Optional.of("there was none of this definition");
        }
        return records >= 2 * newest.get().trained().records()
                ? Optional.of("there are twice as many records as it was trained on")
                : Optional.empty();
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

    private static Dataset<Row> links(JobContext context, Dataset<Row> standard, List<Row> ties, String version) {
        LinkTables tables = new LinkTables(context);
        Dataset<Row> records = standard.select("record", "standard_hash")
                .join(context.session().createDataFrame(ties, Ties.FORM), new String[] {"record"}, "left")
                .withColumn("component", coalesce(col("component"), col("record")))
                .withColumn("reason", coalesce(col("reason"), lit("single")))
                .withColumn("actor", coalesce(col("actor"), lit("model")));
        Dataset<Row> ids = PersonIds.assign(
                records.select("record", "component"),
                tables.held(),
                tables.published(LinkTables.PERSON).select("person_id", "made_in"));
        return records.join(ids, "component")
                .withColumn("source_system", substring_index(col("record"), StoredPairs.BAR, 1))
                .withColumn("patient_id", expr("substr(record, instr(record, '|') + 1)"))
                .withColumn("model_version", lit(version))
                .withColumn("changed_in", lit(context.run()));
    }
}
