package org.charthouse.dq;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.dq.Rule.Terms;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found in the whole of its table.
 *
 * @param table the table
 * @param rule the rule
 * @param counts rows checked, rows of these that break it, and rows for which it could not be computed
 * @param state passed, passed with violations, failed, not applicable, or error
 * @param reason why it is not applicable or in error; null otherwise
 */
record RuleResult(
        TableName table,
        Rule rule,
        Counts counts,
        String state,
        @Nullable String reason) {

    private static final double PERCENT = 100;

    record Counts(long checked, long violating, long erred) {

        private static final Counts NONE = new Counts(0, 0, 0);

        double percent() {
            return PERCENT * violating / checked;
        }
    }

    /**
     * The result of a rule.
     *
     * @param missing tables that it reads and that are not there
     * @param sums what the scan counted; null where it was about no row
     */
    static RuleResult of(RulePlan plan, int number, Collection<TableName> missing, @Nullable Row sums) {
        Rule rule = plan.rules().get(number);
        TableName table = plan.contract().table();
        if (!missing.isEmpty()) {
            String names = missing.stream().map(TableName::toString).collect(Collectors.joining(", "));
            return new RuleResult(table, rule, Counts.NONE, "not applicable", "there is no " + names);
        }
        if (sums == null) {
            List<String> empty = plan.emptyLists(number);
            String reason = empty.isEmpty()
                    ? "it is about none of the rows"
                    : "there is no edition of code list " + String.join(", ", empty) + "; see 'charthouse codes'";
            return new RuleResult(table, rule, Counts.NONE, "not applicable", reason);
        }
        Counts counts = new Counts(sums.getLong(2), sums.getLong(3), sums.getLong(4));
        if (counts.erred() > 0) {
            String problem = "it could not be computed for " + counts.erred() + " rows (" + sums.getString(5) + ")";
            return new RuleResult(table, rule, counts, "error", problem);
        }
        return new RuleResult(table, rule, counts, state(counts, rule.terms().threshold()), null);
    }

    private static String state(Counts counts, double threshold) {
        if (counts.violating() == 0) {
            return "passed";
        }
        return counts.percent() > threshold ? "failed" : "passed with violations";
    }

    /** A row of {@code dq.result}. */
    Row row() {
        Terms terms = rule.terms();
        List<TableName> endangers = rule.spec().map(RuleSpec::endangers).orElse(List.of());
        return RowFactory.create(
                table.toString(),
                rule.name(),
                rule.kind(),
                rule.column(),
                terms.severity().word(),
                terms.category().word(),
                terms.context().word(),
                terms.threshold(),
                counts.checked(),
                counts.violating(),
                counts.erred(),
                counts.checked() == 0 ? null : counts.percent(),
                state,
                reason,
                rule.check().applies(),
                rule.check().breaks(),
                endangers.stream().map(TableName::toString).toArray(String[]::new),
                rule.source(table),
                rule.why(),
                rule.advice());
    }
}
