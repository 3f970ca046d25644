package org.charthouse.dq;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/**
 * The rules that a contract implies, and the table with what they need beside each row. Count and evidence come from the
 * same expressions, so they cannot disagree.
 */
final class ContractRules {

    private static final String UNTYPED = "untyped_columns";
    private static final String SOURCE = "source_system";

    private final TableContract contract;
    private final List<ContractRule> rules = new ArrayList<>();
    private Dataset<Row> rows;

    private ContractRules(TableContract contract, Dataset<Row> rows) {
        this.contract = contract;
        this.rows = rows;
    }

    /**
     * The rules of a table.
     *
     * @param tables all tables that may be referred to
     */
    static ContractRules of(TableContract contract, Dataset<Row> rows, Map<TableName, Dataset<Row>> tables) {
        ContractRules made = new ContractRules(contract, rows);
        made.required();
        made.types();
        made.key();
        contract.columns().forEach(column -> column.references().forEach(to -> made.reference(column, to, tables)));
        return made;
    }

    List<ContractRule> rules() {
        return rules;
    }

    /** The table, with columns that only the rules read. */
    Dataset<Row> rows() {
        return rows;
    }

    private void required() {
        contract.columns().stream()
                .filter(ColumnSpec::required)
                .forEach(column -> rules.add(new ContractRule(
                        "required",
                        column.name(),
                        Optional.empty(),
                        col(column.name()).isNull())));
    }

    private void types() {
        if (contract.column(UNTYPED).isEmpty()) {
            return;
        }
        contract.columns().stream()
                .filter(column ->
                        !column.type().equals("string") && !column.name().equals(UNTYPED))
                .forEach(column -> {
                    Column unfit = array_contains(col(UNTYPED), column.name());
                    rules.add(new ContractRule(
                            "type",
                            column.name(),
                            Optional.of(col(column.name()).isNotNull().or(unfit)),
                            unfit));
                });
    }

    private void key() {
        Column[] key = contract.key().stream().map(name -> col(name)).toArray(Column[]::new);
        if (key.length == 0) {
            return;
        }
        rows = rows.withColumn("dq_same_key", count(lit(1)).over(Window.partitionBy(key)));
        rules.add(new ContractRule(
                "key",
                String.join(",", contract.key()),
                Optional.empty(),
                col("dq_same_key").gt(1)));
    }

    /** A reference holds within the same source system, where both tables have one. */
    private void reference(ColumnSpec column, String to, Map<TableName, Dataset<Row>> tables) {
        int dot = to.lastIndexOf('.');
        Dataset<Row> target = tables.get(TableName.of(to.substring(0, dot)));
        if (target == null) {
            return;
        }
        String wanted = to.substring(dot + 1);
        String found = "dq_found_" + column.name();
        boolean bySource =
                contract.column(SOURCE).isPresent() && List.of(target.columns()).contains(SOURCE);
        Dataset<Row> known = target.select(
                        (bySource ? col(SOURCE) : lit("")).as("dq_source"),
                        col(wanted).as("dq_key"))
                .distinct()
                .withColumn(found, lit(true));
        Column here = bySource ? col(SOURCE) : lit("");
        rows = rows.join(
                        known,
                        here.equalTo(col("dq_source")).and(col(column.name()).equalTo(col("dq_key"))),
                        "left")
                .drop("dq_source", "dq_key");
        rules.add(new ContractRule(
                "reference",
                column.name(),
                Optional.of(col(column.name()).isNotNull()),
                col(column.name()).isNotNull().and(col(found).isNull())));
    }
}
