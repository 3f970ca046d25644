package org.charthouse.dq;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.dq.History.Point;
import org.charthouse.dq.Rule.Terms;
import org.charthouse.dq.Rule.Threshold;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found in the whole of its table.
 *
 * @param table the table
 * @param rule the rule
 * @param counts rows checked, rows of these that break it, how many of these are accepted, and rows for which it could
 *     not be computed
 * @param threshold what it is judged by
 * @param history what it found before
 * @param state passed, passed with violations, failed, not applicable, or error
 * @param reason why it is not applicable or in error, or what else is to be known; null otherwise
 */
record RuleResult(
        TableName table,
        Rule rule,
        Counts counts,
        Threshold threshold,
        History history,
        String state,
        @Nullable String reason) {

    static final TableName TABLE = new TableName("dq", "result");

    /** How the states of rules begin that did not fail. */
    static final String PASSED = "passed";

    private static final double PERCENT = 100;

    record Counts(long checked, long violating, long accepted, long erred) {

        private static final Counts NONE = new Counts(0, 0, 0, 0);

        /** Rows that count against the threshold. */
        long counting() {
            return violating - accepted;
        }

        double percent() {
            return PERCENT * counting() / checked;
        }
    }

    /**
     * The result of a rule.
     *
     * @param missing tables that it reads and that are not there
     * @param sums what the scan counted; null where it was about no row
     * @param known what is known of it otherwise
     */
    static RuleResult of(RulePlan plan, int number, Collection<TableName> missing, @Nullable Row sums, Known known) {
        Rule rule = plan.rules().get(number);
        TableName table = plan.contract().table();
        History history = known.history();
        if (!missing.isEmpty() || sums == null) {
            Threshold none = rule.threshold(history, known.asOf(), 0);
            String why = notApplicable(plan, number, missing);
            return new RuleResult(table, rule, Counts.NONE, none, history, "not applicable", why);
        }
        Exceptions exceptions = known.exceptions();
        Counts counts = new Counts(sums.getLong(2), sums.getLong(3), exceptions.accepted(), sums.getLong(4));
        Threshold threshold = rule.threshold(history, known.asOf(), counts.checked());
        if (counts.erred() > 0) {
            String problem = "it could not be computed for " + counts.erred() + " rows (" + sums.getString(5) + ")";
            return new RuleResult(table, rule, counts, threshold, history, "error", problem);
        }
        String told = exceptions.expired() == 0
                ? null
                : exceptions.expired() + " rows were accepted until a date that has passed, and count again";
        return new RuleResult(table, rule, counts, threshold, history, state(counts, threshold), told);
    }

    private static String notApplicable(RulePlan plan, int number, Collection<TableName> missing) {
        if (!missing.isEmpty()) {
            return "there is no " + missing.stream().map(TableName::toString).collect(Collectors.joining(", "));
        }
        List<String> empty = plan.emptyLists(number);
        return empty.isEmpty()
                ? "it is about none of the rows"
                : "there is no edition of code list " + String.join(", ", empty) + "; see 'charthouse codes'";
    }

    private static String state(Counts counts, Threshold threshold) {
        if (counts.violating() == 0) {
            return PASSED;
        }
        boolean isWithin = counts.counting() == 0 || counts.percent() <= threshold.percent();
        return isWithin ? PASSED + " with violations" : "failed";
    }

    /**
     * A row of {@code dq.result}.
     *
     * @param run number of the run that judges
     * @param asOf the date that it stands for
     * @param reliance which tables rest on which
     */
    Row row(long run, LocalDate asOf, Reliance reliance) {
        Terms terms = rule.terms();
        Point now = new Point(run, asOf, counts.checked(), counts.counting(), state);
        return RowFactory.create(
                table.toString(),
                rule.name(),
                rule.kind(),
                rule.column(),
                terms.severity().word(),
                terms.category().word(),
                terms.context().word(),
                threshold.percent(),
                counts.checked(),
                counts.violating(),
                counts.erred(),
                counts.checked() == 0 ? null : counts.percent(),
                state,
                reason,
                rule.check().applies(),
                rule.check().breaks(),
                reliance.endangered(table, rule).stream()
                        .map(TableName::toString)
                        .toArray(String[]::new),
                rule.source(table),
                rule.why(),
                rule.advice(),
                threshold.from(),
                counts.accepted(),
                rule.definition(),
                history.with(now).rows());
    }
}
