package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The core views on resources as US Core servers send them. */
class CoreViewsTest {
    private static final String PATIENT = """
                {"resourceType":"Patient","id":"p","gender":"female","birthDate":"1950-02-03",
                 "deceasedDateTime":"2020-01-02T03:04:05-05:00",
                 "name":[{"use":"maiden","family":"Old"},{"use":"official","family":"Reed","given":["Ann","Bea"]}],
                 "identifier":[{"system":"urn:h","value":"M1","type":{"coding":[{"code":"MR"}]}},
                               {"system":"http://hl7.org/fhir/sid/us-ssn","value":"N1"}],
                 "telecom":[{"system":"phone","value":"555"}],
                 "address":[{"line":["1 Way","Flat 2"],"city":"Town","postalCode":"01234"}],
                 "communication":[{"language":{"coding":[{"code":"en-US"}]}}],
                 "extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[
                   {"url":"ombCategory","valueCoding":{"code":"2106-3","display":"White"}}]}]}""";

    private static List<String> rows(String view, String resource, List<String> columns, String json)
            throws IOException {
        Dataset<Row> rows = SchemaConventionTest.view(view)
                .apply(LocalSpark.rows(SchemaConventionTest.tree(resource), json))
                .selectExpr(columns.toArray(String[]::new));
        return rows.collectAsList().stream().map(Row::toString).toList();
    }

    @Test
    void aPatientHasWhatIdentityMatchingNeeds() throws IOException {
        assertThat(rows(
                        "patient",
                        "Patient",
                        List.of(
                                "patient_id",
                                "family_name",
                                "given_name",
                                "maiden_name",
                                "birth_on",
                                "is_deceased",
                                "death_at",
                                "race_code",
                                "ethnicity_code",
                                "language_code",
                                "address_line",
                                "phone",
                                "mrn",
                                "national_id"),
                        PATIENT))
                .containsExactly("[p,Reed,Ann,Old,1950-02-03,true,2020-01-02T03:04:05-05:00,2106-3,null,en-US,"
                        + "1 Way, Flat 2,555,M1,N1]");
    }

    @Test
    void diagnosesOfAnEncounterAreNumberedAndSayWhatWasPresentOnAdmission() throws IOException {
        String json = """
                {"resourceType":"Encounter","id":"e","subject":{"reference":"Patient/p"},"diagnosis":[
                 {"condition":{"reference":"Condition/a"},"rank":1,"use":{"coding":[{"code":"DD"}]},
                  "extension":[{"url":"http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-encounter-diagnosisPresentOnAdmission",
                                "valueCodeableConcept":{"coding":[{"code":"Y"}]}}]},
                 {"condition":{"reference":"Condition/b"}}]}""";

        assertThat(rows(
                        "encounter_diagnosis",
                        "Encounter",
                        List.of(
                                "encounter_id",
                                "diagnosis_ordinal",
                                "patient_id",
                                "condition_id",
                                "rank",
                                "use_code",
                                "present_on_admission_code"),
                        json))
                .containsExactly("[e,1,p,a,1,DD,Y]", "[e,2,p,b,null,null,null]");
    }

    @Test
    void theComponentsOfAnObservationAreRowsBesideIt() throws IOException {
        String json = """
                {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},
                 "code":{"coding":[{"code":"85354-9"}]},"effectivePeriod":{"start":"2020-01-01"},"component":[
                 {"code":{"coding":[{"code":"8480-6"}]},"valueQuantity":{"value":120.50,"unit":"mmHg"}},
                 {"code":{"coding":[{"code":"x"}]},"valueCodeableConcept":{"coding":[{"code":"c","display":"Yes"}]}}]}""";

        assertThat(rows(
                        "observation",
                        "Observation",
                        List.of(
                                "component_ordinal",
                                "observation_code",
                                "observed_on",
                                "code",
                                "value_number",
                                "unit",
                                "value_code",
                                "value_text"),
                        json))
                .containsExactly(
                        "[0,85354-9,2020-01-01,85354-9,null,null,null,null]",
                        "[1,85354-9,2020-01-01,8480-6,120.50,mmHg,null,null]",
                        "[2,85354-9,2020-01-01,x,null,null,c,Yes]");
    }

    @Test
    void ofSeveralCodingsThatOfAPublicSystemIsTakenWhole() throws IOException {
        String json = """
                {"resourceType":"Observation","id":"o","code":{"coding":[{"system":"urn:local","code":"GLU","display":"Sugar"},
                 {"system":"urn:oid:2.16.840.1.113883.6.1","code":"2345-7"}]}}""";

        assertThat(rows("observation", "Observation", List.of("code", "code_system", "code_display"), json))
                .containsExactly("[2345-7,urn:oid:2.16.840.1.113883.6.1,null]");
        assertThat(rows(
                        "observation",
                        "Observation",
                        List.of("code", "code_system", "code_display"),
                        json.replace("urn:oid:2.16.840.1.113883.6.1", "urn:other")))
                .containsExactly("[GLU,urn:local,Sugar]");
    }

    @Test
    void aProcedureHasOneStartWhetherSentAsPeriodOrAsInstant() throws IOException {
        String json = """
                {"resourceType":"Procedure","id":"x","subject":{"reference":"Patient/p"},%s}""";

        for (String performed :
                List.of("\"performedDateTime\":\"2020-01-01\"", "\"performedPeriod\":{\"start\":\"2020-01-01\"}")) {
            assertThat(rows("procedure", "Procedure", List.of("start_on"), json.formatted(performed)))
                    .containsExactly("[2020-01-01]");
        }
    }
}
