package org.charthouse.measure;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.lake.TableDefinition;
import org.charthouse.measure.PersonEvaluation.Plan;
import org.charthouse.measure.content.MeasureArchive;
import org.charthouse.measure.content.MeasureDefinition;
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

    private final Specifications specs;
    private final MeasuresSpec settings;
    private final MeasureArchive archive;
    private final MeasureHandle measures;

    /** The measures of the folder that the settings stand in. */
    public MeasureJob(Specifications specs, MeasuresSpec settings) {
        this.specs = specs;
        this.settings = settings;
        this.archive = MeasureArchive.of(settings.folder(), settings.leaveOut(), settings.directions());
        this.measures = new MeasureHandle(archive, settings.offsetMinutes(), settings.visitClasses());
    }

    /** Notes names of measures that none of the folder has; files are only read where any are given. */
    public static void check(MeasuresSpec settings, Problems problems) {
        Set<String> given = new TreeSet<>(settings.leaveOut());
        given.addAll(settings.directions().keySet());
        if (given.isEmpty()) {
            return;
        }
        List<String> known = MeasureArchive.of(settings.folder(), List.of(), Map.of()).wanted().stream()
                .map(MeasureDefinition::name)
                .toList();
        known.forEach(given::remove);
        given.forEach(name -> problems.add(
                "There is no measure '" + name + "'",
                Place.of("conf/measures/" + MeasuresSpec.FILE),
                "'directions' or 'leave-out' names it",
                NearestWord.cure(name, known)));
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
        Set<TableName> inputs = new TreeSet<>(Set.of(PersonRows.LINK, PersonRows.GOLDEN));
        PersonRows.types(measures.set().program(), specs).forEach(type -> inputs.add(TableName.ofResource(type)));
        return inputs;
    }

    @Override
    public Set<TableName> outputs() {
        return MeasureTables.all();
    }

    @Override
    public String definition() {
        List<TableDefinition> tables = MeasureTables.all().stream()
                .map(table -> TableDefinition.of(specs.contract(table)))
                .toList();
        return archive.hash()
                + settings.periods()
                + settings.offsetMinutes()
                + settings.visitClasses()
                + settings.smallCell()
                + settings.directions()
                + tables;
    }

    @Override
    public boolean usesAsOf() {
        return true;
    }

    @Override
    public JobReport run(JobContext context) {
        PersonRows rows = new PersonRows(context, measures.set().program());
        Map<String, List<String>> periods = periods(context);
        Dataset<Row> catalog = catalog(context, periods);
        Optional<Dataset<Row>> persons = rows.ofPersons();
        if (persons.isEmpty()) {
            context.writer().replace(context.definitionOf(MeasureTables.CATALOG), catalog);
            return new JobReport(0, 0, 0, 0, "no resources that measures are about");
        }
        boolean isAnew = context.fromNothing() || !isSameAsBefore(context, catalog);
        Optional<Dataset<Row>> changed = isAnew ? Optional.empty() : new ChangedPersons(context, rows).ids();
        JobReport report = count(context, plan(rows, periods), persons.get(), changed);
        if (isAnew) {
            context.writer().replace(context.definitionOf(MeasureTables.CATALOG), catalog);
        }
        return report;
    }

    /** Whether the same groups were counted over the same periods when the job last worked. */
    private static boolean isSameAsBefore(JobContext context, Dataset<Row> catalog) {
        return context.published(MeasureTables.RESULT).isPresent()
                && context.published(MeasureTables.CATALOG)
                        .map(before -> before.except(catalog).isEmpty()
                                && catalog.except(before).isEmpty())
                        .orElse(false);
    }

    private Dataset<Row> catalog(JobContext context, Map<String, List<String>> periods) {
        List<Row> rows = new MeasureCatalog(measures.set(), settings, periods, context.asOf()).rows(archive.wanted());
        return context.session()
                .createDataFrame(
                        rows, context.definitionOf(MeasureTables.CATALOG).schema());
    }

    /** Counts the persons who changed; all of them where that is not known, or where they are most. */
    private JobReport count(JobContext context, Plan values, Dataset<Row> rows, Optional<Dataset<Row>> changed) {
        Optional<Dataset<Row>> persons = changed.map(ids -> ids.persist(StorageLevel.MEMORY_AND_DISK()));
        Broadcast<Plan> plan = new JavaSparkContext(context.session().sparkContext()).broadcast(values);
        try {
            Optional<Long> affected = persons.map(Dataset::count);
            if (affected.isPresent() && affected.get() == 0) {
                return new JobReport(0, 0, 0, 0, "nobody is affected");
            }
            boolean isOfFew = affected.isPresent()
                    && affected.get() * 2 < context.read(PersonRows.GOLDEN).count();
            Optional<Dataset<Row>> few = persons.filter(ids -> isOfFew);
            Dataset<Row> found = few.map(ids -> MeasureTables.of(rows, ids))
                    .orElse(rows)
                    .repartition(col(PersonRows.PERSON))
                    .sortWithinPartitions(PersonRows.PERSON, PersonRows.TYPE, PersonRows.SOURCE, PersonRows.ID)
                    .mapPartitions(new PersonEvaluation(plan), Encoders.row(PersonOutput.ROW))
                    .persist(StorageLevel.MEMORY_AND_DISK());
            try {
                return told(new MeasureTables(context).write(found, few), affected.filter(count -> isOfFew));
            } finally {
                found.unpersist();
            }
        } finally {
            persons.ifPresent(Dataset::unpersist);
            plan.destroy();
        }
    }

    private JobReport told(Map<TableName, Long> written, Optional<Long> affected) {
        long results = written.getOrDefault(MeasureTables.RESULT, 0L);
        long failed = written.getOrDefault(MeasureTables.FAILURE, 0L);
        Set<String> refused = measures.set().refused().keySet();
        String note = measures.set().measures().size() + " measures"
                + affected.map(count -> ", " + count + " persons affected").orElse("")
                + (refused.isEmpty() ? "" : ", refused (see measure.catalog): " + String.join(", ", refused))
                + (failed == 0 ? "" : ", " + failed + " groups without a result for a person");
        return new JobReport(0, results, 0, 0, note);
    }

    private Map<String, List<String>> periods(JobContext context) {
        Map<String, List<String>> periods = new HashMap<>();
        Periods configured = new Periods(settings.periods(), context.asOf());
        for (CompiledMeasure measure : measures.set().measures()) {
            periods.put(measure.measure().name(), configured.of(measure.measure()));
        }
        return periods;
    }

    private Plan plan(PersonRows rows, Map<String, List<String>> periods) {
        HashMap<String, ArrayList<String>> copied = new HashMap<>();
        periods.forEach((measure, each) -> copied.put(measure, new ArrayList<>(each)));
        return new Plan(
                measures, new HashMap<>(rows.rowTypes()), new ArrayList<>(rows.shared()), copied, rows.onlySource());
    }
}
