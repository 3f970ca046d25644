package org.charthouse.dq;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.dq.RowShape.Lookup;
import org.charthouse.dq.kind.Check.Count;
import org.charthouse.lake.FewRows;
import org.charthouse.lake.KeyCompany;
import org.charthouse.spec.TableName;

/**
 * The rows of a table with what rules read of other tables beside them: one join for each column that refers to another
 * table, however many rules read through it, and none for what nobody reads. No row is lost or doubled.
 */
final class FlatRows {

    private static final String FOUND = "dq_found_";

    private final RulePlan plan;
    private final Map<TableName, Dataset<Row>> tables;
    private final List<String> columns;
    private Dataset<Row> rows;

    private FlatRows(RulePlan plan, Map<TableName, Dataset<Row>> tables) {
        this.plan = plan;
        this.tables = tables;
        this.columns = plan.flat().columns();
        this.rows = table(plan.contract().table());
    }

    /**
     * The rows, with the columns of {@link RulePlan#flat} in order.
     *
     * @param tables all that the plan reads
     * @param asOf the date that the run stands for
     */
    static Dataset<Row> of(RulePlan plan, Map<TableName, Dataset<Row>> tables, LocalDate asOf) {
        FlatRows made = new FlatRows(plan, tables);
        made.fields().forEach(made::join);
        plan.shape().counts().values().stream()
                .filter(count -> made.columns.contains(count.as()))
                .forEach(made::join);
        return made.selected(asOf);
    }

    /** Fields that are read, by structure. */
    private Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new TreeMap<>();
        for (String column : columns) {
            if (plan.shape().lookup(column).isPresent()) {
                int dot = column.indexOf('.');
                fields.computeIfAbsent(column.substring(0, dot), any -> new ArrayList<>())
                        .add(column.substring(dot + 1));
            }
        }
        return fields;
    }

    private void join(String alias, List<String> fields) {
        Lookup lookup = lookup(alias);
        String found = FOUND + alias;
        Column whole = struct(fields.stream().map(FlatRows::column).toArray(Column[]::new));
        Dataset<Row> known = table(lookup.table())
                .groupBy(
                        (lookup.isBySource() ? col(RowShape.SOURCE) : lit("")).as("dq_source"),
                        column(lookup.key()).as("dq_key"))
                .agg(min(whole).as(found)); // a key that two rows have: the same one each time
        Column here = lookup.isBySource() ? col(RowShape.SOURCE) : lit("");
        Column same = here.equalTo(col("dq_source")).and(column(lookup.column()).equalTo(col("dq_key")));
        rows = rows.join(known, same, "left").drop("dq_source", "dq_key");
    }

    private void join(Count count) {
        Dataset<Row> counted = table(count.of());
        if (!count.where().isBlank()) {
            counted = counted.filter(expr(count.where()));
        }
        boolean isBySource = List.of(counted.columns()).contains(RowShape.SOURCE)
                && List.of(rows.columns()).contains(RowShape.SOURCE);
        List<Column> key = new ArrayList<>();
        Column same = lit(true);
        if (isBySource && !count.key().contains(RowShape.SOURCE)) {
            key.add(col(RowShape.SOURCE).as("dq_source"));
            same = col(RowShape.SOURCE).equalTo(col("dq_source"));
        }
        for (int i = 0; i < count.key().size(); i++) {
            key.add(expr(count.key().get(i)).as("dq_key" + i));
            same = same.and(expr(count.by().get(i)).equalTo(col("dq_key" + i)));
        }
        boolean isOfItself = count.isOfItself();
        Dataset<Row> keys = counted.select(key.toArray(Column[]::new));
        Dataset<Row> several = isOfItself ? shared(keys, count.as()) : numbers(keys, count.as());
        rows = rows.join(several, same, "left")
                .drop(several.drop(count.as()).columns())
                .withColumn(count.as(), coalesce(col(count.as()), lit(isOfItself ? 1L : 0L)));
    }

    private static Dataset<Row> numbers(Dataset<Row> keys, String as) {
        return keys.groupBy(Arrays.stream(keys.columns()).map(FlatRows::column).toArray(Column[]::new))
                .agg(count(lit(1)).as(as));
    }

    /** The numbers of those keys that several rows have. */
    private static Dataset<Row> shared(Dataset<Row> keys, String as) {
        Dataset<Row> together = KeyCompany.of(keys, keys.columns()).together();
        return FewRows.of(numbers(together, as).filter(col(as).gt(1)));
    }

    private Dataset<Row> selected(LocalDate asOf) {
        return rows.select(columns.stream()
                .map(name -> {
                    if (name.equals(RowShape.AS_OF)) {
                        return lit(java.sql.Date.valueOf(asOf)).as(name);
                    }
                    int dot = name.indexOf('.');
                    return dot < 0
                            ? column(name)
                            : col(FOUND + name.substring(0, dot)).getField(name.substring(dot + 1));
                })
                .toArray(Column[]::new));
    }

    private Lookup lookup(String alias) {
        return Objects.requireNonNull(plan.shape().lookups().get(alias));
    }

    private Dataset<Row> table(TableName table) {
        return Objects.requireNonNull(tables.get(table), table::toString);
    }

    private static Column column(String name) {
        return col("`" + name + "`");
    }
}
