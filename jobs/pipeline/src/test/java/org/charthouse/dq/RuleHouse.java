package org.charthouse.dq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.charthouse.SharedSpark;
import org.charthouse.error.Problems;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** The shipped contracts with rules of a test, and a few rows of their tables. */
final class RuleHouse {

    static final LocalDate AS_OF = LocalDate.of(2026, 1, 31);

    private final Specifications specs;
    private final Map<TableName, Dataset<Row>> tables = new TreeMap<>();

    /** A house whose only stated rules are those of one file. */
    RuleHouse(Path folder, String rules) {
        try {
            Files.createDirectories(folder);
            SharedSpark.copyConfiguration(folder);
            FileUtils.deleteDirectory(folder.resolve("conf/rules").toFile());
            Files.createDirectories(folder.resolve("conf/rules"));
            Files.writeString(folder.resolve("conf/rules/stated.yaml"), rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        specs = Specifications.read(folder.resolve("conf"), folder.resolve("schemas"));
    }

    Specifications specs() {
        return specs;
    }

    /** Gives a table these rows; columns that are not named are null. */
    RuleHouse with(String table, String ddl, String... lines) {
        return with(table, SharedSpark.rows(ddl, lines));
    }

    RuleHouse with(String table, Dataset<Row> given) {
        TableName name = TableName.of(table);
        List<String> present = List.of(given.columns());
        Column[] columns = Arrays.stream(
                        TableDefinition.of(specs.contract(name)).schema().fields())
                .map(field -> (present.contains(field.name()) ? functions.col(field.name()) : functions.lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
                .toArray(Column[]::new);
        tables.put(name, given.select(columns));
        return this;
    }

    Dataset<Row> table(String table) {
        return Objects.requireNonNull(tables.get(TableName.of(table)));
    }

    /** The plan of a table. */
    RulePlan plan(String table) {
        Problems problems = new Problems();
        TableName name = TableName.of(table);
        RulePlan plan = RulePlan.of(
                        specs.contract(name),
                        Optional.ofNullable(specs.rules().get(name)),
                        Vocabulary.of(specs),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.sorted()));
        return plan.among(tables.keySet());
    }

    /** What a scan of a table finds. */
    Dataset<Row> scan(String table) {
        RulePlan plan = plan(table);
        return TableScan.found(new TableScan(plan).of(rows(table)));
    }

    /** The rows that are scanned. */
    Dataset<Row> rows(String table) {
        return FlatRows.of(plan(table), tables, AS_OF);
    }

    /** {@code rule: keys of rows that break it}, of rules that any row breaks. */
    List<String> broken(String table) {
        return scan(table)
                .filter("row_key IS NOT NULL")
                .groupBy("rule")
                .agg(functions
                        .sort_array(functions.collect_list(
                                functions.concat_ws("/", functions.col("source_system"), functions.col("row_key"))))
                        .as("keys"))
                .orderBy("rule")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0) + ": " + String.join(" ", row.<String>getList(1)))
                .toList();
    }

    /** {@code rule: checked, violating, in error}, of one rule. */
    String counts(String table, String rule) {
        Row sums = scan(table)
                .filter(functions
                        .col("row_key")
                        .isNull()
                        .and(functions.col("rule").equalTo(rule)))
                .selectExpr("sum(rows_checked)", "sum(rows_violating)", "sum(rows_in_error)")
                .first();
        return sums.mkString(", ");
    }
}
