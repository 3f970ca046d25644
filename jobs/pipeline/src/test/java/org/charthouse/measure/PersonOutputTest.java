package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static List<String> rows(String... resources) {
        MeasurePackage content = PackageReader.read(SharedSpark.install().resolve("conf/measures"));
        MeasureSet set = MeasureSet.of(
                content,
                content.measures().stream()
                        .filter(measure -> measure.name().equals("CharthouseTobaccoScreening"))
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
}
