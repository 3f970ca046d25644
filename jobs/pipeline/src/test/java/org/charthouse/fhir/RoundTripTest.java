package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What other people send comes out as it came in, but for what the inspection says is dropped. */
@EnabledIfEnvironmentVariable(
        named = "CHARTHOUSE_CORPORA",
        matches = ".+",
        disabledReason = "set CHARTHOUSE_CORPORA to the folder that holds ecqm-2025 and bulk-ndjson-10")
class RoundTripTest {
    private static final ElementLists LISTS =
            ElementLists.of(SharedSpark.specs().paths());
    private final Map<String, Integer> resources = new TreeMap<>();
    private final Map<String, Integer> dropped = new TreeMap<>();

    @Test
    void everyResourceOfTheMeasuresTestPatients() throws IOException {
        try (Stream<Path> files = Files.walk(corpora().resolve("ecqm-2025/cases"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries(Files.readAllBytes(file)).forEach(this::comesBack);
            }
        }
        assertThat(resources.values().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThan(8000);
        assertThat(dropped.keySet())
                .as("what QI-Core's test patients carry and the lists do not keep")
                .allMatch(path -> path.endsWith(".text") || path.equals("Observation.modifierExtension"));
    }

    @Test
    void everyResourceOfASyntheaBulkExport() throws IOException {
        try (Stream<Path> files = Files.list(corpora().resolve("bulk-ndjson-10"))) {
            for (Path file : files.filter(RoundTripTest::isOfResources).toList()) {
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                    lines.lines().forEach(line -> comesBack(line.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        assertThat(resources).containsEntry("Patient", 13).containsEntry("DocumentReference", 1215);
        assertThat(dropped.keySet())
                .as("what Synthea carries and the lists do not keep")
                .allMatch(path -> path.endsWith(".text"));
    }

    private static Path corpora() {
        return Path.of(Objects.requireNonNull(System.getenv("CHARTHOUSE_CORPORA")));
    }

    private static boolean isOfResources(Path file) {
        return Character.isUpperCase(String.valueOf(file.getFileName()).charAt(0))
                && file.toString().endsWith(".ndjson.gz");
    }

    private static List<byte[]> entries(byte[] bundle) throws IOException {
        List<byte[]> found = new ArrayList<>();
        try (JsonParser parser = FhirJson.FACTORY.createParser(bundle)) {
            while (parser.nextToken() != null) {
                boolean isResource = parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.getCurrentName().equals("resource");
                if (isResource && parser.nextToken() == JsonToken.START_OBJECT) {
                    found.add(RawJson.passed(parser, bundle));
                }
            }
        }
        return found;
    }

    private void comesBack(byte[] sent) {
        Inspection seen = FhirJson.inspect(sent, LISTS);
        String type = Objects.requireNonNull(seen.resourceType());
        resources.merge(type, 1, Integer::sum);
        seen.notKept().forEach(path -> dropped.merge(path, 1, Integer::sum));
        ElementTree tree = Objects.requireNonNull(LISTS.tree(type), type);
        InternalRow row = Objects.requireNonNull(RowReader.read(sent, tree));
        byte[] written = FhirText.of(row, tree).getBytes();

        assertThat(SentJson.tree(written))
                .as("%s %s", type, seen.id())
                .isEqualTo(SentJson.without(SentJson.tree(sent), seen.notKept()));
    }
}
