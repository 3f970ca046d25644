package org.charthouse.dq;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.spec.TableName;

/**
 * What is known of a rule besides the rows that it is about.
 *
 * @param asOf the date that the run stands for
 * @param history what the rule found before
 * @param exceptions what persons have accepted of what it finds now
 */
record Known(LocalDate asOf, History history, Exceptions exceptions) {

    /** What is known of all rules: histories by {@link History#key}, exceptions by table and rule. */
    record OfAll(LocalDate asOf, Map<String, History> histories, Map<String, Exceptions> exceptions) {

        /** Where nothing was found. */
        static OfAll nothing(LocalDate asOf) {
            return new OfAll(asOf, Map.of(), Map.of());
        }

        /**
         * Reads it from what is there of {@code dq.result} and {@code dq.work_item}.
         *
         * @param found what scans gave, see {@link TableScan#FOUND}
         */
        static OfAll of(Map<TableName, Dataset<Row>> tables, Dataset<Row> found, LocalDate asOf) {
            Dataset<Row> results = tables.get(RuleResult.TABLE);
            Dataset<Row> items = tables.get(WorkItem.TABLE);
            return new OfAll(
                    asOf,
                    results == null ? Map.of() : History.of(results),
                    items == null ? Map.of() : Exceptions.of(found, items, asOf));
        }

        Known of(TableName table, Rule rule) {
            History history = histories.get(History.key(table.toString(), rule.name(), rule.definition()));
            Exceptions accepted = exceptions.get(table + " " + rule.name());
            return new Known(
                    asOf,
                    Objects.requireNonNullElse(history, History.NONE),
                    Objects.requireNonNullElse(accepted, Exceptions.NONE));
        }
    }
}
