package org.charthouse.dq;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.FlatRow;
import org.charthouse.lake.RowTests;
import org.charthouse.lake.RowValues;
import org.jspecify.annotations.Nullable;

/** One pass over the rows of a table, through all of its rules: what breaks one is listed, and all is counted. */
final class TableScan implements Serializable {

    private static final long serialVersionUID = 1;

    /**
     * What a scan gives. A row with a {@code row_key} is a row of the table that breaks a rule; one without tells how many
     * of a part of the table did.
     */
    static final StructType FOUND = new StructType()
            .add("table_name", DataTypes.StringType)
            .add("rule", DataTypes.StringType)
            .add("source_system", DataTypes.StringType)
            .add("facility_id", DataTypes.StringType)
            .add("month", DataTypes.StringType)
            .add("rows_checked", DataTypes.LongType)
            .add("rows_violating", DataTypes.LongType)
            .add("rows_in_error", DataTypes.LongType)
            .add("problem", DataTypes.StringType)
            .add("row_key", DataTypes.StringType);

    private static final String RULES = "rules";

    /** What is told of one rule. */
    private static final List<String> OF_RULE =
            List.of("rule", "rows_checked", "rows_violating", "rows_in_error", "problem");

    /** The same as it is kept: one row for all that is told of a row, or of a part, of the table. */
    private static final StructType KEPT = kept();

    private final String table;
    private final List<String> rules;
    private final List<Boolean> listed;
    private final RowTests tests;
    private final RowValues strata;
    private final RowValues key;

    TableScan(RulePlan plan) {
        FlatRow flat = plan.flat();
        this.table = plan.contract().table().toString();
        this.rules = new ArrayList<>(plan.rules().stream().map(Rule::name).toList());
        this.listed = new ArrayList<>(plan.rules().stream().map(Rule::isListed).toList());
        this.tests = new RowTests(plan.tests().stream()
                .map(test -> new RowTests.Test(
                        test.applies() == null ? null : flat.bound(test.applies()), flat.bound(test.breaks())))
                .toList());
        this.strata =
                new RowValues(plan.labels().strata().stream().map(flat::bound).toList());
        this.key = new RowValues(List.of(flat.bound(plan.labels().key())));
    }

    /** All tests, as they are run. */
    RowTests tests() {
        return tests;
    }

    private static StructType kept() {
        StructType kept = new StructType();
        StructType ofRule = new StructType();
        for (StructField field : FOUND.fields()) {
            if (OF_RULE.contains(field.name())) {
                ofRule = ofRule.add(field);
            } else {
                kept = kept.add(field);
            }
        }
        return kept.add(RULES, DataTypes.createArrayType(ofRule));
    }

    /** What was kept, in the form of {@link #FOUND}. */
    static Dataset<Row> found(Dataset<Row> kept) {
        Dataset<Row> told = kept.select(col("*"), inline(col(RULES)));
        return told.select(
                Arrays.stream(FOUND.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
    }

    /**
     * Scans rows that have the columns of {@link RulePlan#flat}.
     *
     * @return what {@link #found} takes
     */
    Dataset<Row> of(Dataset<Row> rows) {
        JavaRDD<InternalRow> scanned = rows.queryExecution().toRdd().toJavaRDD();
        Broadcast<TableScan> scan = JavaSparkContext.fromSparkContext(
                        rows.sparkSession().sparkContext())
                .broadcast(this);
        return rows.sparkSession().createDataFrame(scanned.mapPartitions(part -> scan.value().new Part(part)), KEPT);
    }

    /** What a part of the table, of one source, facility and month, did to the rules. */
    private static final class Tally {
        private long rows;
        private final long[] applied;
        private final long[] broken;
        private final long[] erred;
        private final @Nullable String[] problem;

        Tally(int tests) {
            applied = new long[tests];
            broken = new long[tests];
            erred = new long[tests];
            problem = new String[tests];
        }
    }

    /** The rows of one partition. */
    private final class Part implements Iterator<Row>, RowTests.Finding {

        private final Iterator<InternalRow> rows;
        private final RowTests.Running running = tests.start();
        private final RowValues.Computed stratum = strata.start();
        private final RowValues.Computed keyOf = key.start();
        private final Map<UnsafeRow, Tally> tallies = new HashMap<>();
        private final Deque<Row> found = new ArrayDeque<>();
        private final List<Integer> broken = new ArrayList<>();
        private Iterator<Map.Entry<UnsafeRow, Tally>> sums = Collections.emptyIterator();
        private Tally tally = new Tally(0);
        private boolean isOver;

        Part(Iterator<InternalRow> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (found.isEmpty() && rows.hasNext()) {
                scan(rows.next());
            }
            if (found.isEmpty() && !isOver) {
                isOver = true;
                running.close();
                stratum.close();
                keyOf.close();
                sums = tallies.entrySet().iterator();
            }
            if (found.isEmpty() && sums.hasNext()) {
                Map.Entry<UnsafeRow, Tally> sum = sums.next();
                sum(sum.getKey(), sum.getValue());
            }
            return !found.isEmpty();
        }

        @Override
        public Row next() {
            return found.remove();
        }

        private void scan(InternalRow row) {
            UnsafeRow under = stratum.of(row);
            Tally known = tallies.get(under);
            if (known == null) {
                known = new Tally(tests.size());
                tallies.put(under.copy(), known);
            }
            tally = known;
            tally.rows++;
            broken.clear();
            running.test(row, this);
            if (!broken.isEmpty()) {
                String rowKey = keyOf.of(row).getUTF8String(0).toString();
                found.add(told(
                        under,
                        rowKey,
                        broken.stream()
                                .map(test -> told(test, null, null, null, null))
                                .toList()));
            }
        }

        @Override
        public void applies(int test) {
            tally.applied[test]++;
        }

        @Override
        public void breaks(int test) {
            tally.broken[test]++;
            if (listed.get(test)) {
                broken.add(test);
            }
        }

        @Override
        public void fails(int test, RuntimeException why) {
            tally.erred[test]++;
            tally.problem[test] = why.getClass().getSimpleName(); // its message may hold values
        }

        private void sum(UnsafeRow under, Tally sums) {
            List<Row> told = new ArrayList<>();
            for (int i = 0; i < tests.size(); i++) {
                long checked = tests.isAboutAll(i) ? sums.rows : sums.applied[i];
                if (checked > 0 || sums.erred[i] > 0) {
                    told.add(told(i, checked, sums.broken[i], sums.erred[i], sums.problem[i]));
                }
            }
            found.add(told(under, null, told));
        }

        /** What is told of a rule, in the order of {@link #OF_RULE}. */
        private Row told(
                int test,
                @Nullable Long checked,
                @Nullable Long violating,
                @Nullable Long erred,
                @Nullable String problem) {
            return RowFactory.create(rules.get(test), checked, violating, erred, problem);
        }

        /** What is told of a row of the table, or of a part of it. */
        private Row told(UnsafeRow under, @Nullable String rowKey, List<Row> told) {
            boolean hasMonth = !under.isNullAt(2);
            return RowFactory.create(
                    table,
                    under.isNullAt(0) ? "" : under.getUTF8String(0).toString(),
                    under.isNullAt(1) ? "" : under.getUTF8String(1).toString(),
                    hasMonth
                            ? YearMonth.from(LocalDate.ofEpochDay(under.getInt(2)))
                                    .toString()
                            : "",
                    rowKey,
                    told.toArray(Row[]::new));
        }
    }
}
