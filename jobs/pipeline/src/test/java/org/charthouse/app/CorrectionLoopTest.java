package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.app.CorrectionCounts.Count;
import org.charthouse.dq.CorrectionJob;
import org.charthouse.dq.RuleBook;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.JobOutcome;
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

/** A facility sends temperatures in degrees Fahrenheit and calls them Celsius; the loop is gone through once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CorrectionLoopTest {

    private static final Set<String> JOBS = Set.of(
            "ingest",
            "fhir.encounter",
            "fhir.patient",
            "fhir.observation",
            "identity",
            "core.encounter",
            "core.patient",
            "core.vital_sign",
            "corrections");
    /** The place of rows_violating in a row of dq.result. */
    private static final int VIOLATING = 9;

    private static final String NAME = "facility_b_temperature";
    private static final String LATE = "facility_b/2026-02-28/Observation.ndjson";
    private static final String LATER = "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"status\":\"final\","
            + "\"category\":[{\"coding\":[{\"code\":\"vital-signs\","
            + "\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\"}]}],"
            + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8310-5\"}]},"
            + "\"subject\":{\"reference\":\"Patient/1\"},\"effectiveDateTime\":\"2026-02-01T08:00:00Z\","
            + "\"valueQuantity\":{\"value\":%s,\"unit\":\"Cel\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"Cel\"}}\n";
    private static final String CORRECTION = """
            correction: facility_b_temperature
            resource: Observation
            sources: [facility_b]
            where: array_contains(code.coding.code, '8310-5')
            changes:
              - kind: unit
                paths: [valueQuantity]
                with: {from: [Cel], to: '[degF]'}
            reason: thermometers show Fahrenheit, the interface says Celsius
            approved-by: data steward
            approved-on: 2026-02-02
            """;

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private final Map<String, String> sent = new TreeMap<>();
    private List<String> others = List.of();
    private int planted;

    @Test
    @Order(1)
    void theRuleFindsThePlantedMixUp() throws IOException {
        Houses.copy(Houses.INSTALL.resolve("conf"), folder.resolve("config/conf"));
        Houses.copy(Houses.INSTALL.resolve("schemas"), folder.resolve("config/schemas"));
        Files.createDirectories(folder.resolve("config/conf/corrections"));
        plant();
        assertThat(planted).isPositive();
        assertThat(run(RunOrder.usual()).published()).isTrue();
        assertThat(failing()).isEqualTo(planted);
        assertThat(rows("fhir.observation", "corrections IS NOT NULL")).isEmpty();
        assertThat(lake().exists(CorrectionJob.TABLE))
                .as("a house without corrections writes no table of them")
                .isFalse();
        sent.putAll(contents("corrections IS NULL"));
        others = rows("fhir.observation", "NOT " + MEANT);
    }

    @Test
    @Order(2)
    void aTrialTellsWhatAFileWouldChangeAndWritesNothing() throws IOException {
        Files.writeString(file(), CORRECTION);
        long before = Houses.commits(folder.resolve("home/lake"));
        assertThat(new CorrectionCounts(house(), lake()).trial(Set.of(NAME)))
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.source()).isEqualTo("facility_b");
                    assertThat(count.corrected()).isEqualTo(planted);
                    assertThat(count.held()).isEqualTo(sent.size());
                });
        assertThat(Houses.commits(folder.resolve("home/lake"))).isEqualTo(before);
    }

    @Test
    @Order(3)
    void theNextRunHasNoFailuresATraceAndAllElseAsItWas() {
        RunReport report = run(RunOrder.usual());
        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.state() == JobOutcome.State.DONE)
                .extracting(outcome -> outcome.job().name())
                .containsExactlyInAnyOrder("fhir.observation", "core.vital_sign", "corrections");
        assertThat(failing()).isZero();
        assertThat(rows("fhir.observation", "corrections = array('" + NAME + "')"))
                .hasSize(planted);
        assertThat(rows("fhir.observation", MEANT + " AND valueQuantity.code = '[degF]'"))
                .hasSize(planted);
        assertThat(rows("fhir.observation", "NOT " + MEANT)).isEqualTo(others);
        assertThat(counts()).containsExactly(new Count(NAME, "Observation", "facility_b", planted, sent.size()));
        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.job() instanceof CorrectionJob)
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.report().note())
                            .isEqualTo(NAME + " corrects " + planted + " of " + sent.size()
                                    + " Observation rows of facility_b");
                    assertThat(outcome.report().advice()).isEmpty();
                });
    }

    @Test
    @Order(4)
    void aRowThatComesLaterIsCorrectedAsInAFullRun() throws IOException {
        Path late = folder.resolve("home/landing").resolve(LATE);
        Files.createDirectories(late.getParent());
        Files.writeString(late, LATER.formatted("late", "98.60") + LATER.formatted("worse", "\"warm\""));
        run(RunOrder.usual());
        assertThat(counts()).extracting(Count::corrected).containsExactly(planted + 2L);
        assertThat(rows("fhir.observation", "id = 'late' AND valueQuantity.value = '98.60'"))
                .hasSize(1);
        Map<String, String> hashes = Houses.hashes(house(), Set.of("fhir", "core", "dq"));
        Map<String, String> named = contents("true");
        run(new RunOrder(true, Set.of(), Optional.empty()));
        assertThat(Houses.hashes(house(), Set.of("fhir", "core", "dq"))).isEqualTo(hashes);
        assertThat(contents("true")).isEqualTo(named);
    }

    @Test
    @Order(5)
    void aCorrectionThatChangesNothingIsToldWithItsCure() throws IOException {
        Files.writeString(
                file().resolveSibling("idle.yaml"),
                CORRECTION.replace(NAME, "idle").replace("[Cel]", "[K]").replace("'8310-5'", "'8310-6'"));
        RunReport report = run(RunOrder.usual());
        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.job() instanceof CorrectionJob)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.report().advice())
                        .singleElement()
                        .asString()
                        .contains("'idle' changes nothing", "remove conf/corrections/idle.yaml"));
        assertThat(counts()).extracting(Count::corrected).containsExactly(planted + 2L, 0L);
    }

    @Test
    @Order(6)
    void withoutTheFileAllIsAsItWasSent() throws IOException {
        Files.delete(file());
        Files.delete(file().resolveSibling("idle.yaml"));
        run(RunOrder.usual());
        assertThat(failing()).isEqualTo(planted + 1);
        assertThat(rows("fhir.observation", "corrections IS NOT NULL")).isEmpty();
        assertThat(contents("id NOT IN ('late', 'worse')")).isEqualTo(sent);
        assertThat(counts()).isEmpty();
    }

    private static final String MEANT = "array_contains(code.coding.code, '8310-5')";

    /** All of the synthetic patients and observations of the facility, its temperatures in the other unit. */
    private void plant() throws IOException {
        Path from = Houses.extracts().resolve("landing/facility_b/2026-01-31");
        Path to = folder.resolve("home/landing/facility_b/2026-01-31");
        Files.createDirectories(to);
        for (String file : List.of("Patient.ndjson", "Encounter.ndjson")) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(from.resolve("Observation.ndjson"))) {
            boolean isMeant = line.contains("\"8310-5\"") && !lines.contains(line);
            lines.add(isMeant ? inFahrenheit(line) : line);
        }
        Files.write(to.resolve("Observation.ndjson"), lines);
    }

    private String inFahrenheit(String line) {
        Matcher value = Pattern.compile("\"value\":([0-9.]+),").matcher(line);
        if (!value.find()) {
            return line;
        }
        planted++;
        BigDecimal degrees =
                new BigDecimal(value.group(1)).multiply(new BigDecimal("1.8")).add(new BigDecimal("32"));
        return line.substring(0, value.start()) + "\"value\":" + degrees + "," + line.substring(value.end());
    }

    private static Path file() {
        return folder.resolve("config/conf/corrections/" + NAME + ".yaml");
    }

    private static House house() {
        return House.open(folder.resolve("config"), folder.resolve("home"));
    }

    private static Lake lake() {
        return Houses.lake(house());
    }

    private static RunReport run(RunOrder order) {
        House house = house();
        JobGraph graph = new JobGraph(new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> JOBS.contains(job.name()))
                        .toList());
        return new Runner(house.specs(), lake(), house.folders(), RunListener.SILENT, Clock.systemUTC())
                .run(graph, order, () -> LocalDate.parse("2026-02-28"));
    }

    private static Dataset<Row> published(String table) {
        TableName name = TableName.of(table);
        return lake().read(
                        name,
                        Objects.requireNonNull(house().manifest(lake()).tables().get(name)));
    }

    /** Rows that break the rule, as it judges what is published. */
    private static int failing() {
        RuleBook rule = new RuleBook(house().specs()).only((table, name) -> name.equals("temperature_range"));
        return new Judgements(house(), lake())
                .now(rule).stream()
                        .mapToInt(row -> (int) row.getLong(VIOLATING))
                        .sum();
    }

    private static List<Count> counts() {
        return new CorrectionCounts(house(), lake()).inForce();
    }

    /** Which rows meet a condition, and since when they are as they are. */
    private static List<String> rows(String table, String condition) {
        return published(table)
                .filter(condition)
                .selectExpr("concat_ws(' ', id, row_hash, changed_in)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    /** The content of observations, by id. */
    private static Map<String, String> contents(String condition) {
        Map<String, String> contents = new TreeMap<>();
        published("fhir.observation")
                .filter(condition)
                .selectExpr("id", "concat_ws(' ', row_hash, to_json(valueQuantity), to_json(corrections))")
                .collectAsList()
                .forEach(row -> contents.put(row.getString(0), row.getString(1)));
        return contents;
    }
}
