package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.conform.ConformJob;
import org.charthouse.conform.SharedIdentifiers;
import org.charthouse.feed.DeliveredKinds;
import org.charthouse.ingest.IngestJob;
import org.charthouse.pipeline.Job;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outside patients in, as Bundles and as a bulk export; out again by {@code export}. What is not in the drift report comes
 * back as it was, characters of numbers included.
 */
@Tag("endurance")
class ExportRoundTripTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @TempDir
    private Path home = Path.of("");

    private final Set<String> dropped = new TreeSet<>();

    @Test
    void everyResourceComesBackEqualInKeptElementsAndTheRestIsInTheDriftReport() throws IOException {
        String corpora = System.getenv("CHARTHOUSE_CORPORA");
        Assumptions.assumeTrue(corpora != null, "CHARTHOUSE_CORPORA names no folder of outside data");
        Map<String, Set<JsonNode>> sent = new HashMap<>();
        Path landing = home.resolve("landing");
        Houses.copy(Path.of(corpora, "ecqm-2025/cases"), landing.resolve("facility_b/2026-01-01"));
        Houses.copy(Path.of(corpora, "bulk-ndjson-10"), landing.resolve("synthea_fhir/2026-01-01"));
        collect(landing, sent);
        run();
        Path out = home.resolve("out");
        assertThat(Main.run("export", "--home", home.toString(), "--out", out.toString()))
                .isZero();
        int back = 0;
        for (Path file : files(out, ".ndjson")) {
            for (JsonNode resource : lines(file)) {
                Set<JsonNode> candidates = sent.remove(key(resource));
                assertThat(candidates)
                        .as("what was sent of a resource that came back")
                        .isNotNull();
                assertThat(Objects.requireNonNull(candidates)).anyMatch(each -> isKept(each, resource));
                back++;
            }
        }
        assertThat(sent.keySet()).as("what did not come back").allMatch(key -> key.endsWith("/"));
        assertThat(new TinyHouse(home).rows("raw.quarantine", "rule"))
                .as("a patient without an id, in a Bundle that gives none either, and the log of the export")
                .containsOnly("no-id")
                .hasSize(sent.size());
        assertThat(back).isGreaterThan(9000);
        Set<String> told = new HashSet<>(new TinyHouse(home).rows("ops.feed_drift", "path"));
        assertThat(told).containsAll(dropped);
    }

    private void run() {
        SharedIdentifiers identifiers = new SharedIdentifiers();
        DeliveredKinds delivered = new DeliveredKinds();
        List<Job> jobs = new ArrayList<>(List.of(new IngestJob(SharedSpark.specs())));
        SharedSpark.specs()
                .elements()
                .values()
                .forEach(list -> jobs.add(new ConformJob(SharedSpark.specs(), list, identifiers, delivered)));
        new TinyHouse(home).run(jobs.toArray(Job[]::new));
    }

    /** Of ids that two patients share, which the newest wins, any may come back. */
    private static void collect(Path landing, Map<String, Set<JsonNode>> sent) throws IOException {
        for (Path file : files(landing, "")) {
            if (file.toString().endsWith(".json")) {
                JSON.readTree(file.toFile()).path("entry").forEach(entry -> add(sent, entry.path("resource")));
            } else if (file.toString().contains(".ndjson") && !file.endsWith("log.ndjson.gz")) {
                lines(file).forEach(resource -> add(sent, resource));
            }
        }
    }

    private static void add(Map<String, Set<JsonNode>> sent, JsonNode resource) {
        sent.computeIfAbsent(key(resource), any -> new HashSet<>()).add(resource);
    }

    private static String key(JsonNode resource) {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
    }

    private boolean isKept(JsonNode sent, JsonNode back) {
        Set<String> gone = new TreeSet<>();
        boolean isKept = isKept(sent, back, sent.path("resourceType").asText(), gone);
        if (isKept) {
            dropped.addAll(gone);
        }
        return isKept;
    }

    private static boolean isKept(JsonNode sent, JsonNode back, String path, Set<String> gone) {
        if (sent.isObject()) {
            return isKeptObject(sent, back, path, gone);
        }
        if (sent.isArray()) {
            return isKeptArray(sent, back, path, gone);
        }
        return sent.toString().equals(back.toString());
    }

    private static boolean isKeptObject(JsonNode sent, JsonNode back, String path, Set<String> gone) {
        Set<String> names = new HashSet<>();
        sent.fieldNames().forEachRemaining(names::add);
        List<String> more = new ArrayList<>();
        back.fieldNames().forEachRemaining(more::add);
        if (!back.isObject() || !names.containsAll(more)) {
            return false;
        }
        for (String name : names) {
            boolean isThere = back.has(name);
            if (!isThere && !path.isEmpty()) {
                tell(sent.path(name), path + "." + name, gone);
            } else if (!isKept(sent.path(name), back.path(name), path + "." + name, gone)) {
                return false;
            }
        }
        return true;
    }

    /** What an array lacks is an extension that is not kept; everything else is in its place. */
    private static boolean isKeptArray(JsonNode sent, JsonNode back, String path, Set<String> gone) {
        int at = 0;
        for (JsonNode item : sent) {
            String inside = path.endsWith(".contained")
                    ? path + "(" + item.path("resourceType").asText() + ")"
                    : path;
            Set<String> here = new TreeSet<>();
            if (back.isArray() && at < back.size() && isKept(item, back.path(at), inside, here)) {
                gone.addAll(here);
                at++;
            } else {
                tell(item, path, gone);
            }
        }
        return at == back.size();
    }

    private static void tell(JsonNode sent, String path, Set<String> gone) {
        if (path.endsWith("xtension")) {
            List<JsonNode> extensions = new ArrayList<>();
            (sent.isArray() ? sent : JSON.createArrayNode().add(sent)).forEach(extensions::add);
            extensions.forEach(each -> gone.add(path + "(" + each.path("url").asText() + ")"));
        } else {
            gone.add(path);
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                nodes.add(JSON.readTree(line));
            }
        }
        return nodes;
    }
}
