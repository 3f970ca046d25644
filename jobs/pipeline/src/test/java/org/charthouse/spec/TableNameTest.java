package org.charthouse.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNameTest {

    @ParameterizedTest
    @CsvSource({"Patient, fhir.patient", "MedicationRequest, fhir.medication_request"})
    void aResourceTypeIsKeptInATableOfItsNameInSnakeCase(String resource, String table) {
        assertThat(TableName.ofResource(resource)).hasToString(table);
    }

    @ParameterizedTest
    @CsvSource({"core.patient, core, patient", "patient, '', patient", "a.b.c, a, b.c"})
    void theZoneStandsBeforeTheFirstDot(String dotted, String zone, String name) {
        assertThat(TableName.of(dotted)).isEqualTo(new TableName(zone, name));
    }
}
