package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.SharedSpark.rows;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.PrivacyClass;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Test;

class ContractRulesTest {

    private static final TableName PATIENT = TableName.of("core.patient");
    private static final TableContract VISIT = new TableContract(
            TableName.of("core.visit"),
            "visits",
            "one row per visit",
            List.of(
                    column("source_system", "string", 1),
                    column("visit_id", "string", 2),
                    new ColumnSpec(
                            "patient_id",
                            "string",
                            "who",
                            PrivacyClass.RECORD_IDENTIFIER,
                            true,
                            0,
                            List.of("core.patient.patient_id"),
                            false),
                    column("start_on", "date", 0),
                    column("untyped_columns", "array<string>", 0)));

    @Test
    void eachRuleFindsTheRowsThatBreakItAndNoOthers() {
        Dataset<Row> visits = rows(
                        "source_system string, visit_id string, patient_id string, start_on date, unfit string",
                        "a,good,1,2026-01-01,",
                        "a,twice,1,,",
                        "a,twice,2,,",
                        "b,twice,1,,",
                        "a,no-patient,,,",
                        "a,stranger,9,,",
                        "b,other-source,2,,",
                        "a,unfit,1,,start_on")
                .withColumn("untyped_columns", functions.split(functions.col("unfit"), " "))
                .drop("unfit");
        Dataset<Row> patients = rows("source_system string, patient_id string", "a,1", "a,2", "b,1");
        ContractRules rules = ContractRules.of(VISIT, visits, Map.of(PATIENT, patients));
        assertThat(rules.rows().count()).as("no row is lost or doubled").isEqualTo(8);
        assertThat(rules.rules().stream().map(rule -> told(rules, rule)))
                .containsExactly(
                        "required source_system of 8: []",
                        "required visit_id of 8: []",
                        "required patient_id of 8: [no-patient]",
                        "type start_on of 2: [unfit]",
                        "key source_system,visit_id of 8: [twice, twice]",
                        "reference patient_id of 7: [other-source, stranger]");
    }

    @Test
    void aReferenceToATableThatDoesNotExistYetIsNoRule() {
        Dataset<Row> visits = rows("source_system string, visit_id string, patient_id string, start_on date", "a,1,1,")
                .withColumn("untyped_columns", functions.expr("array('x')"));
        assertThat(ContractRules.of(VISIT, visits, Map.of()).rules())
                .extracting(ContractRule::kind)
                .doesNotContain("reference");
    }

    private static String told(ContractRules rules, ContractRule rule) {
        long applies =
                rules.rows().filter(rule.applies().orElse(functions.lit(true))).count();
        List<String> broken = rules.rows().filter(rule.breaks()).select("visit_id").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
        return rule.kind() + " " + rule.column() + " of " + applies + ": " + broken;
    }

    private static ColumnSpec column(String name, String type, int key) {
        return new ColumnSpec(name, type, "a " + name, PrivacyClass.TECHNICAL, key > 0, key, List.of(), false);
    }
}
