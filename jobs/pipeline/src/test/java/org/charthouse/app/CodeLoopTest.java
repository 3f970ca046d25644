package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.charthouse.error.ExitCode;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Runner;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A hospital's own codes are mapped by a person, and a table of codes of a new year is taken in, by files alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CodeLoopTest {

    private static final Set<String> JOBS = Set.of(
            "ingest", "fhir.patient", "fhir.condition", "identity", "core.patient", "core.condition", "core.code");
    private static final String OWN = "urn:hospital:diagnoses";
    private static final String ICD10 = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String DAY = "facility_b/2025-11-30";

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    @Test
    @Order(0)
    void aStateWithoutCodesHasAnEmptyList() throws IOException {
        Houses.copy(Houses.INSTALL.resolve("conf"), folder.resolve("config/conf"));
        Houses.copy(Houses.INSTALL.resolve("schemas"), folder.resolve("config/schemas"));
        run();
        assertThat(command("codes", "unmapped").text()).contains("0 codes");
    }

    @Test
    @Order(1)
    void codesThatNobodyKnowsAreListedThoseOfMostRowsFirst() throws IOException {
        land();
        run();
        assertThat(command("codes", "unmapped", "--out", work().toString()).text())
                .contains("2 codes in")
                .containsPattern("core.condition +6 +2 +33.33");
        assertThat(Files.readAllLines(work()))
                .containsExactly(
                        "code_system,code,display,rows,tables,reason,normalized_system,normalized_code,reviewed_by,reviewed_on",
                        OWN + ",HTN,High pressure,3,core.condition,unmapped,,,,",
                        OWN + ",'-ODD,'=1+1,1,core.condition,unmapped,,,,");
        assertThat(command("codes", "unmapped", "--least", "2").text())
                .contains("HTN", "1 codes")
                .doesNotContain("ODD");
    }

    @Test
    @Order(2)
    void aListThatIsNotRightIsNotTakenIn() throws IOException {
        String open = Files.readString(work());
        Files.writeString(
                work(), open.replace("HTN,High pressure,3,core.condition,unmapped,,,,", "HTN,,3,,,,I10,Ann,"));
        assertThat(command("codes", "map", work().toString()))
                .satisfies(printed -> assertThat(printed.exit()).isEqualTo(ExitCode.CONFIGURATION.number()))
                .satisfies(printed -> assertThat(printed.text()).contains("codes.csv:2"));
        assertThat(reviewed()).doesNotExist();
        Files.writeString(
                work(),
                "\uFEFF"
                        + open.replace( // as a spreadsheet writes it
                                "HTN,High pressure,3,core.condition,unmapped,,,,",
                                "HTN,High pressure,3,core.condition,unmapped," + ICD10 + ",I10,Ann,2025-12-01"));
    }

    @Test
    @Order(3)
    void whatAPersonMappedRaisesTheCoverageOfTheNextRun() throws IOException {
        assertThat(command("codes", "map", work().toString(), "--dry-run").text())
                .contains("1 mappings would be in", "1 of them new; 1 lines are not mapped yet");
        assertThat(reviewed()).doesNotExist();
        assertThat(command("codes", "map", work().toString()).text()).contains("1 mappings are in");
        assertThat(Files.readString(reviewed())).contains(OWN + ",HTN," + ICD10 + ",I10,Ann,2025-12-01");
        assertThat(command("codes", "map", work().toString()).text()).contains("0 of them new");
        run();
        assertThat(command("codes", "unmapped").text())
                .contains("ODD", "1 codes")
                .doesNotContain("HTN")
                .containsPattern("core.condition +6 +5 +83.33");
        assertThat(rows("core.condition", "condition_mapping_method = 'mapped'", "condition_normalized_code"))
                .containsExactly("I10", "I10", "I10");
    }

    /** A year's file is put beside the others, 'codes try' says which entry to add, and rules know the codes of that year. */
    @Test
    @Order(4)
    void aTableOfANewYearNeedsAFileAndAnEntry() throws IOException {
        assertThat(command("dq", "check", "condition.icd10_code_known").text())
                .as("the starter knows that nothing goes below I10")
                .contains("failed");
        Path file = folder.resolve("config/conf/codes/icd10cm_order_2026.txt");
        Files.writeString(
                file,
                line(1, "I10", 0, "Essential hypertension") + line(2, "I1077", 1, "Hypertension of a year to come"));
        String tried = command("codes", "try", "icd10cm", file.toString(), "--from", "2025-10-01")
                .text();
        String entry = tried.lines()
                .dropWhile(line -> !line.startsWith("  - edition:"))
                .takeWhile(line -> line.startsWith("  "))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(entry).contains("effective-from: 2025-10-01", "sha256:");
        Files.writeString(folder.resolve("config/conf/codes/icd10cm.yaml"), entry, StandardOpenOption.APPEND);
        assertThat(command("dq", "check", "condition.icd10_code_known").text()).doesNotContain("failed");
        assertThat(command("codes", "show", "icd10cm", "I10.77").text()).contains("Hypertension of a year to come");
        assertThat(command("codes", "list").text()).contains("2025-10-01");
        run();
        assertThat(rows("core.code", "code_list = 'icd10cm' AND code = 'I10.77'", "edition"))
                .hasSize(1);
    }

    @Test
    @Order(5)
    void aFileThatWasExchangedIsToldByItsChecksum() throws IOException {
        Files.writeString(folder.resolve("config/conf/codes/icd10cm_order_2026.txt"), "\n", StandardOpenOption.APPEND);
        assertThat(command("check"))
                .satisfies(printed -> assertThat(printed.exit()).isNotZero())
                .satisfies(printed -> assertThat(printed.text()).contains("icd10cm_order_2026.txt", "its checksum is"));
    }

    /** A line in the form in which the order file is published. */
    private static String line(int number, String code, int isValid, String title) {
        return String.format("%05d %-7s %d %-60s %s%n", number, code, isValid, title, title);
    }

    private static void land() throws IOException {
        Path day = Files.createDirectories(folder.resolve("home/landing").resolve(DAY));
        Files.writeString(day.resolve("Patient.ndjson"), "{\"resourceType\":\"Patient\",\"id\":\"p\"}\n");
        Files.writeString(
                day.resolve("Condition.ndjson"),
                String.join(
                        "",
                        condition("1", OWN, "HTN", "High pressure"),
                        condition("2", OWN, "HTN", "High pressure"),
                        condition("3", OWN, "HTN", "High pressure"),
                        condition("4", OWN, "-ODD", "=1+1"),
                        condition("5", ICD10, "I10", "Hypertension"),
                        condition("6", ICD10, "I10.77", "Hypertension of a year to come")));
    }

    private static String condition(String id, String system, String code, String display) {
        return ("{\"resourceType\":\"Condition\",\"id\":\"%s\",\"subject\":{\"reference\":\"Patient/p\"},"
                        + "\"recordedDate\":\"2025-11-20\",\"code\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"%s}]}}\n")
                .formatted(id, system, code, display.isEmpty() ? "" : ",\"display\":\"" + display + "\"");
    }

    private static Path work() {
        return folder.resolve("codes.csv");
    }

    private static Path reviewed() {
        return folder.resolve("config/conf/terminology/mappings/reviewed.csv");
    }

    private static House house() {
        return House.open(folder.resolve("config"), folder.resolve("home"));
    }

    private static void run() {
        House house = house();
        JobGraph graph = new JobGraph(new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> JOBS.contains(job.name()))
                        .toList());
        RunReport report = new Runner(
                        house.specs(), Houses.lake(house), house.folders(), RunListener.SILENT, Clock.systemUTC())
                .run(graph, RunOrder.usual(), () -> LocalDate.parse("2025-11-30"));
        assertThat(report.published()).as("%s", report.outcomes()).isTrue();
    }

    /** Rows of a table in force, their columns side by side. */
    private static List<String> rows(String table, String condition, String... columns) {
        House house = house();
        Lake lake = Houses.lake(house);
        TableName name = TableName.of(table);
        return lake
                .read(name, Objects.requireNonNull(house.manifest(lake).tables().get(name)))
                .filter(condition)
                .selectExpr(columns)
                .collectAsList()
                .stream()
                .map((Row row) -> row.mkString(" "))
                .toList();
    }

    private static Printed command(String... command) {
        return Printed.by(Stream.concat(
                        Stream.of(command),
                        Stream.of(
                                "--home",
                                folder.resolve("home").toString(),
                                "--config",
                                folder.resolve("config").toString()))
                .toArray(String[]::new));
    }
}
