package org.charthouse.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.functions;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.ingest.IngestJob;
import org.charthouse.pipeline.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FHIR that is no line of a bulk export: Bundles, single resources, several; and exports with a manifest. */
class DeliveryFormsTest {

    private static final String DAY = "facility_b/2026-01-31/";
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p\",\"gender\":\"female\"}";
    private static final String PLACE = "{\"resourceType\":\"Location\",\"id\":\"l\",\"name\":\"Für Kinder\"}";

    @TempDir
    private Path home = Path.of("");

    private TinyHouse house = new TinyHouse(home);

    @BeforeEach
    void moveIn() {
        house = new TinyHouse(home);
    }

    @Test
    void aTransactionBecomesItsResourcesAndTheirReferencesHold() {
        house.land(DAY + "one.json", transaction());
        run("Patient", "Encounter");
        assertThat(rows("patient", "gender")).containsExactly("facility_b a-1 male", "facility_b gone -");
        assertThat(rows("encounter", "subject.key")).containsExactly("facility_b e Patient/a-1");
        assertThat(house.rows("raw.record", "kind", "byte_offset > 0"))
                .containsExactly("Encounter true", "Patient true", "deleted true");
        assertThat(house.rows("raw.quarantine", "kind", "rule"))
                .containsExactly("Location no-id", "OperationOutcome type-not-kept");
        assertThat(house.rows("ops.file", "kind", "array_join(kinds, ' ')", "rows_read", "rows_quarantined"))
                .containsExactly("json Encounter Patient deleted 5 2");
    }

    private static String transaction() {
        return """
                {"resourceType": "Bundle", "type": "transaction", "entry": [
                  {"fullUrl": "urn:uuid:e", "request": {"method": "PUT", "url": "Encounter/e"},
                   "resource": {"resourceType": "Encounter", "id": "e", "subject": {"reference": "urn:uuid:a-1"}}},
                  {"fullUrl": "urn:uuid:a-1", "request": {"method": "POST", "url": "Patient"},
                   "resource": {"resourceType": "Patient", "gender": "male"}},
                  {"request": {"method": "DELETE", "url": "Patient/gone"}},
                  {"resource": {"resourceType": "Location"}},
                  {"resource": {"resourceType": "OperationOutcome", "id": "o"}}]}
                """;
    }

    @Test
    void whatOneFormSaidIsARepeatInAnotherAndADeletionEndsIt() {
        house.land(DAY + "Patient.ndjson", PATIENT + "\n");
        run("Patient");
        house.land("facility_b/2026-02-01/all.json", "[" + PATIENT + ", " + PLACE + "]");
        run("Patient", "Location");
        assertThat(house.rows("ops.file", "path", "rows_loaded", "rows_duplicate"))
                .containsExactly("facility_b/2026-01-31/Patient.ndjson 1 0", "facility_b/2026-02-01/all.json 1 1");
        house.land(
                "facility_b/2026-02-02/gone.json",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/p\"}}]}");
        run("Patient", "Location");
        assertThat(rows("patient", "is_deleted")).containsExactly("facility_b p true");
        assertThat(rows("location", "name")).containsExactly("facility_b l Für Kinder");
    }

    @Test
    void aDocumentThatCannotBeReadIsOneRecordInQuarantineAndTheOthersGoOn() {
        house.land(DAY + "cut.json", transaction().substring(0, 300));
        house.land(DAY + "latin.json", PLACE.getBytes(StandardCharsets.ISO_8859_1));
        house.land(DAY + "good.json", PATIENT);
        house.land(DAY + "manifest.json", "{\"output\":[");
        assertThat(run("Patient", "Location"))
                .startsWith("3 new files, 1 broken manifests, so that the files beside them were not counted, such as")
                .contains("manifest.json (it stops being JSON in line 1; deliver the manifest again, whole)");
        assertThat(house.rows("raw.quarantine", "kind", "rule", "byte_offset"))
                .containsExactly("json encoding 0", "json not-json 0");
        assertThat(rows("patient", "gender")).containsExactly("facility_b p female");
        house.markToRetry(IngestJob.QUARANTINE, functions.col("rule").equalTo("encoding"));
        run("Patient", "Location");
        assertThat(rows("location", "name")).containsExactly("facility_b l Für Kinder");
    }

    @Test
    void aBulkExportWithAManifestMayNameItsFilesAsItLikes() {
        house.land(
                DAY + "manifest.json",
                "{\"transactionTime\":\"2026-01-31T00:00:00Z\",\"output\":["
                        + "{\"type\":\"Patient\",\"url\":\"https://ehr.example/1.ndjson\",\"count\":1},"
                        + "{\"type\":\"Location\",\"url\":\"https://ehr.example/2.ndjson\",\"count\":2}],\"error\":[]}");
        house.land(DAY + "1.ndjson", PATIENT + "\n\n");
        house.land(DAY + "2.ndjson", PLACE + "\n");
        run("Patient", "Location");
        assertThat(rows("patient", "gender")).containsExactly("facility_b p female");
        assertThat(house.rows("ops.file", "kind", "state", "coalesce(reason, '')"))
                .containsExactly(
                        "Location refused the manifest of the export says 2 resources, the file has 1 lines; deliver it again, whole",
                        "Patient loaded ");
    }

    private List<String> rows(String table, String shown) {
        return house.rows("fhir." + table, "source_system", "id", "coalesce(" + shown + ", '-')");
    }

    /** Returns what ingest notes. */
    private String run(String... resources) {
        List<Job> jobs = new ArrayList<>(List.of(new IngestJob(SharedSpark.specs())));
        for (String resource : resources) {
            jobs.add(new ConformJob(
                    SharedSpark.specs(),
                    Objects.requireNonNull(SharedSpark.specs().elements().get(resource)),
                    new SharedIdentifiers()));
        }
        return house.run(jobs.toArray(Job[]::new)).outcomes().get(0).report().note();
    }
}
