package org.charthouse.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The translator as a person meets it: files in, files and messages out. */
class TranslationTest {

    private static final String HEAD = """
            library %s version '1.0.0'
            using FHIR version '4.0.1'
            include FHIRHelpers version '4.0.1'
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private record Ended(int code, String out, String err) {}

    private Ended translate(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program = Main.program().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] arguments = java.util.Arrays.copyOf(options, options.length + 1);
        arguments[options.length] = folder.toString();
        int code = program.execute(arguments);
        return new Ended(code, out.toString(), err.toString().replace(folder + "/", ""));
    }

    private void given(String file, String body) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, HEAD.formatted(CqlFolder.library(path)) + body);
    }

    private String elm(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static JsonNode definition(String elm, String name) throws IOException {
        for (JsonNode definition : new ObjectMapper()
                .readTree(elm)
                .path("library")
                .path("statements")
                .path("def")) {
            if (definition.path("name").asText().equals(name)) {
                return definition;
            }
        }
        throw new AssertionError("no definition " + name);
    }

    @Test
    void aGoodFileBecomesElmInTheFormOfTheStandard() throws IOException {
        given("A.cql", """
                codesystem "LOINC": 'http://loinc.org'
                valueset "Readings": 'https://example.org/ValueSet/readings'
                code "Systolic": '8480-6' from "LOINC"
                parameter "Measurement Period" Interval<DateTime>
                context Patient
                define "High":
                  [Observation: "Readings"] O
                    where (O.value as Quantity) > 139.50 'mm[Hg]'
                    return Tuple { id: O.id, code: "Systolic" }
                define function "Twice"(n Integer): n * 2
                """);

        Ended ended = translate();

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        String elm = elm("A.elm.json");
        assertThat(elm)
                .startsWith("{\"library\":{\n\"identifier\":{\"id\":\"A\",\"version\":\"1.0.0\"},\n")
                .endsWith("}}\n")
                .contains("\"codeSystem\":{\"name\":\"LOINC\",")
                .contains("\"unit\":\"mm[Hg]\",\"value\":139.50")
                .contains("\"translatorVersion\":\"3.29.0\"")
                .doesNotContain("$", "JAXB", "localId\"", "\"VersionedIdentifier\"", "\"ExpressionDef\"");
        JsonNode high = definition(elm, "High");
        assertThat(high.path("type").isMissingNode()).isTrue();
        assertThat(high.path("locator").asText()).isEqualTo("9:1-12:47");
        assertThat(high.path("resultTypeSpecifier").path("type").asText()).isEqualTo("ListTypeSpecifier");
        assertThat(high.at("/expression/source/0/expression/codes/type").asText())
                .isEqualTo("ValueSetRef");
        assertThat(definition(elm, "Twice").path("type").asText()).isEqualTo("FunctionDef");
    }

    @Test
    void aBrokenFileTellsAllMistakesByPlaceAndWritesNothingWhileOthersAreTranslated() throws IOException {
        given("Good.cql", "context Patient\ndefine \"One\": 1\n");
        given("sub/Bad.cql", "context Patient\ndefine \"A\": Nowhere\ndefine \"B\":\n  1 + 'a'\n");

        Ended ended = translate();

        assertThat(ended.code()).isEqualTo(Main.WRONG_CQL);
        assertThat(ended.err().lines())
                .hasSize(2)
                .anySatisfy(line ->
                        assertThat(line).startsWith("sub/Bad.cql:5:13: ").contains("Nowhere"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("sub/Bad.cql:7:3: ").contains("Add"));
        assertThat(folder.resolve("sub/Bad.elm.json")).doesNotExist();
        assertThat(folder.resolve("Good.elm.json")).exists();
        assertThat(ended.out()).contains("2 libraries: 0 as before, 1 written, 1 with errors");
    }

    @Test
    void aMistakeOfGrammarHasItsPlace() throws IOException {
        given("Bad.cql", "context Patient\ndefine \"A\": (1 +\n");
        assertThat(translate().err()).contains("Bad.cql:").contains("Syntax error");
    }

    @Test
    void librariesOfTheFolderIncludeOneAnotherWhereverTheyStand() throws IOException {
        given("shared/Shared.cql", "context Patient\ndefine \"Adult\": AgeInYearsAt(@2026-01-01) >= 18\n");
        given("one/One.cql", """
                include Shared version '1.0.0' called S
                context Patient
                define "In": S."Adult"
                """);

        assertThat(translate().code()).isZero();

        JsonNode reference = definition(elm("one/One.elm.json"), "In").path("expression");
        assertThat(reference.path("libraryName").asText()).isEqualTo("S");
        assertThat(reference.path("resultTypeName").asText()).isEqualTo("{urn:hl7-org:elm-types:r1}Boolean");
    }

    @Test
    void aMistakeInAnIncludedLibraryIsToldOnceAndOfItsOwnFile() throws IOException {
        given("Shared.cql", "context Patient\ndefine \"Adult\": Nowhere\n");
        given("One.cql", "include Shared version '1.0.0' called S\ncontext Patient\ndefine \"In\": S.\"Adult\"\n");
        given("Two.cql", "include Sharde version '1.0.0' called S\ncontext Patient\ndefine \"In\": true\n");

        Ended ended = translate();

        assertThat(ended.err().lines().filter(line -> line.startsWith("Shared.cql:5:17: ")))
                .hasSize(1);
        assertThat(ended.err()).contains("Two.cql:4:1: ", "Sharde").doesNotContain("null");
        assertThat(folder.resolve("One.elm.json")).doesNotExist();
    }

    @Test
    void aLibraryStandsInTheFileOfItsNameAndOnlyThere() throws IOException {
        given("A.cql", "context Patient\n");
        given("sub/A.cql", "context Patient\n");
        Files.writeString(folder.resolve("B.cql"), "library C version '1.0.0'\n");
        Files.write(folder.resolve("D.cql"), "library D // ä".getBytes(StandardCharsets.ISO_8859_1));

        Ended ended = translate();

        assertThat(ended.code()).isEqualTo(Main.WRONG_CQL);
        assertThat(ended.err())
                .contains("sub/A.cql: the library 'A' also stands in A.cql")
                .contains("B.cql:1:1: the library is named 'C', the file B.cql")
                .contains("D.cql: this is no UTF-8 text");
    }

    @Test
    void modelsOfTheGuidesComeWithTheTranslator() throws IOException {
        Files.writeString(
                folder.resolve("Q.cql"),
                "library Q\nusing QICore version '6.0.0'\ncontext Patient\ndefine \"Seen\": exists [Encounter]\n");
        Files.writeString(
                folder.resolve("U.cql"),
                "library U\nusing USCore version '6.1.0'\ncontext Patient\ndefine \"Seen\": exists [EncounterProfile]\n");

        assertThat(translate().err()).isEmpty();

        assertThat(elm("Q.elm.json")).contains("qicore-encounter");
        assertThat(elm("U.elm.json")).contains("us-core-encounter");
    }

    @Test
    void theSameTextComesEachTimeAndNothingIsWrittenTwice() throws IOException {
        given(
                "A.cql",
                "context Patient\ndefine \"Values\": [Observation] O return Tuple { v: O.value, s: O.status }\n");
        translate();
        String first = elm("A.elm.json");
        assertThat(translate().out()).isEqualTo("1 library: 1 as before, 0 written, 0 with errors\n");
        Files.delete(folder.resolve("A.elm.json"));
        translate();
        assertThat(elm("A.elm.json")).isEqualTo(first);
    }

    @Test
    void aCheckTellsElmThatIsMissingOrOldAndWritesNothing() throws IOException {
        given("A.cql", "context Patient\ndefine \"One\": 1\n");
        Ended missing = translate("--check");
        assertThat(missing.code()).isEqualTo(Main.CHECK_FAILED);
        assertThat(missing.err()).contains("A.elm.json: this ELM is missing");
        assertThat(folder.resolve("A.elm.json")).doesNotExist();

        translate();
        assertThat(translate("--check").code()).isZero();

        given("A.cql", "context Patient\ndefine \"One\": 2\n");
        Ended old = translate("--check");
        assertThat(old.code()).isEqualTo(Main.CHECK_FAILED);
        assertThat(old.err()).contains("A.elm.json: this is not what A.cql says");
        assertThat(elm("A.elm.json")).contains("\"value\":\"1\"");
    }

    @Test
    void aFolderWithoutCqlIsToldAsSuch() {
        Ended ended = translate();
        assertThat(ended.code()).isEqualTo(Main.UNUSABLE_FOLDER);
        assertThat(ended.err()).contains("no file here or in a folder within ends in .cql");
    }
}
