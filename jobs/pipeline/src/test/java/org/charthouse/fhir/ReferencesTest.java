package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    private static final ElementTree ENCOUNTER = ElementTree.of(
            "Encounter",
            FhirSchema.of("Encounter", List.of("subject", "participant.individual", "location.location.reference")));

    @ParameterizedTest
    @CsvSource({
        "Patient/17, Patient/17",
        "Patient/17/_history/2, Patient/17",
        "https://host/base/Patient/17, Patient/17",
        "http://host/Patient/a.b-c/_history/9, Patient/a.b-c",
        "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0,",
        "#contained,",
        "Patient/17#part,",
        "Practitioner?identifier=http://s|1,",
        "Patient/,",
        "/17,",
        "17,",
        "patient/17,",
        "https://host,",
        "'',",
    })
    void aReferenceIsTypeAndIdOrNothing(String reference, @org.jspecify.annotations.Nullable String key) {
        assertThat(References.plainKey(reference)).isEqualTo(key);
    }

    @Test
    void aConditionalReferenceHasTypeSystemAndValue() {
        assertThat(References.conditional("Practitioner?identifier=http://s/npi|12"))
                .isEqualTo(new References.Conditional("Practitioner", "http://s/npi", "12"));
        assertThat(References.conditional("http://host/fhir/Location?identifier=12"))
                .isEqualTo(new References.Conditional("Location", "", "12"));
        for (String other :
                List.of("Practitioner/1", "Practitioner?name=x", "?identifier=a|b", "Location?identifier=")) {
            assertThat(References.conditional(other)).isNull();
        }
    }

    @Test
    void everyReferenceOfARowHasAPath() {
        assertThat(References.conditionalPaths(ENCOUNTER.schema()))
                .containsExactly("subject", "participant.individual", "location.location");
    }

    @Test
    void conditionalReferencesAreLookedUpInNestedArraysAndTheLookupStaysOutOfThePlan() {
        Dataset<Row> rows = LocalSpark.rows(ENCOUNTER, """
                {"id":"e","subject":{"reference":"Patient/1"},
                 "participant":[{"individual":{"reference":"Practitioner?identifier=npi|7"}},{},
                                {"individual":{"reference":"Practitioner/2"}}],
                 "location":[{"location":{"reference":"Location?identifier=s|unknown"}}]}""");
        Broadcast<Map<String, String>> lookup = JavaSparkContext.fromSparkContext(
                        LocalSpark.session().sparkContext())
                .broadcast(Map.of("Practitioner|npi|7", "Practitioner/seven"));
        Column row = functions.struct(functions.col("*"));

        Dataset<Row> resolved =
                rows.select(References.resolve(row, ENCOUNTER, lookup).as("r")).select("r.*");

        assertThat(resolved.head().toString())
                .contains("Patient/1,null,null,null,Patient/1")
                .contains("Practitioner?identifier=npi|7,null,null,null,Practitioner/seven")
                .contains("Practitioner/2,null,null,null,Practitioner/2")
                .contains("Location?identifier=s|unknown,null");
        assertThat(resolved.queryExecution().toString()).doesNotContain("seven");
    }

    @Test
    void aReferenceWithAnIdentifierAloneIsLookedUpByItsTypeOrTheOnlyOneThatMayStandThere() {
        ElementTree tree = ElementTree.of(
                "PractitionerRole",
                FhirSchema.of("PractitionerRole", List.of("practitioner", "organization", "endpoint")));
        Dataset<Row> rows = LocalSpark.rows(tree, """
                {"id":"r","practitioner":{"identifier":{"system":"npi","value":"7"}},
                 "organization":{"type":"Organization","identifier":{"value":"8"}},
                 "endpoint":[{"type":"Organization","identifier":{"system":"npi","value":"7"}}]}""");
        Broadcast<Map<String, String>> lookup = JavaSparkContext.fromSparkContext(
                        LocalSpark.session().sparkContext())
                .broadcast(Map.of("Practitioner|npi|7", "Practitioner/p", "Organization||8", "Organization/o"));
        Column row = functions.struct(functions.col("*"));

        Row resolved = rows.select(References.resolve(row, tree, lookup).as("r"))
                .select("r.practitioner.key", "r.organization.key", "r.endpoint.key")
                .head();

        assertThat(resolved.getString(0)).isEqualTo("Practitioner/p");
        assertThat(resolved.getString(1)).isEqualTo("Organization/o");
        assertThat(resolved.getList(2).toString()).isEqualTo("[null]");
    }
}
