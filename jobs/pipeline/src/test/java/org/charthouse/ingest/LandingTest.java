package org.charthouse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandingTest {

    @TempDir
    private Path landing = Path.of("");

    @Test
    void filesAreListedByFeedDeliveryAndPathWithTheirKind() throws IOException {
        land("facility_a/2026-02-01/patient.csv");
        land("facility_a/2026-01-31/patient.part 2.csv");
        land("facility_a/2026-01-31/readme.txt");
        land("facility_b/2026-01-01/Patient.000.ndjson");
        land("facility_b/2026-01-01/Account.ndjson");
        land("elsewhere/2026-01-01/patient.csv");
        assertThat(new Landing(landing, SharedSpark.specs()).files())
                .extracting(file -> file.path() + " " + file.kind().orElse("-"))
                .containsExactly(
                        "facility_a/2026-01-31/patient.part 2.csv patient",
                        "facility_a/2026-01-31/readme.txt -",
                        "facility_a/2026-02-01/patient.csv patient",
                        "facility_b/2026-01-01/Account.ndjson -",
                        "facility_b/2026-01-01/Patient.000.ndjson Patient");
    }

    @Test
    void hiddenFilesAndFoldersAreNoDelivery() throws IOException {
        land("facility_a/2026-01-31/.patient.csv");
        land("facility_a/2026-01-31/.snapshot/patient.csv");
        land("facility_a/.trash/patient.csv");
        assertThat(new Landing(landing, SharedSpark.specs()).files()).isEmpty();
    }

    @Test
    void whatIsNoPartOfADeliveryIsPassedOverAndNamed() throws IOException {
        land("facility_a/31-01-2026/patient.csv");
        land("facility_a/2962-01-31/patient.csv");
        land("facility_a/patient.csv");
        land("elsewhere/2026-01-31/patient.csv");
        land("facility_a/2026-01-31/patient.csv");
        Landing mixed = new Landing(landing, SharedSpark.specs());
        assertThat(mixed.files()).extracting(LandedFile::path).containsExactly("facility_a/2026-01-31/patient.csv");
        assertThat(mixed.strays())
                .containsExactly(
                        "elsewhere/2026-01-31/patient.csv (no feed looks there)",
                        "facility_a/2962-01-31/patient.csv (its delivery's date is still to come)",
                        "facility_a/31-01-2026/patient.csv (its delivery's folder is not named by a day, as YYYY-MM-DD)",
                        "facility_a/patient.csv (no feed looks there)");
    }

    @Test
    void linksAreFollowedAndThoseWithoutAnEndArePassedOver() throws IOException {
        land("outbox/patient.csv");
        Path delivery = landing.resolve("facility_a/2026-01-31");
        Files.createDirectories(delivery.getParent());
        Files.createSymbolicLink(delivery, landing.resolve("outbox"));
        Landing linked = new Landing(landing, SharedSpark.specs());
        assertThat(linked.files()).extracting(LandedFile::path).containsExactly("facility_a/2026-01-31/patient.csv");
        Files.createSymbolicLink(landing.resolve("outbox/again"), landing.resolve("outbox"));
        Files.createSymbolicLink(landing.resolve("facility_a/2026-02-01"), landing.resolve("facility_a"));
        Files.createSymbolicLink(landing.resolve("facility_a/2026-02-02"), landing.resolve("../.."));
        Files.createSymbolicLink(landing.resolve("outbox/up.csv"), landing.resolve("outbox/up.csv"));
        assertThat(linked.files())
                .as("the rest loads")
                .extracting(LandedFile::path)
                .containsExactly("facility_a/2026-01-31/patient.csv");
        assertThat(linked.strays())
                .contains(
                        "facility_a/2026-02-01 (a link to a folder that it lies in; take it away)",
                        "facility_a/2026-02-02 (a link to a folder that it lies in; take it away)",
                        "outbox/again (a link to a folder that it lies in; take it away)",
                        "outbox/up.csv (a link that leads nowhere; take it away, or mend it)");
    }

    @Test
    void theManifestOfABulkExportNamesKindsAndNumbersAndWhatIsMissing() throws IOException {
        String day = "facility_b/2026-01-31/";
        String listed = "{\"url\":\"https://ehr.example/fhir/download/%s?token=1\",\"type\":\"%s\",\"count\":%d}";
        land(
                day + "manifest.json",
                "{\"transactionTime\":\"2026-01-31T00:00:00Z\",\"output\":["
                        + listed.formatted("0001.ndjson", "Patient", 3) + ","
                        + listed.formatted("0002", "Encounter", 1) + ","
                        + listed.formatted("odd%20n+%C3%BC%5B1%5D.ndjson", "Device", 1) + ","
                        + listed.formatted("0003.ndjson", "Observation", 1) + "],\"deleted\":["
                        + listed.formatted("0004.ndjson", "Bundle", 2) + "],\"error\":["
                        + listed.formatted("0005.ndjson", "OperationOutcome", 1) + "]}");
        for (String name : List.of(
                "0001.ndjson.gz",
                "0002.ndjson",
                "removed/0004.ndjson",
                "0005.ndjson",
                "0006.json",
                "odd n+ü[1].ndjson")) {
            land(day + name);
        }
        Landing export = new Landing(landing, SharedSpark.specs());
        assertThat(export.files())
                .extracting(file -> file.path().substring(day.length()) + " "
                        + file.kind().orElse("-") + " " + file.records().orElse(-1))
                .containsExactly(
                        "0001.ndjson.gz Patient 3",
                        "0002.ndjson Encounter 1",
                        "0006.json json -1",
                        "odd n+ü[1].ndjson Device 1",
                        "removed/0004.ndjson deleted 2");
        assertThat(export.strays()).containsExactly(day + "0005.ndjson (what the server tells of its export)");
        assertThat(export.missing()).containsExactly(day + "0003.ndjson");
    }

    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"output\":[{\"type\":\"Patient\" | it stops being JSON in line 1",
                "`` | it has no list 'output'",
                "{\"output\":\"1.ndjson\"} | it has no list 'output'",
                "{\"output\":[{\"type\":\"Patient\",\"count\":3}]} | an entry of 'output' lacks its 'url' or its 'type'",
            })
    void aBrokenManifestIsNamedAndTheFilesBesideItHaveTheKindOfTheirNames(String text, String defect)
            throws IOException {
        land("facility_b/2026-01-31/manifest.json", text);
        land("facility_b/2026-01-31/Patient.ndjson");
        Landing export = new Landing(landing, SharedSpark.specs());
        assertThat(export.files())
                .extracting(file -> file.path() + " " + file.kind().orElse("-"))
                .containsExactly("facility_b/2026-01-31/Patient.ndjson Patient");
        assertThat(export.broken())
                .containsExactly(
                        "facility_b/2026-01-31/manifest.json (" + defect + "; deliver the manifest again, whole)");
    }

    @Test
    void aFileOfThatNameThatIsNoManifestIsADocument() throws IOException {
        land("facility_b/2026-01-31/manifest.json", "{\"resourceType\":\"Patient\",\"id\":\"1\",\"output\":[]}");
        assertThat(new Landing(landing, SharedSpark.specs()).files())
                .extracting(file -> file.kind().orElse("-"))
                .containsExactly("json");
    }

    private void land(String path) throws IOException {
        land(path, "x");
    }

    private void land(String path, String text) throws IOException {
        Path file = landing.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
