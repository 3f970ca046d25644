package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.charthouse.FhirValidation;
import org.charthouse.TinyHouse;
import org.charthouse.error.ExitCode;
import org.charthouse.lake.AccessLine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of measures of every scoring, out of a lake as MeasureReports. */
class MeasureReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUMMARIES = "MeasureReport.summary.000.ndjson";
    private static final String INDIVIDUALS = "MeasureReport.individual.000.ndjson";

    @TempDir
    private static Path home = Path.of("");

    @BeforeAll
    static void measuresOfEveryScoringAreCounted() {
        MeasureLake.whole().publish(home);
    }

    private static Path report(String folder, String... more) {
        Path out = home.resolve(folder);
        assertThat(Reported.run(home, out, more)).startsWith("0 ");
        return out;
    }

    @Test
    void theValidatorFindsNothingInReportsOfEveryKindAndSomethingInABrokenOne() throws IOException {
        Path out = report("valid", "--individual", "--reporter", "North Clinic");
        List<String> lines = new ArrayList<>(Files.readAllLines(out.resolve(SUMMARIES)));
        assertThat(lines).hasSize(7);
        String broken = lines.get(0).replace("\"complete\"", "\"ready\"").replace("\"group\"", "\"grupp\"");
        assertThat(FhirValidation.errors(broken)).isNotEmpty();
        List<String> individuals = Files.readAllLines(out.resolve(INDIVIDUALS));
        assertThat(individuals).hasSize(305);
        individuals.stream()
                .filter(line -> line.contains("evaluatedResource") || line.contains("no_id"))
                .forEach(lines::add);
        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines) {
            assertThat(FhirValidation.errors(line)).as(line).isEmpty();
        }
    }

    @Test
    void aSummaryTellsWhatIsCountedByCodeAndWhatMustBeKnown() throws IOException {
        List<JsonNode> reports =
                Reported.reports(report("told", "--reporter", "North Clinic").resolve(SUMMARIES));
        JsonNode ratio = Reported.of(reports, "Ratio");
        assertThat(ratio.path("type").asText()).isEqualTo("summary");
        assertThat(ratio.path("measure").asText()).isEqualTo("https://example.org/Measure/Ratio|1.0");
        assertThat(ratio.path("date").asText()).isEqualTo("1970-01-01");
        assertThat(ratio.path("reporter").path("display").asText()).isEqualTo("North Clinic");
        assertThat(ratio.path("period").toString()).isEqualTo("""
                {"start":"2025-01-01","end":"2025-12-31"}""");
        assertThat(ratio.path("improvementNotation")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("decrease");
        assertThat(Reported.of(reports, "Proportion").path("text").path("div").asText())
                .contains("Of Proportion (Proportion) 1.0, 2025-01-01 to 2025-12-31")
                .contains("value set &lt;A &amp; B&gt; is not here");
        assertThat(Reported.of(reports, "Cohort").path("text").path("div").asText())
                .contains("Persons without a result, who are not counted: fewer than 11.");
    }

    @Test
    void eachScoringHasItsPopulationsAndScore() throws IOException {
        List<JsonNode> reports = Reported.reports(report("scorings").resolve(SUMMARIES));
        assertThat(Reported.counts(Reported.of(reports, "Ratio").path("group").path(0)))
                .isEqualTo("initial-population=60 denominator=60 numerator=15 0.25");
        assertThat(Reported.counts(Reported.of(reports, "Mean").path("group").path(0)))
                .isEqualTo("initial-population=60 measure-population=60 125.5");
        assertThat(Reported.counts(Reported.of(reports, "Cohort").path("group").path(0)))
                .isEqualTo("initial-population=60");
        assertThat(Reported.counts(Reported.of(reports, "Nobody").path("group").path(0)))
                .isEqualTo("initial-population=0 denominator=0 numerator=0");
        assertThat(Reported.of(reports, "Episodes").path("group")).hasSize(2);
        assertThat(Reported.of(reports, "Episodes").has("improvementNotation")).isFalse();
    }

    @Test
    void smallCellsAreMaskedUnlessTheyMustBeReported() throws IOException {
        List<JsonNode> masked = Reported.reports(report("masked").resolve(SUMMARIES));
        assertThat(Reported.counts(Reported.of(masked, "Few").path("group").path(0)))
                .isEqualTo("initial-population=- denominator=- numerator=- -");
        JsonNode proportion = Reported.of(masked, "Proportion");
        assertThat(Reported.counts(proportion.path("group").path(0)))
                .isEqualTo("initial-population=- denominator=- denominator-exclusion=- numerator=30 0.526315789");
        assertThat(Reported.stratum(proportion, "sex", "unknown"))
                .isEqualTo("initial-population=- denominator=- denominator-exclusion=- numerator=- -");
        assertThat(Reported.stratum(Reported.of(masked, "Ratio"), "Half", "first"))
                .startsWith("initial-population=- ");
        List<JsonNode> all = Reported.reports(report("all", "--small-cells").resolve(SUMMARIES));
        assertThat(Reported.counts(Reported.of(all, "Few").path("group").path(0)))
                .isEqualTo("initial-population=5 denominator=5 numerator=2 0.4");
        assertThat(Reported.stratum(Reported.of(all, "Proportion"), "sex", "unknown"))
                .isEqualTo("initial-population=3 denominator=3 denominator-exclusion=0 numerator=0 0");
        assertThat(new TinyHouse(home).rows("ops.access", "command", "query_sha256"))
                .contains("measure report " + AccessLine.sha256("charthouse measure report --small-cells"));
    }

    @Test
    void aPersonIsTheGoldenRecordAndEvidenceNamesSourceAndPopulations() throws IOException {
        Path out = report("persons", "--individual", "--measure", "Proportion");
        List<JsonNode> reports = Reported.reports(out.resolve(INDIVIDUALS));
        assertThat(reports).hasSize(60);
        JsonNode fourth = reports.stream()
                .filter(report ->
                        report.path("subject").path("reference").asText().equals("Patient/pt4"))
                .findFirst()
                .orElseThrow();
        assertThat(fourth.path("type").asText()).isEqualTo("individual");
        assertThat(fourth.path("subject").path("identifier").toString())
                .isEqualTo("{\"value\":\"pt4\",\"assigner\":{\"display\":\"clinic\"}}");
        assertThat(Reported.counts(fourth.path("group").path(0)))
                .isEqualTo("initial-population=1 denominator=1 denominator-exclusion=0 numerator=1");
        List<String> evidence = new ArrayList<>();
        for (JsonNode each : fourth.path("evaluatedResource")) {
            evidence.add(each.path("reference").asText("none") + " "
                    + each.path("identifier").path("assigner").path("display").asText() + " "
                    + String.join(" ", each.path("extension").findValuesAsText("valueString")));
        }
        assertThat(evidence)
                .containsExactly(
                        "Encounter/e1 clinic group-1-denominator group-1-numerator",
                        "none lab group-1-denominator",
                        "Observation/o1 clinic group-1-numerator");
        assertThat(fourth.path("group").path(0).path("population").findValuesAsText("id"))
                .contains("group-1-denominator", "group-1-numerator");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve(INDIVIDUALS))))
                .isEqualTo("rw-------");
        assertThat(JSON.readTree(out.resolve("manifest.json").toFile())
                        .path("output")
                        .toString())
                .isEqualTo("""
                [{"type":"MeasureReport","url":"MeasureReport.summary.000.ndjson","count":1},\
                {"type":"MeasureReport","url":"MeasureReport.individual.000.ndjson","count":60}]""");
        assertThat(new TinyHouse(home).rows("ops.access", "command", "count_row", "array_join(tables_read, ',')"))
                .contains("measure report 61 identity.golden_record,mart.measure_rate,measure.catalog,"
                        + "measure.evidence,measure.failure,measure.person_result,measure.summary");
    }

    @Test
    void theSameStateMakesTheSameBytes() throws IOException {
        Path once = report("once", "--individual");
        Path again = report("again", "--individual");
        try (Stream<Path> files = Files.list(once)) {
            for (Path file : files.toList()) {
                assertThat(Files.mismatch(file, again.resolve(Objects.requireNonNull(file.getFileName()))))
                        .as(file.toString())
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void whatThereIsNotIsToldWithWhatThereIs() {
        assertThat(Reported.run(home, home.resolve("x"), "--measure", "Proportoin"))
                .startsWith(ExitCode.INPUT.number() + " ")
                .contains("There is no measure 'Proportoin'", "did you mean 'Proportion'?");
        assertThat(Reported.run(home, home.resolve("x"), "--measure", "Refused"))
                .contains("The measure 'Refused' is refused", "Library X is missing");
        assertThat(Reported.run(home, home.resolve("x"), "--period", "2024-01-01/2024-12-31"))
                .startsWith(ExitCode.INPUT.number() + " ")
                .contains("No measure was counted over 2024-01-01/2024-12-31", "over 2025-01-01/2025-12-31");
        assertThat(Reported.run(home, home.resolve("x"), "--period", "2024"))
                .contains("'2024' is no measurement period");
        assertThat(Reported.run(home, home.resolve("lake")))
                .startsWith(ExitCode.INPUT.number() + " ")
                .contains("name a folder that is empty");
        assertThat(home.resolve("x")).doesNotExist();
    }

    @Test
    void aLakeWithoutMeasuresSaysSo(@TempDir Path other) {
        assertThat(Reported.run(other.resolve("empty"), other.resolve("x")))
                .startsWith(ExitCode.INPUT.number() + " ")
                .contains("The lake is empty");
        new MeasureLake().publish(other.resolve("none"));
        assertThat(Reported.run(other.resolve("none"), other.resolve("x")))
                .startsWith(ExitCode.INPUT.number() + " ")
                .contains("No measures are counted");
    }
}
