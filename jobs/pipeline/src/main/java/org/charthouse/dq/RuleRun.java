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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.spec.TableName;

/** Tables, judged by their rules. What was found is kept in memory, or on disk, until it is closed. */
final class RuleRun implements AutoCloseable {

    private static final String TABLE = "table_name";
    private static final String NAME = "rule";

    private final List<RulePlan> plans;
    private final Set<TableName> present;
    private final List<Dataset<Row>> scans;

    private RuleRun(List<RulePlan> plans, Set<TableName> present, List<Dataset<Row>> scans) {
        this.plans = plans;
        this.present = present;
        this.scans = scans;
    }

    /**
     * Judges tables.
     *
     * @param tables those that are there
     * @param asOf the date that they stand for
     */
    static RuleRun of(List<RulePlan> plans, Map<TableName, Dataset<Row>> tables, LocalDate asOf) {
        List<Dataset<Row>> scans =
                plans.parallelStream() // most of the time of a small table is planning, by one thread
                        .filter(plan -> tables.containsKey(plan.contract().table()))
                        .map(plan -> plan.among(tables.keySet()))
                        .map(plan -> new TableScan(plan)
                                .of(FlatRows.of(plan, tables, asOf))
                                .persist(StorageLevel.MEMORY_AND_DISK()))
                        .toList();
        return new RuleRun(plans, tables.keySet(), scans);
    }

    /** What the scans gave, see {@link TableScan#FOUND}. */
    Dataset<Row> found() {
        return scans.stream().reduce(Dataset::union).orElseThrow();
    }

    /** What each rule found, in order of table and rule. */
    List<RuleResult> results() {
        Map<String, Row> sums = scans.isEmpty() ? Map.of() : sums();
        List<RuleResult> results = new ArrayList<>();
        for (RulePlan plan : plans) {
            for (int i = 0; i < plan.rules().size(); i++) {
                Set<TableName> missing = plan.reads(i);
                missing.add(plan.contract().table());
                missing.removeAll(present);
                String key = plan.contract().table() + " " + plan.rules().get(i).name();
                results.add(RuleResult.of(plan, i, missing, sums.get(key)));
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
    }
}
