package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan finds in a few rows. */
class RuleScanTest {

    private static final String ENCOUNTER =
            "source_system string, encounter_id string, patient_id string, start_on date, end_on date, status string,"
                    + " class_code string, facility_id string";
    private static final String PATIENT = "source_system string, patient_id string, birth_on date, death_on date";

    @TempDir
    private Path folder;

    @Test
    void whatAContractAsksIsFoundAndNothingElse() {
        Dataset<Row> encounters = SharedSpark.rows(
                        ENCOUNTER + ", unfit string",
                        "a,good,1,2026-01-01,,,,,",
                        "a,twice,1,,,,,,",
                        "a,twice,2,,,,,,",
                        "b,twice,1,,,,,,",
                        "a,no-patient,,,,,,,",
                        "a,stranger,9,,,,,,",
                        "b,other-source,2,,,,,,",
                        "a,unfit,1,,,,,,start_on")
                .withColumn("untyped_columns", functions.split(functions.col("unfit"), " "))
                .drop("unfit");
        RuleHouse house = house("")
                .with("core.encounter", encounters)
                .with("core.patient", PATIENT, "a,1,,", "a,2,,", "a,2,1950-01-01,", "b,1,,");
        assertThat(house.broken("core.encounter"))
                .containsExactly(
                        "key: a/twice a/twice",
                        "reference_patient_id: a/stranger b/other-source",
                        "required_patient_id: a/no-patient",
                        "type_start_on: a/unfit");
        assertThat(house.counts("core.encounter", "key"))
                .as("no row is lost or doubled, though a patient is there twice")
                .isEqualTo("8, 2, 0");
        assertThat(house.counts("core.encounter", "type_start_on")).isEqualTo("2, 1, 0");
    }

    @Test
    void aReferenceToATableThatIsNotThereIsNoRule() {
        RuleHouse house = house("").with("core.encounter", ENCOUNTER, "a,1,1,,,,,");
        assertThat(house.plan("core.encounter").rules())
                .extracting(Rule::name)
                .contains("reference_part_of_encounter_id")
                .doesNotContain("reference_patient_id");
    }

    /** Results are told by the facility of the encounter, of which a house may have none. */
    @Test
    void rowsAreJudgedWithoutTheTableThatTheirFacilityComesFrom() {
        RuleHouse house = new RuleHouse(
                        folder.resolve("vital"),
                        "table: core.vital_sign\non: observed_on\nfacility: encounter.facility_id\nrules:\n"
                                + rule("counted", "present", "column: unit"))
                .with("core.vital_sign", "source_system string, observation_id string, unit string", "a,1,", "a,2,kg");
        assertThat(house.counts("core.vital_sign", "counted")).isEqualTo("2, 1, 0");
    }

    @Test
    void rowsAreJudgedByTheRowsTheyReferToAndByTheirLikes() {
        RuleHouse house = house(rule("born", "temporal-order", "earlier: patient.birth_on, later: start_on")
                        + rule("again", "duplicate", "columns: [patient_id, start_on]")
                        + rule("future", "temporal-order", "earlier: start_on, later: as_of"))
                .with(
                        "core.encounter",
                        ENCOUNTER,
                        "a,before-birth,1,1999-12-31,,,,",
                        "a,at-birth,1,2000-01-01,,,,",
                        "a,same-1,1,2020-01-01,,,,",
                        "a,same-2,1,2020-01-01,,,,",
                        "b,same-3,1,2020-01-01,,,,",
                        "a,undated-1,1,,,,,",
                        "a,undated-2,1,,,,,",
                        "a,tomorrow,1,2026-02-01,,,,")
                .with("core.patient", PATIENT, "a,1,2000-01-01,", "b,1,,");
        assertThat(house.broken("core.encounter"))
                .containsExactly("again: a/same-1 a/same-2", "born: a/before-birth", "future: a/tomorrow");
        assertThat(house.counts("core.encounter", "born"))
                .as("of rows with both dates")
                .isEqualTo("5, 1, 0");
    }

    @Test
    void childrenAreCountedAndMayBeNone() {
        RuleHouse house = house(
                        rule(
                                "coded",
                                "cardinality",
                                "of: core.condition, key: [encounter_id], least: 1, most: 2, counted: \"condition_code <> 'x'\""))
                .with("core.encounter", ENCOUNTER, "a,none,1,,,,,", "a,one,1,,,,,", "a,three,1,,,,,")
                .with(
                        "core.condition",
                        "source_system string, condition_id string, encounter_id string, condition_code string",
                        "a,1,one,c",
                        "a,2,one,x",
                        "a,3,three,c",
                        "a,4,three,c",
                        "a,5,three,c",
                        "b,6,none,c");
        assertThat(house.broken("core.encounter")).contains("coded: a/none a/three");
    }

    @Test
    void whatCannotBeComputedIsCountedAndStopsNoOtherRule() {
        RuleHouse house = house(rule("number", "sql", "breaks: CAST(class_code AS INT) > 5")
                        + rule("status", "value-set", "column: status, values: [finished]"))
                .with("core.encounter", ENCOUNTER, "a,1,1,,,open,7,", "a,2,1,,,finished,AMB,", "a,3,1,,,open,AMB,");
        assertThat(house.counts("core.encounter", "number")).isEqualTo("3, 1, 2");
        assertThat(house.counts("core.encounter", "status")).isEqualTo("3, 2, 0");
        assertThat(house.broken("core.encounter")).contains("number: a/1", "status: a/1 a/3");
    }

    @Test
    void countsAreToldBySourceFacilityAndMonth() {
        RuleHouse house = house(rule("status", "value-set", "column: status, values: [finished]"))
                .with(
                        "core.encounter",
                        ENCOUNTER,
                        "a,1,1,2026-01-01,,open,,f1",
                        "a,2,1,2026-01-31,,finished,,f1",
                        "a,3,1,2026-01-31,,open,,f2",
                        "b,4,1,2026-02-01,,open,,f1",
                        "b,5,1,,,open,,");
        List<String> parts = house
                .scan("core.encounter")
                .filter("row_key IS NULL AND rule = 'status'")
                .groupBy("rule", "source_system", "facility_id", "month")
                .agg(functions.sum("rows_checked"), functions.sum("rows_violating"))
                .collectAsList()
                .stream()
                .map(row -> IntStream.range(1, 6)
                        .mapToObj(i -> String.valueOf(row.get(i)))
                        .collect(Collectors.joining(" ")))
                .sorted()
                .toList();
        assertThat(parts).containsExactly("a f1 2026-01 2 1", "a f2 2026-01 1 1", "b   1 1", "b f1 2026-02 1 1");
    }

    private RuleHouse house(String rules) {
        return new RuleHouse(
                folder,
                "table: core.encounter\non: start_on\nfacility: facility_id\n"
                        + (rules.isEmpty() ? "" : "rules:\n" + rules));
    }

    private static String rule(String name, String kind, String with) {
        return "  - {rule: " + name + ", kind: " + kind + ", with: {" + with
                + "}, severity: convention, source: a test," + " why: a test, passes: [{}], fails: [{}]}\n";
    }
}
