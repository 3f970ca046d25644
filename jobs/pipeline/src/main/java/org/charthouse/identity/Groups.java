package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.spec.IdentitySpec;
import org.charthouse.spec.IdentitySpec.Rule;

/**
 * Which records are one person by the model's rules: the connected components of all agreeing pairs. Records that no rule
 * ties to another do not appear.
 */
final class Groups {

    /** More records than this with equal values are a placeholder that nobody listed, not a person. */
    static final int MOST_RECORDS = 50;

    private final Map<String, String> parents = new TreeMap<>();
    private final Map<String, String> reasons = new TreeMap<>();
    private final List<Doubt> doubts = new ArrayList<>();

    /** A pair that agrees and yet must not be linked. */
    record Doubt(String first, String second, String reason) {}

    static Groups of(Dataset<Row> standardised, IdentitySpec model) {
        Groups groups = new Groups();
        for (Rule rule : model.rules()) {
            for (Row agreeing : agreeing(standardised, rule)) {
                groups.add(rule, agreeing.getList(0));
            }
        }
        return groups;
    }

    /** The component of each record that has company, named by its smallest record. */
    Map<String, String> components() {
        Map<String, String> components = new TreeMap<>();
        parents.keySet().forEach(record -> components.put(record, root(record)));
        return components;
    }

    /** The rule that first tied each record. */
    Map<String, String> reasons() {
        return reasons;
    }

    List<Doubt> doubts() {
        return doubts;
    }

    private static List<Row> agreeing(Dataset<Row> records, Rule rule) {
        Column present = rule.equal().stream()
                .map(column -> col(column).isNotNull())
                .reduce(Column::and)
                .orElseThrow();
        List<Column> fields = new ArrayList<>(List.of(col("record")));
        rule.unless().forEach(column -> fields.add(col(column)));
        return records
                .filter(present)
                .groupBy(rule.equal().stream()
                        .map(org.apache.spark.sql.functions::col)
                        .toArray(Column[]::new))
                .agg(sort_array(collect_list(struct(fields.toArray(Column[]::new))))
                        .as("records"))
                .filter(size(col("records")).gt(1))
                .select("records")
                .collectAsList()
                .stream()
                .sorted(java.util.Comparator.comparing(row -> first(row)))
                .toList();
    }

    private static String first(Row row) {
        return row.<Row>getList(0).get(0).getString(0);
    }

    private void add(Rule rule, List<Row> records) {
        if (records.size() > MOST_RECORDS) {
            for (int i = 1; i < records.size(); i++) {
                doubt(records.get(0), records.get(i), rule.name() + ": too many records agree");
            }
            return;
        }
        for (int i = 0; i < records.size(); i++) {
            for (int j = i + 1; j < records.size(); j++) {
                pair(rule, records.get(i), records.get(j));
            }
        }
    }

    private void pair(Rule rule, Row first, Row second) {
        for (int i = 0; i < rule.unless().size(); i++) {
            Object left = first.get(i + 1);
            Object right = second.get(i + 1);
            if (left != null && right != null && !left.equals(right)) {
                doubt(first, second, rule.name() + ": " + rule.unless().get(i) + " differs");
                return;
            }
        }
        link(rule.name(), first.getString(0), second.getString(0));
    }

    private void doubt(Row first, Row second, String reason) {
        doubts.add(new Doubt(first.getString(0), second.getString(0), reason));
    }

    private void link(String reason, String first, String second) {
        reasons.putIfAbsent(first, reason);
        reasons.putIfAbsent(second, reason);
        String left = root(first);
        String right = root(second);
        boolean leftIsSmaller = left.compareTo(right) < 0;
        parents.put(leftIsSmaller ? right : left, leftIsSmaller ? left : right);
        parents.putIfAbsent(leftIsSmaller ? left : right, leftIsSmaller ? left : right);
    }

    private String root(String record) {
        String at = record;
        String above = parents.getOrDefault(at, at);
        while (!above.equals(at)) {
            at = above;
            above = parents.getOrDefault(at, at);
        }
        parents.put(record, at);
        return at;
    }
}
