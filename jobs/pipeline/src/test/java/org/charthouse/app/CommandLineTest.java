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
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.crypto.TagVerificationException;
import org.charthouse.SharedSpark;
import org.charthouse.error.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a person meets it: what it prints, and how it ends. */
class CommandLineTest {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private record Ended(int code, String out, String err) {}

    /** A command that comes first would else start it, with its scratch in a folder that ends with its test. */
    @BeforeAll
    static void theSharedSessionRuns() {
        SharedSpark.session();
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("--help").out())
                .contains("demo", "synth", "run", "status", "sql", "check", "docs", "feed", "quarantine", "export")
                .contains("history", "manifest", "maintain", "backup", "restore");
        assertThat(run("run", "--help").out()).contains("--as-of", "--home");
        assertThat(run("export", "--help").out().replaceAll("\\s+", " "))
                .contains("changed in run N, that run included");
    }

    @Test
    void anUnknownCommandIsACommandLineError() {
        Ended ended = run("rum");
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ended.err()).contains("rum");
    }

    @Test
    void aDayThatIsNoneIsToldWithoutTheWordsOfJava() {
        Ended ended = run("run", "--as-of", "2026-13-01");
        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ended.err())
                .contains("'--as-of'", "'2026-13-01' is no day of the calendar; write it as YYYY-MM-DD")
                .doesNotContain("Exception", "MonthOfYear");
    }

    @Test
    void theShippedConfigurationIsSound() {
        Ended ended = run("check", "--config", Houses.INSTALL.toString());
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Configuration is sound");
    }

    @Test
    void twoMistakesInTwoFilesAreToldTogetherWithLineAndNearestWord() throws IOException {
        Path config = config();
        replace(config.resolve("conf/charthouse.yaml"), "writer-threads: 4", "writer-thread: 4");
        replace(config.resolve("conf/feeds/facility_b.yaml"), "format: fhir ", "format: fhr ");
        Ended ended = run(
                "run",
                "--config",
                config.toString(),
                "--home",
                folder.resolve("h").toString());
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(ended.err())
                .contains("2 problems")
                .contains("conf/charthouse.yaml:10 (engine.writer-thread)", "did you mean 'writer-threads'?")
                .contains("conf/feeds/facility_b.yaml:3 (format)", "did you mean 'fhir'?")
                .doesNotContain("\tat ");
    }

    @Test
    void anExpressionThatDoesNotResolveIsToldBesideAFormOfValuesThatIsNone() throws IOException {
        Path config = config();
        Path feed = config.resolve("conf/feeds/synthea_csv.yaml");
        replace(feed, "\nvalues:\n", "\nvalues:\n  decimal-mark: point\n");
        replace(feed, "          start_at: START\n", "          start_at: upper(STRAT)\n");
        Ended ended = run("check", "--config", config.toString());
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(ended.err())
                .contains("(values.decimal-mark)")
                .contains("Unknown column `STRAT`", "did you mean 'START'?");
    }

    @Test
    void aColumnThatAQueryMisspellsIsToldWithItsLineAndTheNearestOne() throws IOException {
        Path config = config();
        replace(
                config.resolve("conf/marts/chronic_prevalence.sql"),
                "golden_record.birth_on <=",
                "golden_record.birth_no <=");
        Ended ended = run("check", "--config", config.toString());
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(ended.err())
                .contains("conf/marts/chronic_prevalence.sql:15")
                .contains("birth_no")
                .contains("birth_on");
    }

    @Test
    void aModelOfPersonsThatDoesNotResolveIsToldWithLineAndNearestWord() throws IOException {
        Path config = config();
        Path model = config.resolve("conf/identity/default.yaml");
        replace(model, "same(l.email, r.email)", "same(l.email, r.emial)");
        replace(model, "keys: [national_id]", "keys: ['size(national_id)']");
        Ended ended = run("check", "--config", config.toString());
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(ended.err())
                .contains("conf/identity/default.yaml:")
                .contains("did you mean 'email'?")
                .contains("the expression gives int, and a list of texts is needed here");
    }

    @Test
    void anEmptyHouseSaysWhatToDo() {
        Ended ended = run(
                "run",
                "--config",
                Houses.INSTALL.toString(),
                "--home",
                folder.resolve("empty").toString());
        assertThat(ended.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(ended.err()).contains("Nothing has been delivered", "cure:").doesNotContain("\tat ");
        Ended asked = run(
                "status",
                "--config",
                Houses.INSTALL.toString(),
                "--home",
                folder.resolve("empty").toString());
        assertThat(asked.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(asked.err()).contains("The lake is empty");
        Ended one = run(
                "run",
                "--job",
                "core.patient",
                "--config",
                Houses.INSTALL.toString(),
                "--home",
                folder.resolve("empty").toString());
        assertThat(one.code()).isEqualTo(ExitCode.INPUT.number());
        assertThat(one.err()).contains("The lake is empty");
    }

    @Test
    void readingAHouseThatIsNotThereLeavesNothing() {
        Path nowhere = folder.resolve("nowhere");
        for (String command : List.of("status", "dq check", "dq work list", "codes unmapped", "access verify")) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.addAll(List.of("--config", Houses.INSTALL.toString(), "--home", nowhere.toString()));
            Ended asked = run(words.toArray(String[]::new));
            assertThat(asked.code()).as(command).isEqualTo(ExitCode.INPUT.number());
            assertThat(asked.err()).as(command).contains("The lake is empty");
        }
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void aProposedFeedHasTheNameOfTheFileThatIsWrittenElseOfTheOneThatIsRead() throws IOException {
        Path from = folder.resolve("PAT_0131.csv");
        Files.writeString(from, "patient_id,birth_date\n1,1984-02-29\n");
        String[] read = {"feed", "new", "--from", from.toString(), "--config", Houses.INSTALL.toString()};
        assertThat(run(read).out()).contains("feed: pat\n", "folder: pat\n");
        Path out = folder.resolve("lab2.yaml");
        String[] write = java.util.Arrays.copyOf(read, read.length + 2);
        write[read.length] = "--out";
        write[read.length + 1] = out.toString();
        assertThat(run(write).code()).isZero();
        assertThat(Files.readString(out)).contains("feed: lab2\n", "folder: lab2\n");
    }

    @Test
    void aKeyringThatIsNotThereIsFoundByCheck() throws IOException {
        Path config = config();
        Path file = config.resolve("conf/charthouse.yaml");
        String section = "%nencryption:%n  key-file: %s%n  zones: {raw: phi-2026}%n".formatted(folder.resolve("none"));
        Files.writeString(file, Files.readString(file) + section);
        Ended ended = run("check", "--config", config.toString());
        assertThat(ended.code()).isNotZero();
        assertThat(ended.err()).contains("No keyring");
    }

    @Test
    void aFullDiskAndADamagedFileAreToldAsWhatTheyAre() {
        assertThat(Main.userError(new IllegalStateException(new IOException("No space left on device"))))
                .hasMessageContaining("The disk is full");
        assertThat(Main.userError(new IllegalStateException(new TagVerificationException("GCM tag check failed"))))
                .hasMessageContaining("damaged or was changed");
        assertThat(Main.userError(new ParquetCryptoRuntimeException("no key"))).hasMessageContaining("are encrypted");
        assertThat(Main.userError(new IllegalStateException("a defect"))).isNull();
    }

    @Test
    void theHashOfAConfigurationIsThatOfItsFilesNotOfWhatEditorsLeave() throws IOException {
        House house = House.open(config(), folder.resolve("h"));
        String before = ConfigurationHash.of(house);
        Files.write(house.config().resolve("conf/.charthouse.yaml.swp"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(ConfigurationHash.of(house)).isEqualTo(before);
        Files.write(house.config().resolve("conf/logo.png"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(ConfigurationHash.of(house)).isNotEqualTo(before);
    }

    @Test
    void theDictionaryNamesEveryTableOfTheContracts() throws IOException {
        Path out = folder.resolve("docs");
        assertThat(run("docs", "--config", Houses.INSTALL.toString(), "--out", out.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(out.resolve("README.md")))
                .contains("core.patient", "mart.chronic_prevalence", "extract.encounter");
        assertThat(Files.readString(out.resolve("core.md"))).contains("`person_id`", "Refers to `");
    }

    private Path config() {
        Path config = folder.resolve("config");
        Houses.copy(Houses.INSTALL.resolve("conf"), config.resolve("conf"));
        Houses.copy(Houses.INSTALL.resolve("schemas"), config.resolve("schemas"));
        return config;
    }

    private static void replace(Path file, String what, String by) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, by));
    }

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
