package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.charthouse.TinyHouse;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources of one delivery, and the core tables that the shipped views make of them. */
class CoreTablesTest {

    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"id\":\"p\",\"gender\":\"female\",\"birthDate\":\"1950-02-03\"}\n";

    @TempDir
    private Path home = Path.of("");

    @Test
    void resultsAreComparableAndWhatPatientsOrDevicesMadeIsKeptApart() {
        TinyHouse house = new TinyHouse(home);
        house.land("facility_b/2026-01-31/Patient.ndjson", PATIENT);
        house.land(
                "facility_b/2026-01-31/Observation.ndjson",
                vital(
                                "clinic",
                                ",\"performer\":[{\"reference\":\"Practitioner/d\"}],\"device\":{\"reference\":\"Device/m\"}")
                        + vital(
                                "home",
                                ",\"performer\":[{\"reference\":\"Patient/p\"}],\"device\":{\"reference\":\"Device/m\"}")
                        + vital("relative", ",\"performer\":[{\"reference\":\"RelatedPerson/r\"}]")
                        + vital("asserted", ",\"meta\":{\"security\":[{\"code\":\"PATAST\"}]}")
                        + vital("monitor", ",\"device\":{\"reference\":\"Device/m\"}")
                        + vital("silent", "")
                        + PRESSURE
                        + LAB);
        house.run(jobs("patient", "observation", "vital_sign", "lab_result", "goal"));

        assertThat(house.rows("core.observation", "observation_id", "made_by", "device_id"))
                .contains(
                        "asserted patient null",
                        "clinic clinician m",
                        "home patient m",
                        "monitor device m",
                        "relative patient null",
                        "silent not-stated null");
        assertThat(house.rows("core.vital_sign", VITAL))
                .containsExactly(
                        "bp 1 8480-6 as-sent 120.000000 120.0 mmHg 120.000000 mm[Hg] as-sent null",
                        "bp 2 8462-4 as-sent 80.000000 80 mm Hg 80.000000 mm[Hg] normalised null",
                        "clinic 0 8310-5 normalised 98.600000 98.60 F 37.000000 Cel converted null",
                        "silent 0 8310-5 normalised 98.600000 98.60 F 37.000000 Cel converted null");
        assertThat(house.rows(
                        "core.lab_result",
                        "normalized_code",
                        "value_text",
                        "canonical_comparator",
                        "canonical_value",
                        "canonical_unit",
                        "range_low",
                        "range_high",
                        "interpretation_code",
                        "person_id IS NOT NULL"))
                .containsExactly("2345-7 <4.0 mmol/L < 72.062400 mg/dL 3.900000 5.600000 L true");
        assertThat(house.lake().exists(TableName.of("core.goal"))).isFalse();
    }

    @Test
    void tablesOfNobodyAreMadeAnewAsAWhole() {
        TinyHouse house = new TinyHouse(home);
        String clinic = "{\"resourceType\":\"Organization\",\"id\":\"o\",\"name\":\"%s\","
                + "\"identifier\":[{\"system\":\"http://hl7.org/fhir/sid/us-npi\",\"value\":\"1\"}],"
                + "\"meta\":{\"lastUpdated\":\"%s\"}}\n";
        house.land("facility_b/2026-01-31/Organization.ndjson", clinic.formatted("Old", "2026-01-01T00:00:00Z"));
        house.run(jobs("organization"));
        house.land("facility_b/2026-02-28/Organization.ndjson", clinic.formatted("New", "2026-02-01T00:00:00Z"));
        house.run(jobs("organization"));
        assertThat(house.rows("core.organization", "organization_id", "npi", "name"))
                .containsExactly("o 1 New");
    }

    @Test
    void claimsAndCoverageAreMadeOfFhirAlone() {
        TinyHouse house = new TinyHouse(home);
        String day = "facility_b/2026-01-31/";
        house.land(day + "Patient.ndjson", "{\"resourceType\":\"Patient\",\"id\":\"p\"}\n");
        house.land(
                day + "Coverage.ndjson",
                "{\"resourceType\":\"Coverage\",\"id\":\"c\",\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/p\"}}\n");
        house.land(
                day + "Claim.ndjson",
                "{\"resourceType\":\"Claim\",\"id\":\"m\",\"status\":\"active\",\"patient\":{\"reference\":\"Patient/p\"},"
                        + "\"total\":{\"value\":7.5,\"currency\":\"USD\"},\"item\":[{\"sequence\":1,\"net\":{\"value\":7.5}}]}\n");
        house.run(jobs("patient", "coverage", "claim", "claim_line", "claim_diagnosis"));
        assertThat(house.rows("core.coverage", "coverage_id", "patient_id", "secondary_payer_id"))
                .containsExactly("c p null");
        assertThat(house.rows("core.claim", "claim_id", "total_amount", "secondary_payer_id"))
                .containsExactly("m 7.50 null");
        assertThat(house.rows("core.claim_line", "claim_id", "line_number", "net_amount", "paid_amount"))
                .containsExactly("m 1 7.50 null");
    }

    private static final String[] VITAL = {
        "vital_sign_id",
        "component_ordinal",
        "normalized_code",
        "mapping_method",
        "value_number",
        "value_number_text",
        "unit",
        "canonical_value",
        "canonical_unit",
        "unit_method",
        "value_comparator"
    };

    private static final String PRESSURE =
            "{\"resourceType\":\"Observation\",\"id\":\"bp\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/p\"},"
                    + "\"category\":[{\"coding\":[{\"code\":\"vital-signs\"}]}],\"code\":{\"coding\":[{\"code\":\"85354-9\"}]},"
                    + "\"component\":[{\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8480-6\"}]},"
                    + "\"valueQuantity\":{\"value\":120.0,\"unit\":\"mmHg\",\"code\":\"mm[Hg]\"}},"
                    + "{\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8462-4\"}]},"
                    + "\"valueQuantity\":{\"value\":80,\"unit\":\"mm Hg\"}}]}\n";

    private static final String LAB =
            "{\"resourceType\":\"Observation\",\"id\":\"glu\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/p\"},"
                    + "\"category\":[{\"coding\":[{\"code\":\"laboratory\"}]}],"
                    + "\"code\":{\"coding\":[{\"system\":\"LN\",\"code\":\"23457\"}]},\"valueString\":\"<4.0 mmol/L\","
                    + "\"interpretation\":[{\"coding\":[{\"code\":\"L\"}]}],"
                    + "\"referenceRange\":[{\"low\":{\"value\":3.9},\"high\":{\"value\":5.6}}]}\n";

    /** A temperature with more beside it. */
    private static String vital(String id, String more) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id
                + "\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/p\"},"
                + "\"category\":[{\"coding\":[{\"code\":\"vital-signs\"}]}],"
                + "\"code\":{\"coding\":[{\"system\":\"urn:oid:2.16.840.1.113883.6.1\",\"code\":\"8310-5\"}]},"
                + "\"valueQuantity\":{\"value\":98.60,\"unit\":\"F\"}" + more + "}\n";
    }

    /** All that must run for these core tables. */
    private static Job[] jobs(String... tables) {
        House house = House.open(Houses.INSTALL, Path.of("no house"));
        Set<String> wanted = Set.of(tables);
        return new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> job.stage() == Stage.INGEST
                                || (job.stage() == Stage.LINK && wanted.contains("patient"))
                                || (job.stage() == Stage.CONFORM && isRead(job.name(), wanted))
                                || (job.stage() == Stage.FLATTEN && isWanted(job.name(), wanted)))
                        .toArray(Job[]::new);
    }

    private static boolean isRead(String resource, Set<String> wanted) {
        return wanted.contains(TableName.of(resource).name());
    }

    private static boolean isWanted(String core, Set<String> wanted) {
        return wanted.contains(TableName.of(core).name());
    }
}
