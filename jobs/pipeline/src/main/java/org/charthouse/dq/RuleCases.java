package org.charthouse.dq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.charthouse.dq.kind.Check.Count;
import org.charthouse.error.Problems;
import org.charthouse.lake.RowTests;
import org.charthouse.lake.RowText;
import org.charthouse.spec.RuleSheet;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Runs the worked examples of rules that judge rows, by the same expressions that judge tables. Spark need not run. Of the
 * others see {@link QuestionCases}.
 */
public final class RuleCases {

    private static final String PASSES = "passes";
    private static final String FAILS = "fails";
    private static final String IGNORES = "ignores";

    private RuleCases() {}

    /**
     * What came of one example.
     *
     * @param table the table
     * @param rule the rule
     * @param expected passes, fails or ignores
     * @param number 1-based, among those of which the same is expected
     * @param got the same words, or why it could not be told
     */
    public record Outcome(TableName table, String rule, String expected, int number, String got) {

        public boolean isAsExpected() {
            return expected.equals(got);
        }
    }

    /** The outcome of each example of a file, in its order. */
    public static List<Outcome> run(RuleSheet sheet, Specifications specs) {
        Problems problems = new Problems();
        TableContract contract = specs.contract(sheet.table());
        Optional<RulePlan> plan = RulePlan.of(contract, Optional.of(sheet), Vocabulary.ofExamples(specs), problems);
        problems.throwIfAny();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < plan.orElseThrow().rules().size(); i++) {
            Rule rule = plan.get().rules().get(i);
            if (rule.spec().isPresent() && rule.check().question().isEmpty()) {
                RuleSpec.Cases cases = rule.spec().get().cases();
                RuleCases.Examples examples = new Examples(plan.get(), i, cases.given());
                outcomes.addAll(examples.of(PASSES, cases.passes()));
                outcomes.addAll(examples.of(FAILS, cases.fails()));
                outcomes.addAll(examples.of(IGNORES, cases.ignores()));
            }
        }
        return outcomes;
    }

    /** Examples of one rule. */
    private record Examples(RulePlan plan, int number, Map<String, @Nullable Object> given) {

        List<Outcome> of(String expected, List<Map<String, @Nullable Object>> rows) {
            List<Map<String, @Nullable Object>> whole =
                    rows.stream().map(row -> merged(given, row)).toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < whole.size(); i++) {
                String got = got(whole.get(i), whole);
                outcomes.add(new Outcome(
                        plan.contract().table(), plan.rules().get(number).name(), expected, i + 1, got));
            }
            return outcomes;
        }

        private String got(Map<String, @Nullable Object> row, List<Map<String, @Nullable Object>> among) {
            try {
                Map<String, @Nullable Object> counted = new LinkedHashMap<>(row);
                for (Count count : plan.rules().get(number).check().counts()) {
                    counted.putIfAbsent(count.as(), count(count, row, among));
                }
                InternalRow values = RowText.of(plan.shape().row(), counted);
                RowTests.Test test = plan.tests().get(number);
                if (test.applies() != null
                        && !Boolean.TRUE.equals(test.applies().eval(values))) {
                    return IGNORES;
                }
                return Boolean.TRUE.equals(test.breaks().eval(values)) ? FAILS : PASSES;
            } catch (RuntimeException e) {
                return String.valueOf(e.getMessage());
            }
        }

        /** Examples that stand together are the rows of the table; of another table there are none unless the example says so. */
        private String count(
                Count count, Map<String, @Nullable Object> row, List<Map<String, @Nullable Object>> among) {
            if (!count.isOfItself()) {
                return "0";
            }
            return Long.toString(among.stream()
                    .filter(other -> isAbout(RowText.of(plan.shape().row(), other)))
                    .filter(other ->
                            count.key().stream().allMatch(column -> Objects.equals(other.get(column), row.get(column))))
                    .count());
        }

        private boolean isAbout(InternalRow row) {
            RowTests.Test test = plan.tests().get(number);
            return test.applies() == null || Boolean.TRUE.equals(test.applies().eval(row));
        }

        @SuppressWarnings("unchecked") // keys of YAML mappings are texts
        private static Map<String, @Nullable Object> merged(
                Map<String, @Nullable Object> under, Map<String, @Nullable Object> over) {
            Map<String, @Nullable Object> merged = new LinkedHashMap<>(under);
            over.forEach((key, value) -> {
                boolean areMaps = merged.get(key) instanceof Map && value instanceof Map;
                merged.put(
                        key,
                        areMaps
                                ? merged(
                                        (Map<String, @Nullable Object>) Objects.requireNonNull(merged.get(key)),
                                        (Map<String, @Nullable Object>) value)
                                : value);
            });
            return merged;
        }
    }
}
