package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.data.PatientFiles;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.population.Membership;
import org.charthouse.measure.population.PopulationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a set of measures refuses, what it warns of, and how visits are told without CPT. */
class MeasureSetTest {

    private static final String MEASURE = """
            {"resourceType":"Measure","id":"visits","name":"Visits","url":"https://example.org/Measure/Visits","version":"1",
             "library":["https://example.org/Library/Visits|1"],
             "effectivePeriod":{"start":"2025-01-01","end":"2025-12-31"},"scoring":{"coding":[{"code":"proportion"}]},
             "group":[{"population":[
               {"code":{"coding":[{"code":"initial-population"}]},"criteria":{"expression":"Seen"}},
               {"code":{"coding":[{"code":"denominator"}]},"criteria":{"expression":"Seen"}},
               {"code":{"coding":[{"code":"denominator-exclusion"}]},"criteria":{"expression":"In Hospice"}},
               {"code":{"coding":[{"code":"numerator"}]},"criteria":{"expression":"Told"}}]}]}""";

    /** Whoever has an office visit counts; whoever has a hospice visit is left out; all are in the numerator. */
    private static final String LIBRARY = """
            {"library":{"identifier":{"id":"Visits","version":"1"},"schemaIdentifier":{"id":"urn:hl7-org:elm","version":"r1"},
             "usings":{"def":[{"localIdentifier":"FHIR","uri":"http://hl7.org/fhir","version":"4.0.1"}]},
             "includes":{"def":[{"localIdentifier":"Shared","path":"Shared","version":"2"}]},
             "valueSets":{"def":[{"name":"Office Visit","id":"https://example.org/ValueSet/1.2.3"},
              {"name":"Hospice Visit","id":"https://example.org/ValueSet/4.5.6"}]},
             "statements":{"def":[
              {"name":"Seen","context":"Patient","expression":{"type":"Exists","operand":%s}},
              {"name":"In Hospice","context":"Patient","expression":{"type":"Exists","operand":%s}},
              {"name":"Told","context":"Patient","expression":%s}]}}}""";

    private static final String SHARED = """
            {"library":{"identifier":{"id":"Shared","version":"%s"},"schemaIdentifier":{"id":"urn:hl7-org:elm","version":"r1"},
             "includes":{"def":[{"localIdentifier":"Deep","path":"Deep","version":"3"}]},
             "statements":{"def":[{"name":"Known","context":"Patient","expression":
              {"type":"ExpressionRef","name":"Deeper","libraryName":"Deep","locator":"4:1-4:9"}}]}}}""";

    private static final String ALWAYS =
            "{\"type\":\"Literal\",\"valueType\":\"{urn:hl7-org:elm-types:r1}Boolean\",\"value\":\"true\"}";

    private static final String FROM_SHARED =
            "{\"type\":\"ExpressionRef\",\"name\":\"Known\",\"libraryName\":\"Shared\",\"locator\":\"9:1-9:5\"}";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void aMeasureIsThere() throws IOException {
        write("package/Measure.json", MEASURE);
        told(ALWAYS);
    }

    private void told(String expression) throws IOException {
        write(
                "package/Visits.elm.json",
                LIBRARY.formatted(retrieve("Office Visit"), retrieve("Hospice Visit"), expression));
    }

    private static String retrieve(String valueSet) {
        return "{\"type\":\"Retrieve\",\"dataType\":\"{http://hl7.org/fhir}Encounter\",\"codeProperty\":\"type\",\"codes\":"
                + "{\"type\":\"ValueSetRef\",\"name\":\"" + valueSet + "\"}}";
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void valueSet(String id, String more, String... codes) throws IOException {
        StringBuilder contains = new StringBuilder();
        for (String code : codes) {
            String[] parts = code.split("#", -1);
            contains.append(contains.isEmpty() ? "" : ",")
                    .append("{\"system\":\"")
                    .append(parts[0])
                    .append("\",\"code\":\"")
                    .append(parts[1])
                    .append("\"}");
        }
        write(
                "package/" + id + ".json",
                "{\"resourceType\":\"ValueSet\",\"url\":\"https://example.org/ValueSet/" + id + "\",\"expansion\":{"
                        + more + "\"contains\":[" + contains + "]}}");
    }

    private MeasureSet set(String... classes) {
        MeasurePackage content = PackageReader.read(folder.resolve("package"));
        return MeasureSet.of(content, content.measures(), 0, List.of(classes));
    }

    private List<String> caveats(String... classes) {
        MeasureSet set = set(classes);
        return set.caveats(set.measures().get(0).measure());
    }

    private ElmProblem refusal() {
        return Objects.requireNonNull(set().refused().get("Visits"), "the measure was not refused");
    }

    @Test
    void aLibraryThatAnIncludedOneIncludesIsNamedWithThePlaceThatAsksForIt() throws IOException {
        write("package/Shared.json", SHARED.formatted("2"));
        told(FROM_SHARED);
        assertThat(refusal()).hasMessageContaining("Library Deep 3 is missing; Shared 2 includes it");
        assertThat(refusal().place()).isEqualTo("Shared 2, 'Known', 4:1-4:9");
        assertThat(refusal().cure()).isNotEmpty();
    }

    @Test
    void aLibraryOfAnotherVersionIsNotTaken() throws IOException {
        write("package/Shared.json", SHARED.formatted("1"));
        told(FROM_SHARED);
        assertThat(refusal()).hasMessageContaining("Library Shared 2 is missing; Visits 1 includes it");
        assertThat(refusal()).hasMessageContaining("there is version 1");
        assertThat(refusal().place()).isEqualTo("Visits 1, 'Told', 9:1-9:5");
    }

    private static String property(String path, String source) {
        return "{\"type\":\"Property\",\"path\":\"" + path + "\",\"locator\":\"7:3-7:9\",\"source\":" + source + "}";
    }

    private static String first(String type, String codeProperty) {
        return "{\"type\":\"First\",\"source\":{\"type\":\"Retrieve\",\"locator\":\"7:3-7:9\",\"dataType\":\"{http://hl7.org/fhir}"
                + type + "\"" + (codeProperty.isEmpty() ? "" : ",\"codeProperty\":\"" + codeProperty + "\"") + "}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Encounter | period.start    |          | known
            Encounter | location.status |          | known
            Encounter | status.value    |          | known
            Observation | value         |          | known
            Encounter | prevalence      |          | looks at 'prevalence', but Encounter has no element 'prevalence'
            Encounter | period.middle   |          | looks at 'period.middle', but Period has no element 'middle'
            Encounter | location.colour |          | looks at 'location.colour', but Encounter.Location has no element 'colour'
            Visit     | period          |          | retrieves 'Visit', which is no resource of FHIR R4
            Encounter | period          | kind     | retrieves Encounter by the codes of 'kind', which Encounter has not
            """)
    void elementsAndTypesThatFhirHasNotAreRefusedWithTheirPlace(
            String type, String path, String codeProperty, String wanted) throws IOException {
        told(property(path, first(type, codeProperty == null ? "" : codeProperty)));
        if (wanted.equals("known")) {
            assertThat(set().refused()).isEmpty();
        } else {
            assertThat(refusal()).hasMessage("Library Visits 1 " + wanted);
            assertThat(refusal().place()).isEqualTo("Visits 1, 'Told', 7:3-7:9");
        }
    }

    @Test
    void valueSetsThatAreMissingEmptyOrCutAreTold() throws IOException {
        assertThat(caveats())
                .containsExactly(
                        "value set Hospice Visit (4.5.6) is not here: what it selects is not counted",
                        "value set Office Visit (1.2.3) is not here: what it selects is not counted");
        valueSet("1.2.3", "\"total\":3,", "urn:kinds#office");
        valueSet("4.5.6", "");
        assertThat(caveats())
                .containsExactly(
                        "value set Hospice Visit (4.5.6) has no codes here: what it selects is not counted",
                        "value set Office Visit (1.2.3) is cut to 1 of 3 codes: what the others select is not counted");
        valueSet("1.2.3", "\"total\":1,", "urn:kinds#office");
        valueSet("4.5.6", "\"total\":1,", "urn:kinds#hospice");
        assertThat(caveats()).isEmpty();
    }

    @Test
    void withoutCptTheMeasureSaysForWhichValueSetsAndClasses() throws IOException {
        valueSet("1.2.3", "", "http://www.ama-assn.org/go/cpt#X1", "urn:kinds#office");
        valueSet("4.5.6", "", "http://www.ama-assn.org/go/cpt#X2");
        assertThat(caveats("AMB", "VR"))
                .containsExactly("without CPT: encounters of class AMB, VR whose type has no CPT code"
                        + " are counted as visits of Office Visit (1.2.3)");
        valueSet("1.2.3", "", "urn:kinds#office");
        assertThat(caveats("AMB")).as("a value set without CPT is as it was").isEmpty();
        valueSet("1.2.3", "");
        assertThat(caveats("AMB").get(0))
                .isEqualTo("value set Office Visit (1.2.3) has no codes here: its visits are found by class alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # system and code of the type         | class | official | without CPT
            http://www.ama-assn.org/go/cpt#X1     | AMB   | 1        | 1
            urn:kinds#office                      | IMP   | 1        | 1
            urn:kinds#other                       | AMB   | 0        | 1
            urn:kinds#other                       | VR    | 0        | 1
            urn:kinds#other                       | IMP   | 0        | 0
            http://www.ama-assn.org/go/cpt#X9     | AMB   | 0        | 0
            """)
    void anEncounterWithoutCptIsAVisitByItsClassAndNeverAnExclusion(String type, String kind, int official, int without)
            throws IOException {
        valueSet("1.2.3", "", "http://www.ama-assn.org/go/cpt#X1", "urn:kinds#office");
        valueSet("4.5.6", "", "http://www.ama-assn.org/go/cpt#X2");
        String[] code = type.split("#", -1);
        write("data/one.json", """
                {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p"}},
                 {"resource":{"resourceType":"Encounter","id":"e","status":"finished","subject":{"reference":"Patient/p"},
                  "class":{"code":"%s"},"type":[{"coding":[{"system":"%s","code":"%s"}]}]}}]}""".formatted(kind, code[0], code[1]));
        assertThat(counts(set())).containsExactly(official, 0, official);
        assertThat(counts(set("AMB", "VR", "HH"))).containsExactly(without, 0, without);
    }

    private List<Integer> counts(MeasureSet set) {
        FileEvaluation evaluation = new FileEvaluation(set, null, 0);
        PatientFiles.Batch batch = PatientFiles.batches(folder.resolve("data")).get(0);
        Membership membership = Objects.requireNonNull(
                evaluation.evaluate(batch).get(0).groups().get(0).membership());
        return List.of(
                membership.count(PopulationCode.DENOMINATOR),
                membership.count(PopulationCode.DENOMINATOR_EXCLUSION),
                membership.count(PopulationCode.NUMERATOR));
    }
}
