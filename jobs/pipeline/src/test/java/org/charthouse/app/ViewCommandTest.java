package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPOutputStream;
import org.charthouse.SharedSpark;
import org.charthouse.error.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views on plain files, as a person runs them. */
class ViewCommandTest {
    private static final String VIEW = """
            {"name":"flat","resource":"QuestionnaireResponse","select":[
             {"column":[{"name":"id","path":"id"},{"name":"score","path":"item.first().answer.value.ofType(decimal)"}]},
             {"repeat":["item","answer.item"],"column":[{"name":"link","path":"linkId"},{"name":"at","path":"%rowIndex"}]}]}""";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void theSessionIsTheOneOfAllTests() {
        assertThat(SharedSpark.session()).isNotNull();
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

    private Ended view(String out, String... more) {
        String[] fixed = {
            "view",
            "run",
            "--config",
            SharedSpark.install().toString(),
            "--view",
            folder.resolve("view.json").toString(),
            "--data",
            folder.resolve("data").toString(),
            "--out",
            folder.resolve(out).toString()
        };
        String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return run(all);
    }

    private void given(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void aFolderOfLinesAndBundlesBecomesOneClosedFile() throws IOException {
        given("view.json", VIEW);
        given("data/a.ndjson", """
                {"resourceType":"QuestionnaireResponse","id":"a","item":[{"linkId":"1","answer":[{"valueDecimal":1.50,"item":[{"linkId":"1.1"}]}]},{"linkId":"2"}]}

                {"resourceType":"Patient","id":"p"}
                """);
        given("data/b.json", """
                {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"QuestionnaireResponse","id":"b",
                 "item":[{"linkId":"x, y"}]}}, {"resource":{"resourceType":"Patient","id":"q"}}]}""");
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(folder.resolve("data/c.ndjson.gz")))) {
            zipped.write("{\"resourceType\":\"QuestionnaireResponse\",\"id\":\"c\",\"item\":[{\"linkId\":\"z\"}]}\n"
                    .getBytes(StandardCharsets.UTF_8));
        }

        Ended ended = view("out.csv");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("3 resources read");
        assertThat(Files.readAllLines(folder.resolve("out.csv")))
                .startsWith("id,score,link,at")
                .containsExactlyInAnyOrder(
                        "id,score,link,at", "a,1.50,1,0", "a,1.50,1.1,1", "a,1.50,2,2", "b,,\"x, y\",0", "c,,z,0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out.csv"))))
                .isEqualTo("rw-------");
        assertThat(view("out.csv").code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(view("out.txt").code()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void otherEndingsGiveNumbersAndParquet() throws IOException {
        given("view.json", VIEW);
        given("data/a.ndjson", """
                {"resourceType":"QuestionnaireResponse","id":"a","item":[{"linkId":"1","answer":[{"valueDecimal":1.50}]}]}
                """);

        assertThat(view("out.ndjson").err()).isEmpty();
        assertThat(Files.readString(folder.resolve("out.ndjson")))
                .isEqualTo("{\"id\":\"a\",\"score\":1.50,\"link\":\"1\",\"at\":0}\n");
        assertThat(view("out.parquet").err()).isEmpty();
        assertThat(SharedSpark.session()
                        .read()
                        .parquet(folder.resolve("out.parquet").toString())
                        .head()
                        .toString())
                .isEqualTo("[a,1.50,1,0]");
    }

    @Test
    void aLineThatIsNoResourceIsToldByItsPlaceAlone() throws IOException {
        given("view.json", VIEW);
        given("data/a.ndjson", """
                {"resourceType":"QuestionnaireResponse","id":"a"}
                {"resourceType":"Patient","id":"Mallory
                """);

        Ended ended = view("out.csv");

        assertThat(ended.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(ended.err()).contains("a.ndjson:2").doesNotContain("Mallory");
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    @Test
    void aColumnThatFindsSeveralValuesEndsTheRunWithACure() throws IOException {
        given(
                "view.json",
                "{\"resource\":\"Patient\",\"select\":[{\"column\":[{\"name\":\"f\",\"path\":\"name.family\"}]}]}");
        given(
                "data/a.ndjson",
                "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Mallory\"},{\"family\":\"Moll\"}]}\n");

        Ended ended = view("out.csv");

        assertThat(ended.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(ended.err()).contains("several values", "collection").doesNotContain("Mallory");
        assertThat(folder.resolve("out.csv")).doesNotExist();
    }

    @Test
    void testsAreJudgedAndReportedWithWhatCameOut() throws IOException {
        given("tests/t.json", """
                {"resources":[{"resourceType":"Patient","id":"a","active":true}],"tests":[
                 {"title":"good","view":{"resource":"Patient","select":[{"column":[{"name":"n","path":"1.0 + 1"}]}]},"expect":[{"n":2}]},
                 {"title":"bad","view":{"resource":"Patient","select":[{"column":[{"name":"i","path":"id"}]}]},"expect":[{"i":"b"}]},
                 {"title":"fails","view":{"resource":"Patient","select":[{"column":[{"name":"i","path":"idd"}]}]},"expectError":true}]}""");
        Path report = folder.resolve("made/report.json");

        Ended ended = run(
                "view",
                "test",
                folder.resolve("tests").toString(),
                "--report",
                report.toString(),
                "--config",
                SharedSpark.install().toString());

        assertThat(ended.code()).isEqualTo(ExitCode.CHECK_FAILED.number());
        assertThat(ended.out()).contains("t.json  2 of 3", "FAILED bad", "2 of 3 tests passed");
        JsonNode tests =
                new ObjectMapper().readTree(report.toFile()).path("t.json").path("tests");
        assertThat(tests.get(0).toString())
                .isEqualTo(
                        "{\"name\":\"good\",\"result\":{\"passed\":true,\"rows\":[{\"n\":2.0}],\"columns\":[\"n\"]}}");
        assertThat(tests.get(1).path("result").toString())
                .isEqualTo("{\"passed\":false,\"rows\":[{\"i\":\"a\"}],\"columns\":[\"i\"]}");
        assertThat(tests.get(2).path("result").path("error").asText()).contains("did you mean 'id'?");
    }
}
