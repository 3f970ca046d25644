package org.charthouse.measure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.lake.TableDefinition;
import org.charthouse.measure.PersonEvaluation.Plan;
import org.charthouse.measure.content.MeasureArchive;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.MeasuresSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** Counts all measures of the house over all periods: one pass over the resources, one shuffle by person. */
public final class MeasureJob implements Job {

    private static final TableName LINK = new TableName("identity", "link");
    private static final TableName GOLDEN = new TableName("identity", "golden_record");
    private static final TableName RESULT = new TableName("measure", "person_result");
    private static final TableName OBSERVED = new TableName("measure", "observation");
    private static final TableName EVIDENCE = new TableName("measure", "evidence");
    private static final TableName STRATUM = new TableName("measure", "stratum");
    private static final TableName FAILURE = new TableName("measure", "failure");

    private final Specifications specs;
    private final MeasuresSpec settings;
    private final MeasureArchive archive;
    private final MeasureHandle measures;

    /** The measures of the folder that the settings stand in. */
    public MeasureJob(Specifications specs, MeasuresSpec settings) {
        this.specs = specs;
        this.settings = settings;
        this.archive = MeasureArchive.of(settings.folder(), settings.leaveOut());
        this.measures = new MeasureHandle(archive, settings.offsetMinutes(), settings.visitClasses());
    }

    @Override
    public String name() {
        return "measures";
    }

    @Override
    public Stage stage() {
        return Stage.MEASURE;
    }

    @Override
    public Set<TableName> inputs() {
        Set<TableName> inputs = new TreeSet<>(Set.of(LINK, GOLDEN));
        types().forEach(type -> inputs.add(TableName.ofResource(type)));
        return inputs;
    }

    /** Types of resources that measures retrieve and the lake keeps. */
    private List<String> types() {
        Set<String> types = new TreeSet<>(measures.set().program().types());
        types.add("Patient");
        return types.stream().filter(type -> specs.elements().containsKey(type)).toList();
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(RESULT, OBSERVED, EVIDENCE, STRATUM, FAILURE);
    }

    @Override
    public String definition() {
        List<TableDefinition> tables = List.of(RESULT, OBSERVED, EVIDENCE, STRATUM, FAILURE).stream()
                .map(table -> TableDefinition.of(specs.contract(table)))
                .toList();
        return archive.hash() + settings.periods() + settings.offsetMinutes() + settings.visitClasses() + tables;
    }

    @Override
    public boolean usesAsOf() {
        return true;
    }

    @Override
    public JobReport run(JobContext context) {
        PersonRows rows =
                new PersonRows(context, types(), measures.set().program().elements());
        Optional<Dataset<Row>> persons = rows.ofPersons();
        if (persons.isEmpty() || measures.set().measures().isEmpty()) {
            return new JobReport(0, 0, 0, 0, "no measures, or no resources that they are about");
        }
        Broadcast<Plan> plan = new JavaSparkContext(context.session().sparkContext()).broadcast(plan(context, rows));
        Dataset<Row> found = persons.get()
                .repartition(col(PersonRows.PERSON))
                .sortWithinPartitions(PersonRows.PERSON, PersonRows.TYPE, PersonRows.SOURCE, PersonRows.ID)
                .mapPartitions(new PersonEvaluation(plan), Encoders.row(PersonOutput.ROW))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long loaded = write(context, found, RESULT, PersonOutput.RESULT);
            write(context, found, OBSERVED, PersonOutput.OBSERVED);
            write(context, found, EVIDENCE, PersonOutput.EVIDENCE);
            write(context, found, STRATUM, PersonOutput.STRATUM);
            long failed = write(context, found, FAILURE, PersonOutput.FAILURE);
            return new JobReport(loaded, failed, 0, 0, told(failed));
        } finally {
            found.unpersist();
            plan.destroy();
        }
    }

    private String told(long failed) {
        int refused = measures.set().refused().size();
        return measures.set().measures().size() + " measures"
                + (refused == 0 ? "" : ", " + refused + " refused")
                + (failed == 0 ? "" : ", " + failed + " groups without a result for a person");
    }

    private Plan plan(JobContext context, PersonRows rows) {
        HashMap<String, StructType> rowTypes = new HashMap<>();
        types().forEach(type -> rowTypes.put(type, rows.rowType(type)));
        HashMap<String, ArrayList<String>> periods = new HashMap<>();
        Periods configured = new Periods(settings.periods(), context.asOf());
        for (CompiledMeasure measure : measures.set().measures()) {
            periods.put(measure.measure().name(), new ArrayList<>(configured.of(measure.measure())));
        }
        long sources = context.read(LINK)
                .agg(countDistinct(col(PersonRows.SOURCE)))
                .first()
                .getLong(0);
        return new Plan(measures, rowTypes, new ArrayList<>(rows.shared()), periods, sources <= 1);
    }

    private static long write(JobContext context, Dataset<Row> found, TableName table, String kind) {
        TableDefinition definition = context.definitionOf(table);
        Column[] columns = List.of(definition.schema().fieldNames()).stream()
                .map(name -> col(name))
                .toArray(Column[]::new);
        return context.writer()
                .replace(
                        definition, found.filter(col("kind").equalTo(lit(kind))).select(columns));
    }
}
