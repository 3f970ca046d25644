package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.charthouse.TinyHouse;
import org.charthouse.measure.FileEvaluation;
import org.charthouse.measure.MeasureJob;
import org.charthouse.measure.MeasureSet;
import org.charthouse.measure.PersonResult;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.data.PatientFiles;
import org.charthouse.measure.population.Membership;
import org.charthouse.measure.population.PopulationCode;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.MeasuresSpec;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Official test patients counted from plain files and from the lake: the same results by either door. */
@EnabledIfEnvironmentVariable(
        named = "CHARTHOUSE_CORPORA",
        matches = ".+",
        disabledReason = "CHARTHOUSE_CORPORA names no folder of outside data")
@Tag("endurance")
class MeasureDoorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One case in so many; all by -Dmeasure.cases=1. */
    private static final int ONE_OF = Integer.getInteger("measure.cases", 9);

    private static final Path CORPUS = Path.of(String.valueOf(System.getenv("CHARTHOUSE_CORPORA")), "ecqm-2025");

    @TempDir
    private Path home = Path.of("");

    @Test
    void aCaseHasTheSameCountsFromItsFileAndThroughTheLake() throws IOException {
        Map<String, String> measureOf = land(bundle -> {});
        Map<String, String> byFile = byFile(measureOf, List.of());
        assertThat(byFile).as("cases in some initial population").hasSizeGreaterThan(measureOf.size() / 2);
        assertThat(byLake(measureOf, List.of())).isEqualTo(byFile);
    }

    @Test
    void visitsWithoutATypeAreToldByTheirClassFromTheFileAndThroughTheLake() throws IOException {
        Map<String, String> measureOf = land(MeasureDoorsTest::withoutTypes);
        Map<String, String> official = byFile(measureOf, List.of());
        Map<String, String> byFile = byFile(measureOf, MeasuresSpec.VISIT_CLASSES);
        assertThat(byFile).as("cases in some initial population").hasSizeGreaterThan(official.size() + 5);
        assertThat(byLake(measureOf, MeasuresSpec.VISIT_CLASSES)).isEqualTo(byFile);
    }

    private static void withoutTypes(JsonNode bundle) {
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.at("/resource/resourceType").asText().equals("Encounter")) {
                ((ObjectNode) entry.path("resource")).remove("type");
            }
        }
    }

    private Path landing() {
        return home.resolve("landing/facility_b/2026-01-01");
    }

    /** Writes the cases, changed, as one delivery; the measure of each. */
    private Map<String, String> land(Consumer<JsonNode> change) throws IOException {
        Files.createDirectories(landing());
        Map<String, String> measureOf = new TreeMap<>();
        for (Path file : sample()) {
            String key = "c" + measureOf.size();
            JsonNode bundle = rekeyed(JSON.readTree(file.toFile()), key);
            change.accept(bundle);
            Files.writeString(landing().resolve(key + ".json"), bundle.toString());
            measureOf.put(key, file.getName(file.getNameCount() - 2).toString());
        }
        return measureOf;
    }

    private static List<Path> sample() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS.resolve("cases"))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return Stream.iterate(0, at -> at < all.size(), at -> at + ONE_OF)
                    .map(all::get)
                    .toList();
        }
    }

    /** Cases number their resources alike, and refer to patients that are not there; in one lake they must be apart. */
    private static JsonNode rekeyed(JsonNode bundle, String key) {
        for (JsonNode entry : bundle.path("entry")) {
            ObjectNode resource = (ObjectNode) entry.path("resource");
            ((ObjectNode) entry).remove(List.of("fullUrl", "request"));
            boolean isPatient = resource.path("resourceType").asText().equals("Patient");
            resource.put("id", isPatient ? key : key + "." + resource.path("id").asText());
            refer(resource, key);
            if (isPatient) {
                resource.remove("identifier");
                resource.putArray("name")
                        .addObject()
                        .put("family", key)
                        .putArray("given")
                        .add(key);
            }
            owner(resource, key);
        }
        return bundle;
    }

    private static void owner(ObjectNode resource, String key) {
        String type = resource.path("resourceType").asText();
        String name = switch (type) {
            case "Claim", "Immunization", "AllergyIntolerance" -> "patient";
            case "Coverage" -> "beneficiary";
            case "Task" -> "for";
            case "Patient", "Organization", "Practitioner", "Location", "Medication" -> "";
            default -> "subject";
        };
        if (!name.isEmpty()) {
            resource.putObject(name).put("reference", "Patient/" + key);
        }
    }

    private static void refer(JsonNode node, String key) {
        for (JsonNode child : node) {
            if (child.path("reference").isTextual()) {
                String[] parts = child.path("reference").asText().split("/", -1);
                String type = parts.length < 2 ? "" : parts[parts.length - 2];
                ((ObjectNode) child)
                        .put(
                                "reference",
                                type + "/" + (type.equals("Patient") ? key : key + "." + parts[parts.length - 1]));
            }
            refer(child, key);
        }
    }

    private Map<String, String> byFile(Map<String, String> measureOf, List<String> classes) {
        var content = PackageReader.read(CORPUS);
        FileEvaluation evaluation = new FileEvaluation(MeasureSet.of(content, content.measures(), 0, classes), null, 0);
        Map<String, String> found = new TreeMap<>();
        for (PatientFiles.Batch batch : PatientFiles.batches(landing())) {
            for (PersonResult result : evaluation.evaluate(batch)) {
                String measure = result.measure().measure().name();
                if (measure.equals(measureOf.get(result.subject()))) {
                    add(found, result);
                }
            }
        }
        return found;
    }

    private static void add(Map<String, String> found, PersonResult result) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (int group = 0; group < result.groups().size(); group++) {
            Membership membership = result.groups().get(group).membership();
            if (membership != null && membership.count(PopulationCode.INITIAL) > 0) {
                for (String population : membership.members().keySet()) {
                    counts.put((group + 1) + " " + population, membership.count(population));
                }
            }
        }
        if (!counts.isEmpty()) {
            found.put(result.subject(), counts.toString());
        }
    }

    private Map<String, String> byLake(Map<String, String> measureOf, List<String> classes) {
        MeasuresSpec settings =
                new MeasuresSpec(CORPUS, List.of(MeasuresSpec.PUBLISHED), 0, 11, new TreeMap<>(), List.of(), classes);
        House house = House.open(Houses.INSTALL, home);
        List<Job> jobs = new ArrayList<>(new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> job.stage().compareTo(Stage.LINK) <= 0)
                        .toList());
        jobs.add(new MeasureJob(house.specs(), settings));
        TinyHouse tiny = new TinyHouse(home);
        tiny.run(jobs.toArray(Job[]::new));
        Map<String, String> patientOf = new HashMap<>();
        for (Row link : tiny.lake().read(TableName.of("identity.link")).collectAsList()) {
            patientOf.put(link.getAs("person_id"), link.getAs("patient_id"));
        }
        assertThat(patientOf).hasSameSizeAs(measureOf);
        Map<String, TreeMap<String, Integer>> found = new TreeMap<>();
        for (Row row : tiny.lake().read(TableName.of("measure.person_result")).collectAsList()) {
            String patient = patientOf.get(row.<String>getAs("person_id"));
            if (row.<String>getAs("measure_name").equals(measureOf.get(patient))) {
                found.computeIfAbsent(patient, unknown -> new TreeMap<>())
                        .put(
                                row.<Integer>getAs("group_number") + " " + row.getAs("population_code"),
                                row.getAs("member_count"));
            }
        }
        Map<String, String> texts = new TreeMap<>();
        found.forEach((patient, counts) -> texts.put(patient, counts.toString()));
        return texts;
    }
}
