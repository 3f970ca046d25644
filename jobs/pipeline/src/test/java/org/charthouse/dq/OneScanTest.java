package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan costs, as Spark tells it: each row is read once, whatever the number of rules. */
class OneScanTest {

    private static final int ROWS = 20_000;
    private static final int RULES = 2_000;
    private static final int PATIENTS = 500;

    @TempDir
    private Path folder;

    @Test
    void twoThousandRulesReadEachRowOnceInCompiledCodeAndShuffleNothing() throws TimeoutException {
        StringBuilder rules = new StringBuilder(head());
        for (int i = 0; i < RULES; i++) {
            rules.append(
                    rule("rule_" + i, "status IS NOT NULL", "status = 'wrong " + i + "' OR length(class_code) > " + i));
        }
        RuleHouse house = house(rules.toString());
        TableScan scan = new TableScan(house.plan("core.encounter"));
        assertThat(scan.tests().size()).isGreaterThan(RULES);
        assertThat(scan.tests().start().isCompiled())
                .as("the rules are compiled")
                .isTrue();
        Work work = work(house);
        // The contract's key is counted by a scan of the key's columns; its reference reads the patients.
        assertThat(work.read()).as("rows read").isEqualTo(2L * ROWS + PATIENTS);
        assertThat(work.shuffled()).as("hashed keys alone go through a shuffle").isLessThan(ROWS + PATIENTS + 10);
        assertThat(work.violations()).containsEntry("rule_0", (long) ROWS).containsEntry("rule_1999", 0L);
    }

    @Test
    void rulesThatReadThroughOneReferenceShareItsShuffle() throws TimeoutException {
        String one = head() + rule("rule_a", "", "start_on < patient.birth_on");
        StringBuilder many = new StringBuilder(one);
        for (int i = 0; i < 50; i++) {
            many.append(rule("rule_" + i, "", "datediff(start_on, patient.birth_on) > " + i));
        }
        Work few = work(house(one));
        RuleHouse second = new RuleHouse(folder.resolve("second"), many.toString());
        assertThat(work(tables(second)).shuffled()).isEqualTo(few.shuffled());
        assertThat(work(second).read()).isEqualTo(few.read());
    }

    private record Work(long read, long shuffled, Map<String, Long> violations) {}

    private static Work work(RuleHouse house) throws TimeoutException {
        SparkSession session = SharedSpark.session();
        AtomicLong read = new AtomicLong();
        AtomicLong shuffled = new AtomicLong();
        Map<String, Long> violations = new HashMap<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd task) {
                read.addAndGet(task.taskMetrics().inputMetrics().recordsRead());
                shuffled.addAndGet(task.taskMetrics().shuffleWriteMetrics().recordsWritten());
            }
        };
        session.sparkContext().addSparkListener(listener);
        try {
            house.scan("core.encounter")
                    .toJavaRDD()
                    .filter(row -> row.isNullAt(row.fieldIndex("row_key")))
                    .collect()
                    .forEach(found ->
                            violations.merge(found.getAs("rule"), found.<Long>getAs("rows_violating"), Long::sum));
            session.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            session.sparkContext().removeSparkListener(listener);
        }
        return new Work(read.get(), shuffled.get(), violations);
    }

    private RuleHouse house(String rules) {
        return tables(new RuleHouse(folder.resolve("first"), rules));
    }

    private RuleHouse tables(RuleHouse house) {
        Path file = folder.resolve("encounters");
        if (!file.toFile().exists()) {
            SharedSpark.session()
                    .range(0, ROWS, 1, 4)
                    .selectExpr(
                            "'a' AS source_system",
                            "CAST(id AS STRING) AS encounter_id",
                            "CAST(id % 500 AS STRING) AS patient_id",
                            "'finished' AS status",
                            "'AMB' AS class_code",
                            "date_add(date '2020-01-01', CAST(id % 1000 AS INT)) AS start_on")
                    .write()
                    .parquet(file.toString());
        }
        return house.with("core.encounter", SharedSpark.session().read().parquet(file.toString()))
                .with(
                        "core.patient",
                        SharedSpark.session()
                                .range(0, PATIENTS, 1, 2)
                                .selectExpr(
                                        "'a' AS source_system",
                                        "CAST(id AS STRING) AS patient_id",
                                        "date '1990-01-01' AS birth_on"));
    }

    private static String head() {
        return "table: core.encounter\non: start_on\nrules:\n";
    }

    private static String rule(String name, String applies, String breaks) {
        return "  - {rule: " + name + ", kind: sql, with: {"
                + (applies.isEmpty() ? "" : "applies: \"" + applies + "\", ")
                + "breaks: \"" + breaks + "\"}, severity: characterisation, source: a test, why: a test, passes: [{}],"
                + " fails: [{}]}\n";
    }
}
