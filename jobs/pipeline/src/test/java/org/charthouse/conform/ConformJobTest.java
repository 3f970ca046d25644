package org.charthouse.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.ingest.IngestJob;
import org.charthouse.pipeline.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two deliveries in two runs: what the second leaves alone keeps the number of the first. */
class ConformJobTest {

    private static final String WARDS = "department_id,organization_id,name,department_type,updated_at\n";
    private static final String VISITS = "encounter_id,patient_id,class,status,start_at,updated_at\n";
    private static final String DIAGNOSES = "diagnosis_id,encounter_id,patient_id,code,rank,recorded_at,updated_at\n";

    @TempDir
    private Path home = Path.of("");

    private TinyHouse house() {
        return new TinyHouse(home);
    }

    @Test
    void theNewestVersionWinsAndOnlyWhatChangedIsWritten() throws IOException {
        house().land(
                        "facility_a/2026-01-31/department.csv",
                        WARDS + ward(1, "Old", "01-10") + ward(2, "Same", "01-10"));
        house().land(
                        "facility_b/2026-01-31/Location.ndjson",
                        location("Newer", "2026-01-20") + location("Older", "2026-01-10"));
        run("Location");
        assertThat(rows("location", "name"))
                .containsExactly("facility_a 1 Old 1", "facility_a 2 Same 1", "facility_b 1 Newer 1");
        house().land(
                        "facility_a/2026-02-28/department.csv",
                        WARDS + ward(1, "New", "02-10") + ward(2, "Same", "01-10") + ward(3, "Late", "01-01"));
        house().land("facility_b/2026-02-28/Location.ndjson", location("Newest", "2026-02-20"));
        run("Location");
        assertThat(rows("location", "name"))
                .containsExactly(
                        "facility_a 1 New 2", "facility_a 2 Same 1", "facility_a 3 Late 2", "facility_b 1 Newest 2");
    }

    @Test
    void anEncounterFollowsADiagnosisThatComesAloneAndKeepsTheTextThatWasSent() throws IOException {
        String start = "2026-01-05T23:30:00.0-05:00";
        house().land(
                        "facility_a/2026-01-31/encounter.csv",
                        VISITS
                                + "e1,p1,inpatient,finished," + start + ",2026-01-10T00:00:00Z\n"
                                + "e2,p1,inpatient,finished," + start + ",2026-01-10T00:00:00Z\n");
        run("Encounter");
        assertThat(rows("encounter", "period.start"))
                .containsExactly("facility_a e1 " + start + " 1", "facility_a e2 " + start + " 1");
        house().land(
                        "facility_a/2026-02-28/diagnosis.csv",
                        DIAGNOSES + "d1,e1,p1,I10,1,2026-02-01T00:00:00Z,2026-02-01T00:00:00Z\n");
        run("Encounter");
        assertThat(rows("encounter", "diagnosis[0].condition.reference"))
                .containsExactly("facility_a e1 Condition/diagnosis-d1 2", "facility_a e2 - 1");
    }

    /** Three deliveries of which the second comes last: the third says the first anew, so it is the newest. */
    @Test
    void aVersionWithoutATimeIsAsNewAsTheLastDeliveryThatSaysIt() throws IOException {
        String first = "{\"resourceType\":\"Location\",\"id\":\"1\",\"name\":\"First\"}\n";
        String second = first.replace("First", "Second");
        house().land("facility_b/2026-01-01/Location.ndjson", first + first.replace("\"1\"", "\"2\""));
        house().land("facility_b/2026-01-01/deleted.ndjson", deletion("2"));
        run("Location");
        house().land("facility_b/2026-01-03/Location.ndjson", first);
        house().land("facility_b/2026-01-03/deleted.ndjson", deletion("2"));
        run("Location");
        house().land("facility_b/2026-01-02/Location.ndjson", second + second.replace("\"1\"", "\"2\""));
        run("Location");
        assertThat(rows("location", "name")).containsExactly("facility_b 1 First 1", "facility_b 2 - 1");
    }

    @Test
    void aValueThatMovesToTheNextElementIsAChange() throws IOException {
        String start = "{\"resourceType\":\"Encounter\",\"id\":\"1\",\"period\":{\"start\":\"2026-01-01\"}}\n";
        house().land("facility_b/2026-01-01/Encounter.ndjson", start);
        run("Encounter");
        house().land("facility_b/2026-01-02/Encounter.ndjson", start.replace("start", "end"));
        run("Encounter");
        assertThat(rows("encounter", "period.end")).containsExactly("facility_b 1 2026-01-01 2");
    }

    @Test
    void whatAResourceContainsComesAndGoesWithIt() throws IOException {
        house().land("facility_b/2026-01-10/MedicationRequest.ndjson", order("1", "m", "10") + order("2", "m", "10"));
        run("Medication", "MedicationRequest");
        assertThat(rows("medication", "concat(status, is_deleted)"))
                .containsExactly(
                        "facility_b MedicationRequest.1#m activefalse 1",
                        "facility_b MedicationRequest.2#m activefalse 1");
        assertThat(rows("medication_request", "medicationReference.key"))
                .containsExactly(
                        "facility_b 1 Medication/MedicationRequest.1#m 1",
                        "facility_b 2 Medication/MedicationRequest.2#m 1");
        house().land("facility_b/2026-01-20/MedicationRequest.ndjson", order("1", "n", "20"));
        house().land("facility_b/2026-01-20/deleted.ndjson", deletion("2").replace("Location", "MedicationRequest"));
        run("Medication", "MedicationRequest");
        assertThat(rows("medication", "is_deleted"))
                .containsExactly(
                        "facility_b MedicationRequest.1#m true 2",
                        "facility_b MedicationRequest.1#n false 2",
                        "facility_b MedicationRequest.2#m true 2");
        house().land("facility_b/2026-01-15/MedicationRequest.ndjson", order("1", "late", "15"));
        run("Medication", "MedicationRequest");
        assertThat(rows("medication", "is_deleted"))
                .as("an older version that comes late brings nothing")
                .hasSize(3);
    }

    private static String order(String id, String medication, String day) {
        return "{\"resourceType\":\"MedicationRequest\",\"id\":\"" + id + "\",\"meta\":{\"lastUpdated\":\"2026-01-"
                + day + "T00:00:00Z\"},\"contained\":[{\"resourceType\":\"Medication\",\"id\":\"" + medication
                + "\",\"status\":\"active\"}],\"medicationReference\":{\"reference\":\"#" + medication + "\"}}\n";
    }

    @Test
    void aReferenceThatHasAnIdentifierAloneIsResolvedByTheOnlyTypeThatMayStandThere() throws IOException {
        house().land(
                        "facility_b/2026-01-01/Organization.ndjson",
                        "{\"resourceType\":\"Organization\",\"id\":\"o\",\"identifier\":[{\"system\":\"s\",\"value\":\"7\"}]}\n");
        house().land(
                        "facility_b/2026-01-01/Location.ndjson",
                        "{\"resourceType\":\"Location\",\"id\":\"1\",\"managingOrganization\":"
                                + "{\"identifier\":{\"system\":\"s\",\"value\":\"7\"}}}\n");
        run("Organization", "Location");
        assertThat(rows("location", "managingOrganization.key")).containsExactly("facility_b 1 Organization/o 1");
    }

    private static String deletion(String id) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\","
                + "\"url\":\"Location/" + id + "\"}}]}\n";
    }

    private static String ward(int id, String name, String day) {
        return id + ",4," + name + ",medical,2026-" + day + "T00:00:00Z\n";
    }

    private static String location(String name, String day) {
        return "{\"resourceType\":\"Location\",\"id\":\"1\",\"meta\":{\"lastUpdated\":\"" + day
                + "T00:00:00Z\"},\"name\":\"" + name + "\"}\n";
    }

    private List<String> rows(String table, String shown) {
        String ansiSafe = shown.replaceFirst("(\\w+)\\[0\\]", "get($1, 0)");
        return house().rows("fhir." + table, "source_system", "id", "coalesce(" + ansiSafe + ", '-')", "changed_in");
    }

    private void run(String... resources) {
        List<Job> jobs = new ArrayList<>(List.of(new IngestJob(SharedSpark.specs())));
        for (String resource : resources) {
            jobs.add(new ConformJob(
                    SharedSpark.specs(),
                    Objects.requireNonNull(SharedSpark.specs().elements().get(resource)),
                    new SharedIdentifiers()));
        }
        house().run(jobs.toArray(Job[]::new));
    }
}
