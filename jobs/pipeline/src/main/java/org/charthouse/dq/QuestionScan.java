package org.charthouse.dq;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.dq.kind.Question;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.spec.TableName;

/** Asks what is about more than one row at a time: a query for each rule. One that cannot be computed is in error; others go on. */
final class QuestionScan {

    private static final String SOURCE = "source_system";
    private static final String UNIT = "unit";
    private static final String BROKEN = "is_broken";

    private final Map<TableName, Dataset<Row>> tables;
    private final LocalDate asOf;

    /**
     * Over tables.
     *
     * @param tables those that are there
     * @param asOf the date that they stand for
     */
    QuestionScan(Map<TableName, Dataset<Row>> tables, LocalDate asOf) {
        this.tables = tables;
        this.asOf = asOf;
    }

    /** What the questions of a table find, in the form of {@link TableScan#FOUND}, kept in memory. */
    List<Dataset<Row>> of(RulePlan plan) {
        return plan.rules().stream()
                .filter(rule -> rule.check()
                        .question()
                        .filter(question -> tables.keySet().containsAll(question.reads()))
                        .isPresent())
                .map(rule -> computed(plan.contract().table(), rule))
                .toList();
    }

    /** How many things are judged, and how many of them break the rule. */
    Row sums(TableName table, Rule rule) {
        return found(table, rule)
                .filter(col("row_key").isNull())
                .agg(
                        coalesce(sum("rows_checked"), lit(0L)).as("checked"),
                        coalesce(sum("rows_violating"), lit(0L)).as("violating"))
                .first();
    }

    private Dataset<Row> computed(TableName table, Rule rule) {
        Dataset<Row> found = null;
        try {
            found = found(table, rule).persist(StorageLevel.MEMORY_AND_DISK());
            found.count();
            return found;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            if (found != null) {
                found.unpersist();
            }
            Row error = RowFactory.create(
                    table.toString(),
                    rule.name(),
                    null,
                    null,
                    null,
                    0L,
                    0L,
                    1L,
                    e.getClass().getSimpleName(),
                    null);
            return session().createDataFrame(List.of(error), TableScan.FOUND);
        }
    }

    private Dataset<Row> found(TableName table, Rule rule) {
        Question question = rule.check().question().orElseThrow();
        DeclaredSql sql = new DeclaredSql(session()).asOf(asOf);
        question.reads().forEach(read -> sql.with(read.toString(), Objects.requireNonNull(tables.get(read))));
        Dataset<Row> judged = sql.query(question.sql());
        Dataset<Row> counts = judged.groupBy(SOURCE)
                .agg(
                        count(lit(1)).as("rows_checked"),
                        count_if(col(BROKEN)).as("rows_violating"),
                        lit(0L).as("rows_in_error"));
        Dataset<Row> listed = judged.filter(col(BROKEN)).withColumnRenamed(UNIT, "row_key");
        Dataset<Row> all = formed(counts, table, rule);
        return rule.isListed() ? all.union(formed(listed, table, rule)) : all;
    }

    private static Dataset<Row> formed(Dataset<Row> rows, TableName table, Rule rule) {
        List<String> given = List.of(rows.columns());
        List<Column> columns = new ArrayList<>();
        for (StructField field : TableScan.FOUND.fields()) {
            Column value = switch (field.name()) {
                case "table_name" -> lit(table.toString());
                case "rule" -> lit(rule.name());
                default -> given.contains(field.name()) ? col(field.name()) : lit(null);
            };
            columns.add(value.cast(field.dataType()).as(field.name()));
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    private SparkSession session() {
        return tables.values().iterator().next().sparkSession();
    }
}
