package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code identity link} on files: data sets with known truth, and files that are wrong. */
class IdentityLinkTest {

    private static final String HEADER = "record_id,given_name,family_name,date_of_birth\n";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void theSharedSessionRuns() {
        SharedSpark.session();
    }

    /** The floors are a little below what is reached: precision is to be whole, and F1 0.998, 0.992, 0.967 and 0.876. */
    @ParameterizedTest
    @CsvSource({"febrl1, 0.995", "febrl2, 0.99", "african_a, 0.965", "fake_1000, 0.87"})
    @EnabledIfEnvironmentVariable(
            named = "CHARTHOUSE_CORPORA",
            matches = ".+",
            disabledReason = "CHARTHOUSE_CORPORA names no folder of outside data")
    void recordsOfAPersonAreFoundAndNoOthers(String set, double least) throws IOException {
        Path corpus = Path.of(Objects.requireNonNull(System.getenv("CHARTHOUSE_CORPORA")), "linkage");
        Path out = folder.resolve("persons.csv");
        Ended ended = run(
                "identity", "link", "--records", corpus.resolve(set + ".csv").toString(), "--out", out.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        Map<String, String> truth = persons(corpus.resolve(set + ".truth.csv"));
        Map<String, String> found = persons(out);
        assertThat(found.keySet()).isEqualTo(truth.keySet());
        Map<String, List<String>> both = new HashMap<>();
        truth.forEach((record, person) -> both.put(record, List.of(person, Objects.requireNonNull(found.get(record)))));
        double right = pairs(both);
        assertThat(right / pairs(found)).isGreaterThanOrEqualTo(0.999);
        assertThat(2 * right / (pairs(found) + pairs(truth))).isGreaterThanOrEqualTo(least);
    }

    @Test
    void pairsAreWrittenWithScoreAndDecision() throws IOException {
        Path records =
                file(HEADER + "1,Ann,Lee,1980-01-01\n2,Ann,Lee,1980-01-01\n3,\"Bo\"\"b\",\"O,Neil\",1950-05-05\n");
        Path pairs = folder.resolve("new/pairs.csv");
        Path out = folder.resolve("persons.csv");
        Ended ended = run(
                "identity",
                "link",
                "--records",
                records.toString(),
                "--out",
                out.toString(),
                "--pairs",
                pairs.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(Files.readAllLines(pairs)).hasSize(2).first().isEqualTo("a,b,score,decision");
        assertThat(Files.readAllLines(pairs).get(1)).matches("1,2,[01]\\.\\d{6},match");
        assertThat(persons(out)).hasSize(3);
        assertThat(ended.out())
                .contains("Linking 3 records")
                .doesNotContain("Ann")
                .doesNotContain("Neil");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "given_name,family_name\\nA,B\\n | There is no column 'record_id'",
                "record_id,colour\\n1,red\\n | There is nothing to compare",
                "record_id,sex,gender\\n1,f,f\\n | Columns that mean the same: sex, gender",
                "record_id,sex\\n1,f\\n1,m\\n | A record_id that was given before",
                "record_id,sex\\n,f\\n | A record without record_id",
                "record_id,sex\\n1,f,x\\n | Wrong number of values",
                "record_id,sex\\n1,\"f\\n | Records cannot be read",
                "'' | There is no column 'record_id'"
            })
    void aWrongFileIsToldBeforeAnythingStarts(String text, String what) throws IOException {
        Path records = file(text.replace("\\n", "\n"));
        Ended ended = run(
                "identity",
                "link",
                "--records",
                records.toString(),
                "--out",
                folder.resolve("o.csv").toString());
        assertThat(ended.code()).isNotZero();
        assertThat(ended.err())
                .contains(what)
                .contains("records.csv")
                .contains("cure:")
                .doesNotContain("Exception");
        assertThat(folder.resolve("o.csv")).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereAndOneThatIsNotTextAreTold() throws IOException {
        Path records = folder.resolve("binary.csv");
        Files.write(records, new byte[] {'r', (byte) 0xff, (byte) 0xfe, '\n'});
        String out = folder.resolve("o.csv").toString();
        assertThat(run("identity", "link", "--records", records.toString(), "--out", out)
                        .err())
                .contains("it is not UTF-8");
        assertThat(run("identity", "link", "--records", folder + "/none.csv", "--out", out)
                        .err())
                .contains("No such file");
        assertThat(run("identity", "link", "--records", folder.toString(), "--out", out)
                        .err())
                .contains("it is a folder");
    }

    @Test
    void aFileOfNoRecordsGivesAFileOfNoPersons() throws IOException {
        Path out = folder.resolve("o.csv");
        Ended ended =
                run("identity", "link", "--records", file("\uFEFF" + HEADER).toString(), "--out", out.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(out).hasContent("record_id,person_id");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("records.csv"), text, StandardCharsets.UTF_8);
    }

    private static double pairs(Map<String, ?> groups) {
        Map<Object, Long> sizes = new HashMap<>();
        groups.values().forEach(group -> sizes.merge(group, 1L, Long::sum));
        return sizes.values().stream()
                .mapToDouble(size -> size * (size - 1) / 2.0)
                .sum();
    }

    private static Map<String, String> persons(Path file) throws IOException {
        Map<String, String> persons = new TreeMap<>();
        Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(line -> persons.put(line[0], line[1]));
        return persons;
    }

    private record Ended(int code, String out, String err) {}

    private static Ended run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int code = Main.run(arguments);
            return new Ended(
                    code, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
