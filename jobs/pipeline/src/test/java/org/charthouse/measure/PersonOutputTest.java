package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.JsonElements;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.MeasurementPeriod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a person for a measure: counts, the resources behind them, and what tells her apart. */
class PersonOutputTest {

    private static final String PERIOD = "2025-01-01/2025-12-31";

    private static final String PATIENT = """
            {"resourceType":"Patient","id":"p","gender":"female","birthDate":"1960-05-01"}""";
    private static final String VISIT = """
            {"resourceType":"Encounter","id":"v","status":"finished","subject":{"reference":"Patient/p"},
             "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
             "period":{"start":"2025-03-01T10:00:00Z","end":"2025-03-01T10:30:00Z"}}""";
    private static final String SMOKING = """
            {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},
             "code":{"coding":[{"system":"http://loinc.org","code":"72166-2"}]},"effectiveDateTime":"2025-03-01T10:10:00Z",
             "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"266919005"}]}}""";

    /** Encounters are counted; a stratifier selects those that are finished. */
    private static final String STAYS = """
            {"resourceType":"Measure","id":"Stays","name":"Stays","url":"https://example.org/Measure/Stays","version":"1",
             "library":["https://example.org/Library/Stays|1"],
             "group":[{"extension":[
               {"url":"http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-scoring",
                "valueCodeableConcept":{"coding":[{"code":"proportion"}]}},
               {"url":"http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-populationBasis","valueCode":"Encounter"}],
              "population":[
               {"code":{"coding":[{"code":"initial-population"}]},"criteria":{"expression":"All"}},
               {"code":{"coding":[{"code":"denominator"}]},"criteria":{"expression":"All"}},
               {"code":{"coding":[{"code":"numerator"}]},"criteria":{"expression":"Finished"}}],
              "stratifier":[{"id":"s","criteria":{"expression":"Finished"}}]}]}""";

    private static final String STAYS_ELM = """
            {"library":{"identifier":{"id":"Stays","version":"1"},"schemaIdentifier":{"id":"urn:hl7-org:elm","version":"r1"},
             "usings":{"def":[{"localIdentifier":"FHIR","uri":"http://hl7.org/fhir","version":"4.0.1"}]},
             "statements":{"def":[
              {"name":"All","context":"Patient","expression":{"type":"Retrieve","dataType":"{http://hl7.org/fhir}Encounter"}},
              {"name":"Finished","context":"Patient","expression":{"type":"Query","relationship":[],"source":[{"alias":"E",
                "expression":{"type":"Retrieve","dataType":"{http://hl7.org/fhir}Encounter"}}],
                "where":{"type":"Equal","operand":[{"type":"Property","path":"status.value","scope":"E"},
                {"type":"Literal","valueType":"{urn:hl7-org:elm-types:r1}String","value":"finished"}]}}}]}}}""";

    private static List<String> rows(String... resources) {
        return rows(
                PackageReader.read(SharedSpark.install().resolve("conf/measures")),
                "CharthouseTobaccoScreening",
                resources);
    }

    private static List<String> rows(MeasurePackage content, String name, String... resources) {
        MeasureSet set = MeasureSet.of(
                content,
                content.measures().stream()
                        .filter(measure -> measure.name().equals(name))
                        .toList(),
                0);
        Map<String, List<Element>> byType = new java.util.LinkedHashMap<>();
        Stream.of(resources)
                .map(text -> JsonElements.resource(text, 0).orElseThrow())
                .forEach(element -> byType.computeIfAbsent(element.type(), unknown -> new ArrayList<>())
                        .add(element));
        Subject population = set.program()
                .population(MeasurementPeriod.parse(PERIOD).orElseThrow().run(0), Map.of());
        List<Row> rows = new ArrayList<>();
        new PersonOutput("x", "clinic", set, set.measures().get(0), PERIOD)
                .add(set.program().subject(population, byType), rows);
        return rows.stream().map(PersonOutputTest::told).toList();
    }

    private static String told(Row row) {
        List<String> values = new ArrayList<>(List.of(row.getString(0)));
        for (int at = 6; at < PersonOutput.ROW.size(); at++) {
            if (!row.isNullAt(at)) {
                values.add(String.valueOf(row.get(at)));
            }
        }
        return String.join(" ", values);
    }

    @Test
    void countsComeWithTheResourcesBehindThemAndWhatTellsAPersonApart() {
        assertThat(rows(PATIENT, VISIT, SMOKING))
                .contains(
                        "result 1 initial-population 1",
                        "result 1 numerator 1",
                        "stratum 1 Age Band 65-74",
                        "stratum 1 SDE Sex female")
                .anyMatch(row -> row.startsWith("evidence 1 numerator ") && row.endsWith("Observation o 2025-03-01"));
    }

    @Test
    void whoIsNotInTheInitialPopulationHasNoRow() {
        assertThat(rows(PATIENT)).isEmpty();
    }

    @Test
    void episodesAreToldApartByWhatAStratifierSelectsOfThem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Measure.json"), STAYS);
        Files.writeString(folder.resolve("Stays.elm.json"), STAYS_ELM);
        List<String> rows = rows(
                PackageReader.read(folder),
                "Stays",
                PATIENT,
                VISIT,
                VISIT.replace("\"v\"", "\"w\""),
                VISIT.replace("\"v\"", "\"x\"").replace("finished", "planned"));
        assertThat(rows.stream().filter(row -> row.startsWith("stratum")))
                .containsExactlyInAnyOrder(
                        "stratum 1 initial-population 2 Finished true",
                        "stratum 1 initial-population 1 Finished false",
                        "stratum 1 denominator 2 Finished true",
                        "stratum 1 denominator 1 Finished false",
                        "stratum 1 numerator 2 Finished true");
    }
}
