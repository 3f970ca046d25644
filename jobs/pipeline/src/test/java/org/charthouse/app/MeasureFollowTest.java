package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charthouse.TinyHouse;
import org.charthouse.measure.MeasureJob;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.RunReport;
import org.charthouse.spec.MeasuresSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures follow what is delivered: those persons are counted again to whom something happened, with the same results. */
class MeasureFollowTest {

    private static final List<String> JOBS = List.of(
            "ingest",
            "fhir.patient",
            "fhir.encounter",
            "fhir.observation",
            "fhir.condition",
            "fhir.location",
            "identity");
    private static final List<String> TABLES =
            List.of("person_result", "observation", "evidence", "stratum", "care", "failure");
    private static final String PERIOD = "2025-01-01/2025-12-31";

    private static final String FIRST = "facility_b/2026-01-01/";
    private static final String LATER = "facility_b/2026-02-01/";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private static String patient(int number) {
        return "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"gender\":\"female\",\"birthDate\":\"19%d-05-01\",\"name\":[{\"family\":\"Family%d\",\"given\":[\"Given%d\"]}]}\n"
                .formatted(number, 50 + number, number, number);
    }

    private static String visit(int number) {
        return "{\"resourceType\":\"Encounter\",\"id\":\"v%d\",\"status\":\"finished\",\"subject\":{\"reference\":\"Patient/p%d\"},\"class\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"AMB\"},\"period\":{\"start\":\"2025-03-0%dT10:00:00Z\",\"end\":\"2025-03-0%dT10:30:00Z\"}}\n"
                .formatted(number, number, number, number);
    }

    private static String smoking(int number, String status) {
        return "{\"resourceType\":\"Observation\",\"id\":\"o%d\",\"status\":\"%s\",\"subject\":{\"reference\":\"Patient/p%d\"},\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"72166-2\"}]},\"effectiveDateTime\":\"2025-03-0%dT10:10:00Z\",\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"266919005\"}]}}\n"
                .formatted(number, status, number, number);
    }

    private static String lines(java.util.function.IntFunction<String> line, int... numbers) {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            text.append(line.apply(number));
        }
        return text.toString();
    }

    private static void landFirst(TinyHouse house) {
        house.land(FIRST + "Patient.ndjson", lines(MeasureFollowTest::patient, 1, 2, 3, 4, 5, 6, 7, 8));
        house.land(FIRST + "Encounter.ndjson", lines(MeasureFollowTest::visit, 1, 2, 3, 4, 5, 6, 7));
        house.land(FIRST + "Observation.ndjson", lines(number -> smoking(number, "final"), 1, 2, 3));
    }

    /** The answer of the first turns out an error, the fourth's comes late, and the eighth is seen at last. */
    private static void landLater(TinyHouse house) {
        house.land(LATER + "Encounter.ndjson", visit(8));
        house.land(LATER + "Observation.ndjson", smoking(1, "entered-in-error") + smoking(4, "final"));
    }

    private static RunReport run(TinyHouse house, MeasuresSpec settings) {
        List<Job> jobs = new ArrayList<>(List.of(Houses.jobs(JOBS)));
        jobs.add(new MeasureJob(house.specs(), settings));
        return house.run(jobs.toArray(Job[]::new));
    }

    private static MeasuresSpec settings(int smallCell) {
        return new MeasuresSpec(
                Houses.INSTALL.resolve("conf/measures"), List.of(PERIOD), 0, smallCell, new TreeMap<>(), List.of());
    }

    private static String note(RunReport report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.job().name().equals("measures"))
                .map(outcome -> outcome.report().note())
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, List<String>> content(TinyHouse house) {
        Map<String, List<String>> content = new LinkedHashMap<>();
        for (String table : TABLES) {
            content.put(table, house.rows("measure." + table, "to_json(struct(*))"));
        }
        return content;
    }

    @Test
    void onlyPersonsToWhomSomethingHappenedAreCountedAgainAndTheResultIsThatOfAFullRun() {
        TinyHouse followed = new TinyHouse(folder.resolve("followed"));
        landFirst(followed);
        run(followed, settings(11));
        List<String> before = tobacco(followed);
        landLater(followed);
        assertThat(note(run(followed, settings(11)))).contains("3 persons affected");
        assertThat(tobacco(followed)).isNotEqualTo(before).containsExactly("8 3");

        Map<String, List<String>> incremental = content(followed);
        RunReport whole = followed.run(new MeasureJob(followed.specs(), settings(12)));
        assertThat(note(whole)).as("other settings, so all are counted").doesNotContain("affected");
        assertThat(incremental).isEqualTo(content(followed));
    }

    /** Persons in the initial population, and in the numerator. */
    private static List<String> tobacco(TinyHouse house) {
        List<String> counts = house.rows(
                "measure.person_result",
                "if(measure_name = 'CharthouseTobaccoScreening' AND group_number = 1, population_code, '')",
                "member_count");
        return List.of(counts.stream().filter("initial-population 1"::equals).count() + " "
                + counts.stream().filter("numerator 1"::equals).count());
    }
}
