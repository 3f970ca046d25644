package org.charthouse.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/**
 * Brings a table that is added to, not rebuilt, into the form that its definition has now, before anything is added.
 *
 * <p>The rule: a gained column is null in the rows that are there; a lost column is dropped (kept manifests name
 * versions that still have it); a retyped column is cast, and a value that cannot be cast stops the work before anything
 * is written. One commit, and none where only descriptions or the order of columns differ. Tables that are rebuilt need
 * nothing of this: a contract is part of its job's definition, so the job starts from nothing and replaces the table.
 */
final class TableMigration {

    private final Lake lake;
    private final TableDefinition definition;

    TableMigration(Lake lake, TableDefinition definition) {
        this.lake = lake;
        this.definition = definition;
    }

    /**
     * Migrates if need be.
     *
     * @throws UserError if values do not fit the new type of their column: table, column and how many rows
     */
    void run() {
        if (!lake.exists(definition.table())) {
            return;
        }
        Dataset<Row> now = lake.read(definition.table());
        if (fits(now.schema())) {
            new TableForm(definition).settle(lake);
            return;
        }
        refuseWhatCannotBeCast(now);
        Column[] columns = Arrays.stream(definition.schema().fields())
                .map(field -> given(now.schema(), field)
                        .map(old -> quoted(old).cast(field.dataType()))
                        .orElseGet(() -> lit(null).cast(field.dataType()))
                        .as(field.name(), field.metadata()))
                .toArray(Column[]::new);
        Failpoints.around(
                definition.table() + " migrate", () -> new TableForm(definition).replace(lake, now.select(columns)));
    }

    private boolean fits(StructType now) {
        StructType wanted = definition.schema();
        return now.size() == wanted.size()
                && Arrays.stream(wanted.fields())
                        .allMatch(field -> given(now, field)
                                .filter(old -> old.name().equals(field.name()))
                                .filter(old -> isSame(old, field))
                                .isPresent());
    }

    private void refuseWhatCannotBeCast(Dataset<Row> now) {
        List<StructField> retyped = Arrays.stream(definition.schema().fields())
                .filter(field -> given(now.schema(), field)
                        .filter(old -> !isSame(old, field))
                        .isPresent())
                .toList();
        if (retyped.isEmpty()) {
            return;
        }
        Column[] counts = retyped.stream()
                .map(field -> coalesce(
                        sum(when(lost(given(now.schema(), field).orElseThrow(), field), 1L)
                                .otherwise(0L)),
                        lit(0L)))
                .toArray(Column[]::new);
        Row lost = now.select(counts).first();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < retyped.size(); i++) {
            if (lost.getLong(i) > 0) {
                problems.add(misfit(retyped.get(i), lost.getLong(i)));
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.CONFIGURATION, problems);
        }
    }

    private static Column lost(StructField old, StructField field) {
        Column there = quoted(old).isNotNull();
        return Cast.canTryCast(old.dataType(), field.dataType())
                ? there.and(expr("try_cast(`" + old.name().replace("`", "``") + "` AS "
                                + field.dataType().sql() + ")")
                        .isNull())
                : there;
    }

    private Problem misfit(StructField field, long rows) {
        return new Problem(
                "Column '" + field.name() + "' of " + definition.table() + " cannot become "
                        + field.dataType().sql().toLowerCase(java.util.Locale.ROOT),
                Place.of(lake.path(definition.table()).toString()),
                String.format(java.util.Locale.ROOT, "%,d rows hold a value that is none; nothing was written", rows),
                "give the new type to a column of another name, or put the old type back into the contract");
    }

    private static Optional<StructField> given(StructType now, StructField wanted) {
        return Arrays.stream(now.fields())
                .filter(field -> field.name().equalsIgnoreCase(wanted.name()))
                .findFirst();
    }

    private static boolean isSame(StructField one, StructField other) {
        return one.dataType().catalogString().equals(other.dataType().catalogString());
    }

    private static Column quoted(StructField field) {
        return col("`" + field.name().replace("`", "``") + "`");
    }
}
