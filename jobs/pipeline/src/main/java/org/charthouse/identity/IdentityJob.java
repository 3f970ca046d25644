package org.charthouse.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
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
import org.charthouse.identity.match.Known;
import org.charthouse.identity.match.Linkage;
import org.charthouse.identity.match.Linker;
import org.charthouse.identity.match.Pair;
import org.charthouse.identity.match.Said;
import org.charthouse.identity.match.Spread;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.GoldenSpec;
import org.charthouse.spec.IdentityWords;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** Ties patient records to persons, and keeps what was so far where nothing speaks against it. */
public final class IdentityJob implements Job {

    /** Name of the job. */
    public static final String NAME = "identity";

    private static final TableName PATIENT = TableName.ofResource("Patient");
    private static final TableName GOLDEN = new TableName("identity", "golden_record");

    private final LinkSpec model;
    private final IdentityWords words;
    private final GoldenSpec golden;
    private final Linker linker;
    private final KnownBy known;
    private final CompiledView patientView;
    private final TableDefinition corePatient;

    /**
     * The job of one model.
     *
     * @param known by what patients are compared
     * @param patientView the view {@code patient}
     * @param corePatient the types of its columns
     */
    public IdentityJob(Specifications specs, KnownBy known, CompiledView patientView, TableDefinition corePatient) {
        this.model = specs.link();
        this.words = specs.words();
        this.golden = specs.golden();
        this.linker = new Linker(model, words);
        this.known = known;
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
        return Set.of(PATIENT, Former.VERSION, LinkTables.LINK, LinkTables.PERSON, Decisions.TABLE);
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(
                LinkTables.LINK,
                LinkTables.PERSON,
                LinkTables.HISTORY,
                GOLDEN,
                CandidateTable.CANDIDATE,
                Overlays.OVERLAY,
                StoredPairs.PAIR,
                StoredPairs.REVIEW,
                ModelVersions.MODEL,
                ModelVersions.LEVEL);
    }

    @Override
    public String definition() {
        return compared() + "|" + golden + "|" + patientView.columns() + "|" + corePatient;
    }

    @Override
    public JobReport run(JobContext context) {
        if (!context.has(PATIENT)) {
            return new JobReport(0, 0, 0, 0, "no patient was ever delivered");
        }
        Dataset<Row> resources = context.read(PATIENT).filter(col("is_deleted").equalTo(false));
        Dataset<Row> now = known.view().apply(resources).withColumn("record", LinkTables.record());
        Dataset<Row> standard = linker.standard(now).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Spread spread = Spread.of(standard.count());
            return link(context, resources, now, spread.any(standard), spread);
        } finally {
            standard.unpersist();
        }
    }

    private JobReport link(
            JobContext context, Dataset<Row> resources, Dataset<Row> now, Dataset<Row> current, Spread spread) {
        ModelVersions versions = new ModelVersions(context, model, compared());
        Optional<Version> newest = versions.newest();
        Optional<String> because = whyTrain(newest, current.count());
        Version version =
                because.map(why -> versions.add(linker.train(current), why)).orElseGet(newest::orElseThrow);
        try (Known all =
                linker.known(current, Former.of(context, known.view(), now, spread), version.trained(), spread)) {
            Overlays.write(context, model, all.overlays(), version.name());
            return link(context, resources, current, all.standard(), new Learnt(version, because), spread);
        }
    }

    /** What pairs are judged by, and why it was trained in this run, if it was. */
    private record Learnt(Version version, Optional<String> because) {}

    private JobReport link(
            JobContext context,
            Dataset<Row> resources,
            Dataset<Row> current,
            Dataset<Row> all,
            Learnt learnt,
            Spread spread) {
        Version version = learnt.version();
        Optional<String> because = learnt.because();
        LinkTables tables = new LinkTables(context, spread);
        Dataset<Row> held = tables.held().persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> standard = compared(all, held).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Dataset<Row> gone = held.join(current, new String[] {"record"}, "left_anti");
            StoredPairs pairs = new StoredPairs(context, model);
            List<Pair> likely = because.isPresent() ? List.of() : pairs.without(touched(standard, gone));
            Dataset<Row> asked = because.isPresent() ? standard.withColumn("changed", lit(true)) : standard;
            Dataset<Row> patients = typed(resources);
            List<Said> said = new ArrayList<>(Decisions.of(context.read(Decisions.TABLE)));
            said.addAll(Replaced.of(patients));
            Linkage linkage = linker.link(asked, version.trained(), likely, said, Optional.empty());
            Dataset<Row> ties =
                    spread.any(context.session().createDataFrame(new Ties(linkage, pairs, said).rows(), Ties.FORM));
            Dataset<Row> links = links(context, tables, standard, ties)
                    .withColumn("model_version", lit(version.name()))
                    .persist(StorageLevel.MEMORY_AND_DISK());
            long changed = tables.write(links, gone);
            pairs.write(linkage, version.name());
            CandidateTable.add(context, linkage.audit(), version.name());
            context.writer()
                    .replace(
                            context.definitionOf(GOLDEN),
                            new GoldenRecord(golden, linker.words()).of(patients, links, spread));
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
            held.unpersist();
        }
    }

    /** The text of what decides; a model that was trained for another one is of no use. */
    private String compared() {
        return DigestUtils.sha256Hex(model + "|" + words + "|" + known.text());
    }

    /** Standard records, with a hash of what is compared, whether that is new, and how they were linked before. */
    private static Dataset<Row> compared(Dataset<Row> standard, Dataset<Row> held) {
        return standard.withColumn("standard_hash", xxhash64(col("fields")))
                .join(held, new String[] {"record"}, "left")
                .withColumn("changed", not(col("standard_hash").eqNullSafe(col("held_hash"))));
    }

    /** Records that are new, not as they were, or gone. */
    private static Set<String> touched(Dataset<Row> standard, Dataset<Row> gone) {
        Set<String> touched = new HashSet<>();
        standard.filter(col("changed"))
                .select("record")
                .union(gone.select("record"))
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

    /** Patients as core.patient has them, and when each was last changed at its source. */
    private Dataset<Row> typed(Dataset<Row> resources) {
        Dataset<Row> view = patientView.apply(resources);
        List<Column> columns = new ArrayList<>();
        for (StructField field : view.schema().fields()) {
            StructField wanted = corePatient.schema().apply(field.name());
            columns.add(FhirTypes.typed(col(field.name()), field.dataType(), wanted.dataType())
                    .as(field.name()));
        }
        return view.select(columns.toArray(Column[]::new))
                .join(
                        resources.select(col("source_system"), col("id").as("patient_id"), col("version_at")),
                        new String[] {"source_system", "patient_id"});
    }

    private static Dataset<Row> links(JobContext context, LinkTables tables, Dataset<Row> standard, Dataset<Row> ties) {
        Dataset<Row> records = standard.drop("fields", "changed")
                .join(ties, new String[] {"record"}, "left")
                .withColumn("component", coalesce(col("component"), col("record")))
                .withColumn("reason", coalesce(col("reason"), lit("single")))
                .withColumn("actor", coalesce(col("actor"), lit("model")));
        Dataset<Row> ids = PersonIds.assign(
                records.select("record", "component", "held_person"),
                tables.persons().select("person_id", "made_in"));
        return LinkTables.named(records.join(ids, "component")).withColumn("changed_in", lit(context.run()));
    }
}
