package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.conform.ConformJob;
import org.charthouse.conform.SharedIdentifiers;
import org.charthouse.error.ExitCode;
import org.charthouse.feed.DeliveredKinds;
import org.charthouse.ingest.IngestJob;
import org.charthouse.pipeline.Job;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few resources in, by a feed; out again, by the command. */
class ExportTest {
    private static final String FIRST = """
            {"resourceType":"Observation","id":"a","status":"final","code":{"text":"x"},\
            "valueQuantity":{"value":1.50,"unit":"mg"},"component":[{"code":{"text":"y"},"valueQuantity":{"value":1E3}}]}
            """;
    private static final String SECOND = """
            {"resourceType":"Observation","id":"b","contained":[{"resourceType":"Specimen","id":"s","status":"available"}],\
            "status":"final","effectiveDateTime":"2026-01","specimen":{"reference":"#s"}}
            """;

    @TempDir
    private static Path home = Path.of("");

    @BeforeAll
    static void twoObservationsAndADeletion() {
        TinyHouse house = new TinyHouse(home);
        house.land(
                "facility_b/2026-01-01/Observation.ndjson",
                SECOND + FIRST + FIRST.replace("\"a\"", "\"gone\"").replace("status", "unheard"));
        house.land("facility_b/2026-01-02/deleted.ndjson", """
                {"resourceType":"Bundle","type":"transaction",\
                "entry":[{"request":{"method":"DELETE","url":"Observation/gone"}}]}
                """);
        house.land("facility_b/2026-01-02/others.json", "{\"resourceType\":\"OperationOutcome\",\"id\":\"o\"}");
        SharedIdentifiers identifiers = new SharedIdentifiers();
        DeliveredKinds delivered = new DeliveredKinds();
        List<Job> jobs = new ArrayList<>(List.of(new IngestJob(SharedSpark.specs())));
        for (String type : List.of("Observation", "Specimen", "Goal")) {
            jobs.add(new ConformJob(
                    SharedSpark.specs(),
                    Objects.requireNonNull(SharedSpark.specs().elements().get(type)),
                    identifiers,
                    delivered));
        }
        house.run(jobs.toArray(Job[]::new));
    }

    @Test
    void resourcesComeBackTextForTextInOrderOfIdAndDeletionsBesideThem() throws IOException {
        Path out = home.resolve("out");
        assertThat(run("export", "--home", home.toString(), "--out", out.toString(), "--deleted"))
                .startsWith("0 3 resources in");
        assertThat(Files.readString(out.resolve("Observation.facility_b.000.ndjson")))
                .isEqualTo(FIRST + SECOND);
        assertThat(Files.readString(out.resolve("deleted.facility_b.000.ndjson")))
                .contains("\"url\":\"Observation/gone\"");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(out.resolve("Observation.facility_b.000.ndjson"))))
                .isEqualTo("rw-------");
        JsonNode manifest =
                new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
        assertThat(manifest.path("output").toString()).isEqualTo("""
                [{"type":"Observation","url":"Observation.facility_b.000.ndjson","count":2}]""");
        assertThat(manifest.path("deleted").path(0).path("type").asText()).isEqualTo("Bundle");
        assertThat(manifest.path("requiresAccessToken").asBoolean(true)).isFalse();
        assertThat(new TinyHouse(home).rows("ops.access", "command", "count_row", "array_join(tables_read, ',')"))
                .contains("export 3 fhir.observation,fhir.specimen");
        assertThat(run("export", "--home", home.toString(), "--out", out.toString()))
                .startsWith(ExitCode.INPUT.number() + " ")
                .contains("name a folder that is empty");
    }

    @Test
    void aSliceIsChosenByTypeSourceAndRunAndMayBeCompressed() throws IOException {
        Path out = home.resolve("slice");
        run("export", "--home", home.toString(), "--out", out.toString(), "--type", "Observation", "--gzip");
        try (GZIPInputStream text =
                new GZIPInputStream(Files.newInputStream(out.resolve("Observation.facility_b.000.ndjson.gz")))) {
            assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(FIRST + SECOND);
        }
        Path none = home.resolve("none");
        run("export", "--home", home.toString(), "--out", none.toString(), "--since-run", "2");
        try (Stream<Path> files = Files.list(none)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactly("manifest.json");
        }
        assertThat(run("export", "--home", home.toString(), "--out", none.toString(), "--type", "Observatoin"))
                .startsWith(ExitCode.USAGE.number() + " ")
                .contains("did you mean 'Observation'?");
    }

    @Test
    void whatIsNotKeptIsListedByFeed() {
        assertThat(run("feed", "drift", "--home", home.toString(), "--json"))
                .contains("{\"feed\":\"facility_b\",\"kind\":\"Observation\",\"path\":\"Observation.unheard\","
                        + "\"records\":1,\"first\":\"2026-01-01\",\"last\":\"2026-01-01\",\"listed\":false}")
                .contains("{\"feed\":\"facility_b\",\"kind\":\"OperationOutcome\",\"path\":\"OperationOutcome\","
                        + "\"records\":1,\"first\":\"2026-01-02\",\"last\":\"2026-01-02\",\"listed\":false}");
        assertThat(run("feed", "drift", "--home", home.toString(), "--feed", "facility_a"))
                .contains("0 paths");
    }

    @Test
    void listsAndStructuresAreShownAsSparkWritesThem() {
        assertThat(run("sql", "--home", home.toString(), "-e", "SELECT array(1, 2) AS a, struct('x', 1) AS a, 3 AS b"))
                .startsWith("0 ")
                .contains("[1, 2]", "{x, 1}", "3");
    }

    @Test
    void tablesAndTheirColumnsCanBeAskedForWithoutAnAccess() {
        long commits = Houses.commits(home.resolve("lake"));
        assertThat(run("sql", "--home", home.toString(), "-e", "show tables;"))
                .startsWith("0 ")
                .contains("fhir.observation", "The newest version of each Observation.", "ops.file", "raw.quarantine");
        assertThat(run("sql", "--home", home.toString(), "-e", "DESCRIBE TABLE fhir.observation"))
                .startsWith("0 ")
                .contains("valueQuantity", "struct<", "source_system");
        assertThat(run("sql", "--home", home.toString(), "--json", "-e", "describe ops.file"))
                .contains("{\"column\":\"rows_read\",\"type\":\"bigint\",\"description\":\"");
        assertThat(run("sql", "--home", home.toString(), "-e", "DESCRIBE fhir.observations"))
                .startsWith("2 ")
                .contains("did you mean 'fhir.observation'?");
        assertThat(Houses.commits(home.resolve("lake"))).isEqualTo(commits);
    }

    @Test
    void aTypeOfWhichNothingWasDeliveredHasNoTable() {
        assertThat(home.resolve("lake/fhir/specimen")).isDirectory();
        assertThat(home.resolve("lake/fhir/goal")).doesNotExist();
        assertThat(run("status", "--home", home.toString())).startsWith("0 ").doesNotContain("fhir.goal");
    }

    /** The exit code and all that is printed. */
    private static String run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            int code = Main.run(arguments);
            return code + " " + printed.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
