package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.charthouse.error.ExitCode;
import org.charthouse.key.Keyring;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A house with encrypted zones, in a process of its own whose Spark logs at INFO, is given extracts with unusual identifiers,
 * malformed lines, a file without a header and queries that fail; then everything it printed, logged, planned and left
 * behind is searched for them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("endurance")
class PrivacyTest {

    private static final List<String> PLANTED = List.of(
            "Quetzalcoatlis",
            "987-65-4321",
            "555-019-7431",
            "Zzyzxwright",
            "Vanderquack",
            "987-65-4322",
            "555-019-7432",
            "Featherstonehaugh",
            "987-65-4323");

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private Path home = Path.of("");
    private Path out = Path.of("");

    @BeforeAll
    void runOnce() throws IOException, InterruptedException {
        home = folder.resolve("house");
        out = Files.createDirectory(folder.resolve("out"));
        Houses.copy(Houses.extracts().resolve("landing"), home.resolve("landing"));
        plant(home.resolve("landing/facility_a/2026-01-31"), home.resolve("landing/facility_b/2026-01-31"));
        Path config = folder.resolve("config");
        Houses.copy(Houses.INSTALL.resolve("conf"), config.resolve("conf"));
        Houses.copy(Houses.INSTALL.resolve("schemas"), config.resolve("schemas"));
        Keyring.add(folder.resolve("keyring"), "phi-1");
        Files.writeString(config.resolve("conf/charthouse.yaml"), """

                encryption:
                  key-file: ../keyring
                  zones: {raw: phi-1, fhir: phi-1, identity: phi-1, core: phi-1, dq: phi-1, ops: phi-1}
                """, StandardOpenOption.APPEND);
        assertThat(process(config)).isZero();
    }

    @Test
    void everyCommandEndsAsItShould() {
        for (String step : List.of("run", "status", "list", "show", "masked", "UNMASKED", "SQL", "literal", "verify")) {
            assertThat(code(step)).as(step + err(step)).isZero();
        }
        for (String step : List.of("cast", "divide", "drop", "set", "insert", "path", "negative", "unknown")) {
            assertThat(code(step)).as(step + err(step)).isEqualTo(ExitCode.USAGE.number());
            assertThat(err(step)).contains("reason:", "cure:").doesNotContain("\tat ", "defect");
        }
        assertThat(err("cast")).contains("The query fails on a row", "cast invalid input");
        assertThat(err("divide")).contains("divide by zero");
        assertThat(err("set")).contains("Only queries are answered");
        assertThat(err("unknown")).contains("did you mean 'quotes'?");
        assertThat(code("keyless")).as(err("keyless")).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(err("keyless")).contains("Tables of this lake are encrypted");
        assertThat(code("failing")).as(err("failing")).isEqualTo(ExitCode.BUG.number());
    }

    @Test
    void whatIsAskedForIsShownAndOnlyThen() {
        assertThat(text("UNMASKED.out")).contains("Vanderquack", "987-65-4322");
        assertThat(text("SQL.out")).contains("Quetzalcoatlis", "555-019-7431");
        assertThat(text("masked.out"))
                .contains("xxxxxxxxxxx,999-99-9999,\"xxxxxxxxxx")
                .contains("\"resourceType\":");
        assertThat(text("status.out"))
                .contains("phi-1", "0 tables of encrypted zones have files that are not under their key");
    }

    @Test
    void noIdentifierIsOutsideTheDataAndNoKeyOutsideTheKeyring() throws IOException {
        List<String> secrets = new ArrayList<>(PLANTED);
        secrets.add(Files.readString(folder.resolve("keyring"))
                .lines()
                .toList()
                .get(1)
                .substring("phi-1 = ".length()));
        List<Path> searched = files(folder).stream()
                .filter(file -> !file.startsWith(home.resolve("landing")))
                .filter(file -> !file.equals(folder.resolve("keyring")))
                .filter(file -> !file.equals(out.resolve("SQL.out")) && !file.equals(out.resolve("UNMASKED.out")))
                .toList();
        assertThat(searched)
                .as("log, plans, Delta's log and reports are among them")
                .contains(out.resolve("spark.log"), out.resolve("plans"))
                .anyMatch(file -> file.toString().contains("_delta_log"))
                .anyMatch(file -> file.startsWith(home.resolve("reports")));
        assertThat(Files.size(out.resolve("plans"))).isGreaterThan(100_000);
        assertThat(holdsAny(out.resolve("spark.log"), List.of(" INFO "))).isTrue();
        assertThat(holdsAny(out.resolve("spark.log"), List.of("Literalworth"))).isFalse();
        assertThat(searched.stream().filter(file -> holdsAny(file, secrets))).isEmpty();
    }

    @Test
    void everyDataFileOfAnEncryptedZoneIsEncrypted() {
        List<Path> data = files(home.resolve("lake")).stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .filter(file -> !file.toString().contains("_delta_log"))
                .filter(file -> !file.startsWith(home.resolve("lake/mart")))
                .toList();
        assertThat(data).hasSizeGreaterThan(20);
        assertThat(data.stream().filter(file -> !isEncrypted(file))).isEmpty();
    }

    @Test
    void foldersAreClosedWhateverTheUmaskAndNothingOfSparkIsLeft() throws IOException {
        for (String closed : List.of("lake", "lake/raw", "lake/core", "lake/ops", "reports", "tmp")) {
            assertThat(rights(home.resolve(closed))).as(closed).isEqualTo("rwx------");
        }
        assertThat(files(home.resolve("lake/core")).stream().map(PrivacyTest::rights))
                .isNotEmpty()
                .allMatch(rights -> rights.endsWith("------"));
        try (Stream<Path> left = Files.list(home.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aPersonsDecisionsAboutQuarantineAreKept() {
        assertThat(text("list.out")).contains("quotes", "open", "patient.2.csv", "refused");
        assertThat(text("dry.out")).matches("(?s)\\d+ lines would be discarded\\s*");
        assertThat(text("discard.out")).matches("(?s)[1-9]\\d* lines are discarded\\s*");
        assertThat(text("retry.out")).startsWith("0 lines and 1 files will be read again");
        assertThat(text("after.out")).contains("discarded").containsPattern("patient\\.2\\.csv +retry");
    }

    @Test
    void eachAnswerHasItsLineInTheAccessLog() {
        List<String> lines = text("access.out").lines().skip(2).toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).contains("quarantine show --unmask", "call the vendor", "raw.quarantine", "shown");
        assertThat(lines.get(1)).contains("sql", "letters", "core.patient", "shown");
        assertThat(lines.get(3)).contains("failed");
        assertThat(text("verify.out")).contains("The access log is as it was written");
    }

    private static void plant(Path csv, Path fhir) throws IOException {
        replace(csv.resolve("patient.csv"), "Kuvalis", "Quetzalcoatlis");
        replace(csv.resolve("patient.csv"), "999-93-4678", "987-65-4321");
        replace(csv.resolve("patient.csv"), "555-588-6145", "555-019-7431");
        replace(fhir.resolve("Patient.ndjson"), "\"family\":\"[^\"]*\"", "\"family\":\"Zzyzxwright\"");
        append(csv.resolve("encounter.csv"), "Vanderquack,987-65-4322,\"unbalanced\n");
        append(
                fhir.resolve("Observation.ndjson"),
                "{\"resourceType\":\"Observation\",\"note\":\"Vanderquack 555-019-7432\n");
        Files.writeString(csv.resolve("patient.2.csv"), "7,MRN7,987-65-4323,Featherstonehaugh,Ann\n");
    }

    private static void replace(Path file, String what, String by) throws IOException {
        String text = Files.readString(file);
        String replaced = text.replaceFirst(what, by);
        assertThat(replaced).isNotEqualTo(text);
        Files.writeString(file, replaced);
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line, StandardOpenOption.APPEND);
    }

    private int process(Path config) throws IOException, InterruptedException {
        Path log4j = Files.writeString(folder.resolve("log4j2.properties"), """
                rootLogger.level = info
                rootLogger.appenderRef.f.ref = file
                appender.file.name = file
                appender.file.type = File
                appender.file.fileName = %s
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %%d %%p %%c %%m%%n
                """.formatted(out.resolve("spark.log")));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> each.startsWith("--add-opens") || each.startsWith("-XX") || each.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Duser.timezone=UTC",
                "-Dcharthouse.install=" + Houses.INSTALL,
                "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                "-Dlog4j2.configurationFile=" + log4j,
                "-Dspark.sql.queryExecutionListeners=" + PlanRecorder.class.getName(),
                "-D" + PlanRecorder.FILE + "=" + out.resolve("plans"),
                "-cp",
                System.getProperty("java.class.path"),
                PrivacyProbe.class.getName(),
                out.toString(),
                home.toString(),
                config.toString()));
        File printed = out.resolve("process.txt").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed)
                .start()
                .waitFor();
    }

    private int code(String step) {
        return Integer.parseInt(text(step + ".code"));
    }

    private String err(String step) {
        return text(step + ".err");
    }

    private String text(String name) {
        return bytes(out.resolve(name));
    }

    private static boolean holdsAny(Path file, List<String> secrets) {
        String text = bytes(file);
        return secrets.stream().anyMatch(text::contains);
    }

    private static boolean isEncrypted(Path file) {
        String text = bytes(file);
        return text.startsWith("PARE") && text.endsWith("PARE");
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path below) {
        try (Stream<Path> walk = Files.walk(below)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
