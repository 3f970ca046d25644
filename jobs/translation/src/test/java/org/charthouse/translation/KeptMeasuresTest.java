package org.charthouse.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The measures that come with Charthouse: their ELM, and that all parts of them name one another rightly. */
class KeptMeasuresTest {

    private static final Path MEASURES = Path.of(System.getProperty("charthouse.install", "../.."), "conf", "measures");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Systems whose codes may be given on; of SNOMED CT those few that Synthea's patients carry. */
    private static final Set<String> SHIPPED = Set.of(
            "http://hl7.org/fhir/sid/icd-10-cm",
            "http://www.cms.gov/Medicare/Coding/ICD10",
            "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            "http://loinc.org",
            "http://www.nlm.nih.gov/research/umls/rxnorm",
            "http://hl7.org/fhir/sid/cvx",
            "http://terminology.hl7.org/CodeSystem/v3-ActCode",
            "http://snomed.info/sct");

    private static final int MOST_SNOMED = 15;

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> walk = Files.walk(MEASURES)) {
            List<Path> found = walk.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            assertThat(found).as("files %s in %s", ending, MEASURES).isNotEmpty();
            return found;
        }
    }

    /** The libraries of the kept ELM by name. */
    private static Map<String, JsonNode> libraries() throws IOException {
        Map<String, JsonNode> libraries = new TreeMap<>();
        for (Path file : files(".elm.json")) {
            JsonNode library = JSON.readTree(file.toFile()).path("library");
            libraries.put(library.at("/identifier/id").asText(), library);
        }
        return libraries;
    }

    private static Set<String> names(JsonNode definitions, String key) {
        Set<String> names = new TreeSet<>();
        definitions
                .path("def")
                .forEach(definition -> names.add(definition.path(key).asText()));
        return names;
    }

    @Test
    void keptElmIsWhatItsCqlSays() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.program()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--check", MEASURES.toString());
        assertThat(err.toString())
                .as("run ./charthouse measure translate, and keep what it writes")
                .isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void everyCriterionNamesADefinitionOfTheMeasuresLibrary() throws IOException {
        Map<String, JsonNode> libraries = libraries();
        for (Path file : files("Measure.json")) {
            JsonNode measure = JSON.readTree(file.toFile());
            String name = measure.path("name").asText();
            assertThat(file).endsWith(Path.of(name, "Measure.json"));
            assertThat(libraries).containsKey(name);
            JsonNode library = Objects.requireNonNull(libraries.get(name));
            assertThat(measure.at("/library/0").asText())
                    .isEqualTo("https://charthouse.org/fhir/Library/" + name + "|"
                            + library.at("/identifier/version").asText());
            assertThat(names(library.path("statements"), "name"))
                    .as("definitions of %s", name)
                    .containsAll(measure.findValuesAsText("expression"));
        }
    }

    @Test
    void everyValueSetThatIsUsedIsThereAndEveryOneThereIsUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        libraries().values().forEach(library -> used.addAll(names(library.path("valueSets"), "id")));
        Set<String> present = new TreeSet<>();
        for (Path file : files(".json")) {
            JsonNode resource = JSON.readTree(file.toFile());
            if (resource.path("resourceType").asText().equals("ValueSet")) {
                present.add(resource.path("url").asText());
            }
        }
        assertThat(present).isEqualTo(used);
    }

    @Test
    void valueSetsHoldOnlyCodesThatMayBeGivenOnAndSayWhosTheyAre() throws IOException {
        for (Path file : files(".json")) {
            JsonNode set = JSON.readTree(file.toFile());
            if (set.path("resourceType").asText().equals("ValueSet")) {
                assertThat(set.path("copyright").asText()).as("%s", file).isNotBlank();
                for (JsonNode include : set.at("/compose/include")) {
                    String system = include.path("system").asText();
                    assertThat(SHIPPED).as("%s", file).contains(system);
                    assertThat(names(JSON.createObjectNode().set("def", include.path("concept")), "code"))
                            .as("%s of %s: each once, and few of SNOMED CT", system, file)
                            .hasSize(include.path("concept").size())
                            .hasSizeLessThan(system.endsWith("/sct") ? MOST_SNOMED : Integer.MAX_VALUE);
                }
            }
        }
    }
}
