package org.charthouse.benchmark;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel$;
import com.amazon.deequ.checks.CheckWithLastConstraintFilterable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Function1;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Nil$;

/** The checks that Charthouse made, put to Deequ: one suite over the table, which gives a share for each. */
final class DeequChecks {

    private static final String KEY = "key";
    private static final double LEAST = 0.99;

    private final Dataset<Row> table;
    private final List<Row> rules;
    private final String key;

    /**
     * Checks of a table.
     *
     * @param rules rows of {@code dq.result}, of checks that a row alone answers, and of the key
     */
    DeequChecks(Dataset<Row> table, List<Row> rules) {
        this.table = table;
        this.rules = rules;
        this.key = rules.stream()
                .filter(DeequChecks::isKey)
                .map(rule -> rule.<String>getAs("column_name"))
                .findAny()
                .orElseThrow();
    }

    /** The share of the rows that each is about which keep it, by name of the rule. */
    Map<String, Double> shares() {
        Check checks = new Check(CheckLevel$.MODULE$.Error(), "rules", seq(List.of()));
        for (Row rule : rules) {
            checks = isKey(rule) ? unique(checks) : compliance(checks, rule);
        }
        VerificationResult result =
                new VerificationSuite().onData(table).addCheck(checks).run();
        Map<String, Double> shares = new HashMap<>();
        VerificationResult.successMetricsAsDataFrame(table.sparkSession(), result, seq(List.of()))
                .collectAsList()
                .forEach(metric -> shares.put(
                        metric.<String>getAs("name").equals("Uniqueness") ? KEY : metric.getAs("instance"),
                        metric.<Double>getAs("value")));
        return shares;
    }

    private static boolean isKey(Row rule) {
        return rule.<String>getAs("kind").equals(KEY);
    }

    private Check unique(Check checks) {
        return checks.hasUniqueness(seq(Arrays.asList(key.split(",", -1))), isEnough());
    }

    private static Check compliance(Check checks, Row rule) {
        String applies = rule.getAs("applies_sql");
        String breaks = rule.getAs("breaks_sql");
        CheckWithLastConstraintFilterable made = checks.satisfies(
                "NOT coalesce((" + breaks + "), false)",
                rule.getAs("rule"),
                isEnough(),
                Option.empty(),
                noColumns(),
                Option.empty());
        return applies.isBlank() ? made : made.where(applies);
    }

    private static Function1<Object, Object> isEnough() {
        return share -> (Double) share >= LEAST;
    }

    @SuppressWarnings("unchecked") // the empty list is one of any type
    private static scala.collection.immutable.List<String> noColumns() {
        return (scala.collection.immutable.List<String>) (Object) Nil$.MODULE$;
    }

    private static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toSeq();
    }
}
