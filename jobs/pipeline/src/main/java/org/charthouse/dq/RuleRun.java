package org.charthouse.dq;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.spec.TableName;

/** Tables, judged by their rules. What was found is kept in memory, or on disk, until it is closed. */
final class RuleRun implements AutoCloseable {

    private static final String TABLE = "table_name";
    private static final String NAME = "rule";

    private final List<RulePlan> plans;
    private final List<Dataset<Row>> scans;
    private final List<Dataset<Row>> answers;
    private final Map<TableName, Dataset<Row>> tables;
    private final LocalDate asOf;

    /**
     * Judges tables.
     *
     * @param tables those that are there; among them, if there are, the last results and what persons decided
     * @param asOf the date that they stand for
     */
    RuleRun(List<RulePlan> plans, Map<TableName, Dataset<Row>> tables, LocalDate asOf) {
        this.plans = plans;
        this.tables = tables;
        this.asOf = asOf;
        List<RulePlan> judged = plans.stream()
                .filter(plan -> tables.containsKey(plan.contract().table()))
                .map(plan -> plan.among(tables.keySet()))
                .toList();
        QuestionScan questions = new QuestionScan(tables, asOf);
        this.scans = judged.parallelStream() // most of the time of a small table is planning, by one thread
                .map(plan ->
                        new TableScan(plan).of(FlatRows.of(plan, tables, asOf)).persist(StorageLevel.MEMORY_AND_DISK()))
                .toList();
        this.answers = judged.parallelStream()
                .flatMap(plan -> questions.of(plan).stream())
                .toList();
    }

    /** What the scans gave, see {@link TableScan#FOUND}. */
    Dataset<Row> found() {
        return Stream.concat(scans.stream().reduce(Dataset::union).map(TableScan::found).stream(), answers.stream())
                .reduce(Dataset::union)
                .orElseThrow();
    }

    /** What each rule found, in order of table and rule. */
    List<RuleResult> results() {
        Map<String, Row> sums = scans.isEmpty() ? Map.of() : sums();
        Known.OfAll known = scans.isEmpty() ? Known.OfAll.nothing(asOf) : Known.OfAll.of(tables, found(), asOf);
        List<RuleResult> results = new ArrayList<>();
        for (RulePlan plan : plans) {
            for (int i = 0; i < plan.rules().size(); i++) {
                Set<TableName> missing = plan.reads(i);
                missing.add(plan.contract().table());
                missing.removeAll(tables.keySet());
                Rule rule = plan.rules().get(i);
                TableName table = plan.contract().table();
                results.add(
                        RuleResult.of(plan, i, missing, sums.get(table + " " + rule.name()), known.of(table, rule)));
            }
        }
        return results;
    }

    private Map<String, Row> sums() {
        Map<String, Row> sums = new HashMap<>();
        found().filter(col("row_key").isNull())
                .groupBy(TABLE, NAME)
                .agg(
                        sum("rows_checked").as("checked"),
                        sum("rows_violating").as("violating"),
                        sum("rows_in_error").as("erred"),
                        max("problem").as("problem"))
                .collectAsList()
                .forEach(row -> sums.put(row.getString(0) + " " + row.getString(1), row));
        return sums;
    }

    @Override
    public void close() {
        scans.forEach(Dataset::unpersist);
        answers.forEach(Dataset::unpersist);
    }
}
