package org.charthouse.dq;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.error.Problems;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.RuleSheet;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** Checks every core table by the rules of its contract and of {@code conf/rules}, each in one pass over its rows. */
public final class CheckJob implements Job {

    /** The job's name, by which manifests tell when rules were last judged. */
    public static final String NAME = "rules";

    private static final TableName RESULT = RuleResult.TABLE;
    private static final TableName STRATUM = new TableName("dq", "result_stratum");
    private static final TableName FAILING = new TableName("dq", "failing_row");
    private static final String TABLE = "table_name";
    private static final String RULE = "rule";

    private final Specifications specs;
    private final Reliance reliance;

    /**
     * A job over the tables of zone {@code core}.
     *
     * @param reliance what rests on them
     */
    public CheckJob(Specifications specs, Reliance reliance) {
        this.specs = specs;
        this.reliance = reliance;
    }

    /** Notes what is wrong with the rules of {@code conf/rules}. */
    public static void check(Specifications specs, Problems problems) {
        Vocabulary words = Vocabulary.ofExamples(specs);
        specs.rules().values().forEach(sheet -> RulePlan.check(sheet, words, problems));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stage stage() {
        return Stage.CHECK;
    }

    @Override
    public Set<TableName> inputs() {
        Set<TableName> inputs = new TreeSet<>(Set.of(new TableName("identity", "person"), WorkItem.TABLE));
        specs.zone("core").forEach(contract -> inputs.add(contract.table()));
        return inputs;
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(RESULT, STRATUM, FAILING);
    }

    @Override
    public String definition() {
        return specs.zone("core").toString()
                + specs.rules().values().stream().map(RuleSheet::definition).toList()
                + specs.codes().values().stream().map(CodeListSpec::definition).toList()
                + specs.contract(RESULT)
                + reliance.definition();
    }

    /** Rules may read it, and exceptions end by it. */
    @Override
    public boolean usesAsOf() {
        return true;
    }

    @Override
    public JobReport run(JobContext context) {
        Map<TableName, Dataset<Row>> tables = new TreeMap<>();
        inputs().stream().filter(context::has).forEach(table -> tables.put(table, context.read(table)));
        context.published(RESULT).ifPresent(results -> tables.put(RESULT, results));
        try (RuleRun judged = new RuleRun(RulePlan.all(specs), tables, context.asOf())) {
            List<RuleResult> results = judged.results();
            write(
                    context,
                    RESULT,
                    results.stream()
                            .map(result -> result.row(context.run(), context.asOf(), reliance))
                            .toList());
            context.writer().replace(context.definitionOf(STRATUM), strata(judged.found()));
            long bad = context.writer()
                    .replace(
                            context.definitionOf(FAILING),
                            judged.found().filter(col("row_key").isNotNull()));
            return new JobReport(results.size(), bad, 0, 0, results.size() + " rules");
        }
    }

    private static Dataset<Row> strata(Dataset<Row> found) {
        return found.filter(col("row_key").isNull())
                .groupBy(TABLE, RULE, "source_system", "facility_id", "month")
                .agg(
                        sum("rows_checked").as("rows_checked"),
                        sum("rows_violating").as("rows_violating"));
    }

    private static void write(JobContext context, TableName table, List<Row> rows) {
        TableDefinition definition = context.definitionOf(table);
        context.writer()
                .replace(
                        definition,
                        context.session()
                                .createDataFrame(rows, definition.schema())
                                .coalesce(1));
    }
}
