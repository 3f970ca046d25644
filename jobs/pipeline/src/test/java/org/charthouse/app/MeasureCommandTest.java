package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charthouse.error.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures on plain files, as a person runs them. */
class MeasureCommandTest {

    private static final String MEASURE = """
            {"resourceType":"Measure","id":"seen","name":"Seen","url":"https://example.org/Measure/Seen","version":"1",
             "title":"Seen at all","library":["https://example.org/Library/Seen|1"],
             "effectivePeriod":{"start":"2025-01-01","end":"2025-12-31"},
             "group":[{"extension":[
               {"url":"http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-scoring",
                "valueCodeableConcept":{"coding":[{"code":"proportion"}]}},
               {"url":"http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-populationBasis","valueCode":"boolean"}],
              "population":[
               {"code":{"coding":[{"code":"initial-population"}]},"criteria":{"expression":"Everybody"}},
               {"code":{"coding":[{"code":"denominator"}]},"criteria":{"expression":"Everybody"}},
               {"code":{"coding":[{"code":"numerator"}]},"criteria":{"expression":"Was Seen"}}]}]}""";

    /** Everybody is in; seen is who has one finished encounter, and who has two of the same id has no value. */
    private static final String LIBRARY = """
            {"library":{"identifier":{"id":"Seen","version":"1"},"schemaIdentifier":{"id":"urn:hl7-org:elm","version":"r1"},
             "usings":{"def":[{"localIdentifier":"FHIR","uri":"http://hl7.org/fhir","version":"4.0.1"}]},
             "statements":{"def":[
              {"name":"Everybody","context":"Patient","expression":{"type":"Exists","operand":
                {"type":"Retrieve","dataType":"{http://hl7.org/fhir}Patient"}}},
              {"name":"Was Seen","context":"Patient","expression":{"type":"Equal","operand":[
                {"type":"Property","path":"status.value","source":
                 {"type":"SingletonFrom","locator":"7:1-7:20","operand":
                  {"type":"Retrieve","dataType":"{http://hl7.org/fhir}Encounter"}}},
                {"type":"%s","valueType":"{urn:hl7-org:elm-types:r1}String","value":"finished"}]}}]}}}""";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void aPackageAndThreePersonsAreThere() throws IOException {
        write("package/Measure.json", MEASURE);
        write("package/Seen.elm.json", LIBRARY.formatted("Literal"));
        write("data/one.json", bundle("p1", "finished"));
        write("data/two.json", bundle("p2"));
        write("data/three.json", bundle("p3", "finished", "finished"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String bundle(String patient, String... encounters) {
        List<String> entries =
                new ArrayList<>(List.of("{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}}"));
        for (int at = 0; at < encounters.length; at++) {
            entries.add("{\"resource\":{\"resourceType\":\"Encounter\",\"id\":\"e" + at + "\",\"status\":\""
                    + encounters[at] + "\",\"subject\":{\"reference\":\"Patient/" + patient + "\"}}}");
        }
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static Ended run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            int code = Main.run(arguments);
            return new Ended(code, printed.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Ended measure(String command, String... more) {
        List<String> all = new ArrayList<>(List.of("measure", command));
        all.addAll(List.of(more));
        all.addAll(List.of("--package", folder.resolve("package").toString()));
        return run(all.toArray(String[]::new));
    }

    private Ended evaluate(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(
                "--data",
                folder.resolve("data").toString(),
                "--out",
                folder.resolve("out/counts.csv").toString()));
        return measure("evaluate", all.toArray(String[]::new));
    }

    private List<String> counts() throws IOException {
        return Files.readAllLines(folder.resolve("out/counts.csv")).stream()
                .sorted()
                .toList();
    }

    @Test
    void eachPersonIsCountedAndWhoHasNoValueIsListedWithDefinitionAndPlace() throws IOException {
        Ended ended = evaluate();
        assertThat(ended.code()).isEqualTo(ExitCode.DONE.number());
        assertThat(counts())
                .containsExactly(
                        "Seen,1,denominator,p1,1",
                        "Seen,1,denominator,p2,1",
                        "Seen,1,initial-population,p1,1",
                        "Seen,1,initial-population,p2,1",
                        "Seen,1,numerator,p1,1",
                        "Seen,1,numerator,p2,0",
                        "measure,group,population,subject,count");
        assertThat(Files.readString(folder.resolve("out/counts.csv.failures.csv")))
                .contains("Seen,1,p3,Seen.Was Seen,7:1-7:20,one item was wanted where 2 are");
        assertThat(ended.out())
                .contains("3 persons, 1 measures")
                .contains("Seen")
                .doesNotContain("p3");
    }

    @Test
    void aPatientThatStandsThereTwiceIsOnePerson() throws IOException {
        write(
                "data/two.json",
                bundle("p2")
                        .replace(
                                "\"entry\":[",
                                "\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p2\"}},"));
        assertThat(evaluate().code()).isZero();
        assertThat(counts()).contains("Seen,1,denominator,p2,1");
    }

    @Test
    void aPersonInABundleAndInFilesBesideItIsCountedOnceAndContradictionsAreTold() throws IOException {
        write("data/again/one.json", bundle("p1", "finished"));
        assertThat(evaluate().err()).doesNotContain("several files");
        assertThat(counts()).containsOnlyOnce("Seen,1,numerator,p1,1");
        write("data/again/one.json", bundle("p1"));
        assertThat(evaluate().err()).contains("1 more results differ from the first");
        assertThat(counts()).contains("Seen,1,numerator,p1,1", "Seen,1,numerator,p1,0");
    }

    @Test
    void theFilesOfThePackageItselfAmongTheDataDoNoHarm() throws IOException {
        write("data/content/Measure.json", MEASURE);
        write("data/content/ValueSet.json", """
                {"resourceType":"ValueSet","url":"https://example.org/v","expansion":{"contains":[{"contains":[{"code":"a"}]}]}}""");
        write("data/content/answers.json", """
                {"resourceType":"QuestionnaireResponse","id":"q","status":"completed","subject":{"reference":"Patient/p1"},
                 "item":[{"linkId":"1","item":[{"linkId":"2","answer":[{"item":[{"linkId":"3"}]}]}]}]}""");
        assertThat(evaluate().code()).isZero();
        assertThat(counts()).contains("Seen,1,numerator,p1,1").hasSize(7);
    }

    @Test
    void resourcesInFilesOfTheirOwnGoToThePersonTheyName() throws IOException {
        Files.delete(folder.resolve("data/one.json"));
        Files.delete(folder.resolve("data/two.json"));
        Files.delete(folder.resolve("data/three.json"));
        write(
                "data/Patient.ndjson",
                "{\"resourceType\":\"Patient\",\"id\":\"a\"}\n{\"resourceType\":\"Patient\",\"id\":\"b\"}\n");
        write(
                "data/Encounter.ndjson",
                "{\"resourceType\":\"Encounter\",\"id\":\"e\",\"status\":\"finished\",\"subject\":{\"reference\":\"Patient/b\"}}\n");
        assertThat(evaluate().code()).isZero();
        assertThat(counts()).contains("Seen,1,numerator,a,0", "Seen,1,numerator,b,1");
    }

    @Test
    void aMeasureWithoutItsLibraryIsRefusedByNameAndTheOthersGoOn() throws IOException {
        write("package/Other.json", MEASURE.replace("Seen", "Unseen").replace("\"seen\"", "\"unseen\""));
        Ended ended = evaluate();
        assertThat(ended.code()).isZero();
        assertThat(ended.err())
                .contains("Refused: Unseen")
                .contains("Library/Unseen|1")
                .contains("is missing");
        assertThat(counts()).contains("Seen,1,numerator,p1,1");
    }

    @Test
    void anOperatorThatNobodyKnowsIsNamedWithItsLibrary() throws IOException {
        write("package/Seen.elm.json", LIBRARY.formatted("Guess"));
        Ended ended = evaluate();
        assertThat(ended.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(ended.err())
                .contains("Library Seen 1 uses the operator 'Guess'")
                .doesNotContain("\tat ");
    }

    @Test
    void aFileThatIsNoJsonIsToldByItsPath() throws IOException {
        write("data/broken.json", "{\"resourceType\":\"Bundle\",\"entry\":[");
        Ended ended = evaluate();
        assertThat(ended.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(ended.err()).contains("no JSON").contains("broken.json").doesNotContain("\tat ");
    }

    @Test
    void aPeriodAnUnknownMeasureAndAnEmptyFolderAreToldWithTheirCure() throws IOException {
        assertThat(evaluate("--period", "2025").err()).contains("'2025' is no measurement period");
        assertThat(evaluate("--measure", "Sean").err())
                .contains("There is no measure 'Sean'")
                .contains("'Seen'");
        Files.createDirectories(folder.resolve("empty"));
        Ended ended = run(
                "measure",
                "evaluate",
                "--package",
                folder.resolve("package").toString(),
                "--data",
                folder.resolve("empty").toString(),
                "--out",
                folder.resolve("x.csv").toString());
        assertThat(ended.err()).contains("There are no patient files");
    }

    @Test
    void filesWithoutAnyPatientAreNoSuccess() throws IOException {
        Files.delete(folder.resolve("data/one.json"));
        Files.delete(folder.resolve("data/two.json"));
        Files.delete(folder.resolve("data/three.json"));
        write("data/Patient.ndjson", "");
        Ended ended = evaluate();
        assertThat(ended.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(ended.err()).contains("none of the files holds a Patient");
        assertThat(folder.resolve("out/counts.csv")).doesNotExist();
    }

    @Test
    void whereTheResultsCannotGoIsToldBeforeAnythingIsCounted() throws IOException {
        Files.createDirectories(folder.resolve("out/counts.csv"));
        Ended ended = evaluate();
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ended.err())
                .contains("The results cannot be written")
                .contains("it is a folder")
                .contains("--out");
    }

    @Test
    void listShowRequirementsAndExplainTellOfAMeasure() {
        assertThat(measure("list").out())
                .contains("Seen")
                .contains("proportion")
                .contains("complete");
        assertThat(measure("show", "Seen").out()).contains("numerator").contains("Was Seen");
        assertThat(measure("requirements", "Seen").out()).contains("Resources: Encounter, Patient");
        Ended explained = measure(
                "explain", "p1", "Seen", "--data", folder.resolve("data").toString());
        assertThat(explained.out()).contains("Everybody: true").contains("Was Seen: true");
        Ended failed = measure(
                "explain", "p3", "Seen", "--data", folder.resolve("data").toString());
        assertThat(failed.out()).contains("Was Seen: no value: one item was wanted where 2 are (7:1-7:20)");
    }

    @Test
    void measuresOfTheHouseCanAllBeCounted() {
        Ended ended = run("measure", "list", "--config", Houses.INSTALL.toString());
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines().filter(line -> line.endsWith("complete")))
                .hasSizeGreaterThanOrEqualTo(8);
    }
}
