package org.charthouse.dq;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/** Checks every core table against its contract: required, type, key, reference. */
public final class ContractCheckJob implements Job {

    private static final TableName RESULT = new TableName("dq", "result");
    private static final TableName FAILING = new TableName("dq", "failing_row");
    private static final TableName PERSON = new TableName("identity", "person");

    private final List<TableContract> contracts;

    /** A job over the contracts of zone {@code core}. */
    public ContractCheckJob(List<TableContract> contracts) {
        this.contracts = List.copyOf(contracts);
    }

    @Override
    public String name() {
        return "contracts";
    }

    @Override
    public Stage stage() {
        return Stage.CHECK;
    }

    @Override
    public Set<TableName> inputs() {
        Set<TableName> inputs = new TreeSet<>(Set.of(PERSON));
        contracts.forEach(contract -> inputs.add(contract.table()));
        return inputs;
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(RESULT, FAILING);
    }

    @Override
    public String definition() {
        return contracts.toString();
    }

    @Override
    public JobReport run(JobContext context) {
        Map<TableName, Dataset<Row>> tables = new TreeMap<>();
        inputs().stream().filter(context::has).forEach(table -> tables.put(table, context.read(table)));
        List<Checked> checked =
                contracts.parallelStream() // most of the time of a small table is planning, by one thread
                        .filter(contract -> tables.containsKey(contract.table()))
                        .map(contract -> checked(contract, tables))
                        .toList();
        List<Row> results =
                checked.stream().flatMap(each -> each.results.stream()).toList();
        TableDefinition result = context.definitionOf(RESULT);
        context.writer()
                .replace(
                        result,
                        context.session()
                                .createDataFrame(results, result.schema())
                                .coalesce(1));
        TableDefinition rows = context.definitionOf(FAILING);
        long bad = checked.stream()
                .map(Checked::failing)
                .reduce(Dataset::union)
                .map(all -> context.writer().replace(rows, all))
                .orElse(0L);
        checked.forEach(each -> each.cached.unpersist());
        return new JobReport(results.size(), bad, 0, 0, results.size() + " rules");
    }

    /** What one table showed: a row per rule, a row per broken rule and row, and what both are read from. */
    private record Checked(List<Row> results, Dataset<Row> failing, Dataset<Row> cached) {}

    private static Checked checked(TableContract contract, Map<TableName, Dataset<Row>> tables) {
        Dataset<Row> rows = Objects.requireNonNull(tables.get(contract.table()));
        ContractRules rules = ContractRules.of(contract, rows, tables);
        Dataset<Row> broken = broken(contract, rules).persist(StorageLevel.MEMORY_AND_DISK());
        return new Checked(results(contract, rules, broken), evidence(contract, rules, broken), broken);
    }

    /** One pass: a row per table row that breaks anything, and one row with all counts. */
    private static Dataset<Row> broken(TableContract contract, ContractRules rules) {
        List<ContractRule> all = rules.rules();
        Column[] marks = new Column[all.size()];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = when(all.get(i).breaks(), lit(i));
        }
        Column source = contract.column("source_system").isPresent() ? col("source_system") : lit("");
        Column[] key = contract.key().stream()
                .filter(name -> !name.equals("source_system"))
                .map(name -> coalesce(col(name).cast("string"), lit("?")))
                .toArray(Column[]::new);
        List<Column> columns = new ArrayList<>();
        columns.add(source.as("source_system"));
        columns.add(concat_ws("|", key).as("row_key"));
        columns.add(array_compact(array(marks)).as("broken"));
        for (int i = 0; i < all.size(); i++) {
            String name = "applies_" + i;
            all.get(i).applies().ifPresent(applies -> columns.add(applies.as(name)));
        }
        return rules.rows().select(columns.toArray(Column[]::new));
    }

    private static List<Row> results(TableContract contract, ContractRules rules, Dataset<Row> broken) {
        List<Column> sums = new ArrayList<>();
        for (int i = 0; i < rules.rules().size(); i++) {
            boolean always = rules.rules().get(i).applies().isEmpty();
            sums.add((always ? count(lit(1)) : count(when(col("applies_" + i), 1))).as("n" + i));
            sums.add(count(when(array_contains(col("broken"), i), 1)).as("v" + i));
        }
        Row counts = broken.agg(lit(0).as("any"), sums.toArray(Column[]::new)).first();
        List<Row> results = new ArrayList<>();
        for (int i = 0; i < rules.rules().size(); i++) {
            ContractRule rule = rules.rules().get(i);
            long checked = counts.<Long>getAs("n" + i);
            long violating = counts.<Long>getAs("v" + i);
            String state = checked == 0 ? "not applicable" : violating == 0 ? "passed" : "failed";
            results.add(RowFactory.create(
                    contract.table().toString(), rule.kind(), rule.column(), checked, violating, state));
        }
        return results;
    }

    private static Dataset<Row> evidence(TableContract contract, ContractRules rules, Dataset<Row> broken) {
        Column kinds =
                array(rules.rules().stream().map(rule -> lit(rule.kind())).toArray(Column[]::new));
        Column columns =
                array(rules.rules().stream().map(rule -> lit(rule.column())).toArray(Column[]::new));
        return broken.filter(size(col("broken")).gt(0))
                .select(
                        col("source_system"),
                        col("row_key"),
                        explode(col("broken")).as("i"))
                .select(
                        lit(contract.table().toString()).as("table_name"),
                        get(kinds, col("i")).as("rule"),
                        get(columns, col("i")).as("column_name"),
                        col("source_system"),
                        col("row_key"));
    }
}
