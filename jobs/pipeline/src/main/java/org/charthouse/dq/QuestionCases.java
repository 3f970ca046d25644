package org.charthouse.dq;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.charthouse.dq.RuleCases.Outcome;
import org.charthouse.dq.kind.Question;
import org.charthouse.error.Problems;
import org.charthouse.lake.GivenRows;
import org.charthouse.spec.RuleSheet;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Runs the worked examples of rules that are about more than one row: each example is {@code rows} of the table, rows of other
 * tables under their names, and {@code as-of}. It passes if something is judged and nothing broken, fails if anything
 * is, and is ignored if nothing is judged.
 */
public final class QuestionCases {

    private static final String ROWS = "rows";
    private static final String AS_OF = "as-of";

    private final SparkSession session;
    private final Specifications specs;

    public QuestionCases(SparkSession session, Specifications specs) {
        this.session = session;
        this.specs = specs;
    }

    /** The names of such rules of a file. */
    public static List<String> of(RuleSheet sheet, Specifications specs) {
        return questions(sheet, specs).stream().map(Rule::name).toList();
    }

    /** The outcome of each example of a file, in its order. */
    public List<Outcome> run(RuleSheet sheet) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Rule rule : questions(sheet, specs)) {
            RuleSpec.Cases cases = rule.spec().orElseThrow().cases();
            outcomes.addAll(of(sheet.table(), rule, "passes", cases.passes()));
            outcomes.addAll(of(sheet.table(), rule, "fails", cases.fails()));
            outcomes.addAll(of(sheet.table(), rule, "ignores", cases.ignores()));
        }
        return outcomes;
    }

    private static List<Rule> questions(RuleSheet sheet, Specifications specs) {
        Problems problems = new Problems();
        Optional<RulePlan> plan =
                RulePlan.of(specs.contract(sheet.table()), Optional.of(sheet), Vocabulary.ofExamples(specs), problems);
        problems.throwIfAny();
        return plan.orElseThrow().rules().stream()
                .filter(rule -> rule.check().question().isPresent())
                .toList();
    }

    private List<Outcome> of(
            TableName table, Rule rule, String expected, List<Map<String, @Nullable Object>> examples) {
        List<Outcome> outcomes = new ArrayList<>();
        Map<String, @Nullable Object> given = rule.spec().orElseThrow().cases().given();
        for (int i = 0; i < examples.size(); i++) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>(given);
            whole.putAll(examples.get(i));
            outcomes.add(new Outcome(table, rule.name(), expected, i + 1, got(table, rule, whole)));
        }
        return outcomes;
    }

    private String got(TableName table, Rule rule, Map<String, @Nullable Object> example) {
        try {
            Question question = rule.check().question().orElseThrow();
            Map<TableName, Dataset<Row>> tables = new TreeMap<>();
            for (TableName read : question.reads()) {
                String key = read.equals(table) ? ROWS : read.toString();
                tables.put(read, GivenRows.of(session, specs.contract(read), rows(example.get(key))));
            }
            LocalDate asOf = LocalDate.parse(String.valueOf(example.get(AS_OF)));
            Row sums = new QuestionScan(tables, asOf).sums(table, rule);
            if (sums.getLong(0) == 0) {
                return "ignores";
            }
            return sums.getLong(1) > 0 ? "fails" : "passes";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // keys of YAML mappings are texts
    private static List<Map<String, @Nullable Object>> rows(@Nullable Object given) {
        return given == null ? List.of() : (List<Map<String, @Nullable Object>>) given;
    }
}
