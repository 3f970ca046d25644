package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.JsonElements;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.measure.population.Membership;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures composed of others: here of being asked about tobacco (met) and of a test for HIV (not met). */
class CompositeTest {

    private static final String PATIENT = """
            {"resourceType":"Patient","id":"p","gender":"female","birthDate":"1970-05-01"}""";
    private static final String VISIT = """
            {"resourceType":"Encounter","id":"v","status":"finished","subject":{"reference":"Patient/p"},
             "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
             "period":{"start":"2025-03-01T10:00:00Z","end":"2025-03-01T10:30:00Z"}}""";
    private static final String SMOKING = """
            {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},
             "code":{"coding":[{"system":"http://loinc.org","code":"72166-2"}]},"effectiveDateTime":"2025-03-01T10:10:00Z",
             "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"266919005"}]}}""";

    private static String component(String measure, String group, int weight) {
        return """
                {"type":"composed-of","resource":"https://charthouse.org/fhir/Measure/%s|1.0.0","extension":[
                 {"url":"http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-groupId","valueString":"%s"},
                 {"url":"http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-weight","valueDecimal":%d}]}""".formatted(measure, group, weight);
    }

    private static MeasureSet set(String scoring, String... components) {
        String text = """
                {"resourceType":"Measure","name":"Both","url":"https://example.org/Measure/Both","version":"1",
                 "scoring":{"coding":[{"code":"composite"}]},"extension":[
                  {"url":"http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-compositeScoring",
                   "valueCodeableConcept":{"coding":[{"code":"%s"}]}}],
                 "relatedArtifact":[%s]}""".formatted(scoring, String.join(",", components));
        MeasurePackage content = PackageReader.read(SharedSpark.install().resolve("conf/measures"));
        try {
            MeasureDefinition both = content.addMeasure(new ObjectMapper().readTree(text));
            return MeasureSet.of(content, List.of(both), 0);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static MeasureSet both(String scoring) {
        return set(scoring, component("CharthouseTobaccoScreening", "", 3), component("CharthouseHivScreening", "", 1));
    }

    private static Membership counted(MeasureSet set, String... resources) {
        assertThat(set.refused()).isEmpty();
        Map<String, List<Element>> byType = new LinkedHashMap<>();
        Stream.of(resources)
                .map(text -> JsonElements.resource(text, 0).orElseThrow())
                .forEach(element -> byType.computeIfAbsent(element.type(), unknown -> new ArrayList<>())
                        .add(element));
        Subject population = set.program()
                .population(
                        MeasurementPeriod.parse("2025-01-01/2025-12-31")
                                .orElseThrow()
                                .run(0),
                        Map.of());
        return set.measures().get(0).evaluate(1, set.program().subject(population, byType));
    }

    @ParameterizedTest(name = "{0}: {1} in the denominator, {2} in the numerator")
    @CsvSource({"opportunity, 2, 1", "all-or-nothing, 1, 0"})
    void opportunitiesCountEachAndAllOrNothingCountsPersons(String scoring, int denominator, int numerator) {
        Membership found = counted(both(scoring), PATIENT, VISIT, SMOKING);
        assertThat(found.count("initial-population")).isEqualTo(1);
        assertThat(found.count("denominator")).isEqualTo(denominator);
        assertThat(found.count("numerator")).isEqualTo(numerator);
    }

    @ParameterizedTest(name = "{0}: {1} observed")
    @CsvSource({"linear, 0.5", "weighted, 0.75"})
    void linearAndWeightedObserveTheMeanOfWhatIsMet(String scoring, String mean) {
        Membership found = counted(both(scoring), PATIENT, VISIT, SMOKING);
        assertThat(found.count("measure-population")).isEqualTo(1);
        assertThat(found.observations())
                .hasSize(1)
                .allSatisfy(observation -> assertThat(observation.value()).hasToString(mean));
    }

    @Test
    void whoIsInNoComponentIsNotCounted() {
        Membership found = counted(both("opportunity"), PATIENT);
        assertThat(found.count("initial-population")).isZero();
        assertThat(found.count("denominator")).isZero();
    }

    @Test
    void aComponentThatIsMissingAGroupThatIsNoneAndAnUnknownScoringAreRefusedByName() {
        assertThat(set("opportunity", component("NoSuch", "", 1)).refused().toString())
                .contains("https://charthouse.org/fhir/Measure/NoSuch")
                .contains("which measure Both is composed of, is missing");
        assertThat(set("opportunity", component("CharthouseHivScreening", "no such", 1))
                        .refused()
                        .toString())
                .contains("CharthouseHivScreening has no group 'no such'");
        assertThat(both("guess").refused().toString()).contains("'guess' is no way to score a composite measure");
    }
}
