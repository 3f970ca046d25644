package org.charthouse.dq;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.GateSpec;
import org.charthouse.spec.TableName;

/** Judges what a run made by the rules of {@code conf/gate}, before it is published. */
public final class GateJob implements Job {

    private static final TableName GATE = new TableName("dq", "gate");
    private static final String FAILED = "failed";

    private final List<GateSpec> rules;

    public GateJob(Collection<GateSpec> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public Stage stage() {
        return Stage.GATE;
    }

    @Override
    public Set<TableName> inputs() {
        Set<TableName> inputs = new TreeSet<>();
        rules.forEach(rule -> inputs.addAll(rule.inputs()));
        return inputs;
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(GATE);
    }

    @Override
    public String definition() {
        return rules.toString();
    }

    @Override
    public boolean usesAsOf() {
        return true;
    }

    @Override
    public boolean looksOutside() {
        return true;
    }

    /** What was unfit is not fit because nothing has changed since. */
    @Override
    public Optional<String> awaits(JobContext context) {
        boolean wasUnfit = context.published(GATE)
                .map(rows -> !rows.filter(
                                col("state").equalTo(FAILED).and(col("severity").equalTo("fatal")))
                        .isEmpty())
                .orElse(false);
        return wasUnfit ? Optional.of("a fatal rule failed before") : Optional.empty();
    }

    @Override
    public JobReport run(JobContext context) {
        List<Judgement> judgements = judgements(context);
        TableDefinition definition = context.definitionOf(GATE);
        List<Row> rows = judgements.stream().map(Judgement::row).toList();
        context.writer()
                .replace(
                        definition,
                        context.session()
                                .createDataFrame(rows, definition.schema())
                                .coalesce(1));
        List<Judgement> failed = judgements.stream().filter(Judgement::isFailed).toList();
        String warnings = failed.stream()
                .filter(each -> !each.rule().isFatal())
                .map(each -> each.rule().rule() + ": " + each.found())
                .collect(Collectors.joining("; "));
        List<String> advice = failed.stream()
                .filter(each -> !each.rule().isFatal())
                .map(each -> each.rule().rule() + ": " + each.rule().advice())
                .distinct()
                .toList();
        List<Problem> fatal = failed.stream()
                .filter(each -> each.rule().isFatal())
                .map(Judgement::problem)
                .toList();
        return new JobReport(judgements.size(), 0, 0, 0, warnings, advice, fatal);
    }

    private List<Judgement> judgements(JobContext context) {
        DeclaredSql sql = context.sql();
        List<Dataset<Row>> measured = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).inputs().stream().anyMatch(context::has)) {
                measured.add(sql.query(rules.get(i).query())
                        .select(
                                lit(i).as("rule"),
                                col("subject").cast("string"),
                                col("measured").cast("double")));
            }
        }
        return measured.stream().reduce(Dataset::union).map(Dataset::collectAsList).orElse(List.of()).stream()
                .map(row -> new Judgement(
                        rules.get(row.getInt(0)),
                        row.isNullAt(1) ? "" : row.getString(1),
                        row.isNullAt(2) ? Optional.empty() : Optional.of(row.getDouble(2))))
                .sorted(java.util.Comparator.comparing(
                                (Judgement each) -> each.rule().rule())
                        .thenComparing(Judgement::subject))
                .toList();
    }

    private record Judgement(GateSpec rule, String subject, Optional<Double> measured) {

        boolean isFailed() {
            return measured.filter(number ->
                            rule.least().filter(least -> number < least).isPresent()
                                    || rule.most().filter(most -> number > most).isPresent())
                    .isPresent();
        }

        Row row() {
            String state = measured.isEmpty() ? "not applicable" : isFailed() ? FAILED : "passed";
            return RowFactory.create(
                    rule.rule(),
                    subject,
                    rule.isFatal() ? "fatal" : "warning",
                    measured.orElse(null),
                    rule.least().orElse(null),
                    rule.most().orElse(null),
                    rule.unit(),
                    state,
                    rule.advice());
        }

        /** The finding in a few words; subjects are feeds and tables, never people. */
        String found() {
            String limit = rule.least()
                    .filter(least -> measured.orElse(least) < least)
                    .map(least -> "at least " + least)
                    .or(() -> rule.most().map(most -> "at most " + most))
                    .orElse("");
            return String.format(Locale.ROOT, "%s has %.1f %s (%s)", subject, measured.orElse(0.0), rule.unit(), limit);
        }

        Problem problem() {
            return new Problem(
                    "The new state was not published: rule '" + rule.rule() + "' failed",
                    Place.of("conf/gate/" + rule.rule() + ".yaml"),
                    found(),
                    rule.advice());
        }
    }
}
