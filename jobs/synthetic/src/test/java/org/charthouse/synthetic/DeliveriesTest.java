package org.charthouse.synthetic;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.synthetic.ReadBack.Said;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten people in three deliveries. */
class DeliveriesTest {

    private static final String FIRST_A = "facility_a/2026-01-31/";
    private static final String SECOND_A = "facility_a/2026-02-07/";
    private static final String THIRD_A = "facility_a/2026-02-14/";
    private static final String FIRST_B = "facility_b/2026-01-31/";
    private static final String SECOND_B = "facility_b/2026-02-07/";
    private static final String THIRD_B = "facility_b/2026-02-14/";

    private static ReadBack back = new ReadBack(Path.of(""));
    private static List<Said> said = List.of();
    private static Map<String, Said> winners = Map.of();

    @BeforeAll
    static void generate(@TempDir Path out) {
        assertThat(Main.execute("--patients", "10", "--deliveries", "3", "--out", out.toString()))
                .isZero();
        back = new ReadBack(out);
        said = back.said(back.landed());
        winners = ReadBack.winners(said);
    }

    @Test
    void everyFileHasAStepAndLateOnesComeWithTheThird() {
        Map<String, String> steps = new HashMap<>();
        back.truth("arrival").forEach(row -> steps.put(row.get("path"), row.get("step")));
        assertThat(steps).containsOnlyKeys(back.landed());
        steps.forEach((path, step) -> {
            String onTime = path.contains("/2026-01-31/") ? "1" : path.contains("/2026-02-07/") ? "2" : "3";
            assertThat(step).as(path).isEqualTo(path.contains(".late.") ? "3" : onTime);
        });
        assertThat(steps).containsKeys(FIRST_A + "observation.late.csv", FIRST_B + "Observation.late.ndjson");
    }

    @Test
    void theVersionsThatWinFollowFromTheFilesByTheRule() {
        List<CSVRecord> versions = back.truth("version");
        for (CSVRecord row : versions) {
            Said last = of(winners, ReadBack.record(row));
            assertThat(last.alive() ? "alive" : "deleted")
                    .as(ReadBack.record(row))
                    .isEqualTo(row.get("state"));
            assertThat(last.place()).as(ReadBack.record(row)).isEqualTo(row.get("path") + ":" + row.get("line"));
        }
        assertThat(versions).extracting(ReadBack::record).doesNotHaveDuplicates();
    }

    @Test
    void everyRecordOfAPlantedLineHasAVersion() {
        Set<String> told = back.truth("version").stream().map(ReadBack::record).collect(toSet());
        Set<String> planted = back.plantedPlaces(Set.of());
        Set<String> records = said.stream()
                .filter(each -> planted.contains(each.place()))
                .map(Said::record)
                .collect(toSet());
        assertThat(told).isEqualTo(records);
    }

    @Test
    void everyPatternIsPlantedThreeTimesAtBothFacilities() {
        Map<String, List<CSVRecord>> byPattern = back.truth("pattern").stream()
                .collect(groupingBy(row -> row.get("pattern") + " " + row.get("source_system")));
        for (String pattern :
                List.of("increment", "correction", "moved", "out-of-order", "deletion", "undeletion", "late")) {
            assertThat(byPattern.get(pattern + " facility_a")).as(pattern).hasSizeGreaterThanOrEqualTo(3);
            assertThat(byPattern.get(pattern + " facility_b")).as(pattern).hasSizeGreaterThanOrEqualTo(3);
        }
        assertThat(byPattern)
                .containsKeys(
                        "overlap facility_a",
                        "same-file facility_a",
                        "silent-kind facility_a",
                        "full facility_a",
                        "full facility_b",
                        "tenth facility_b");
    }

    @Test
    void correctionsReachEveryKindThatLinkageAndMeasuresReadAndSaySomethingElse() {
        Map<String, Said> before = ReadBack.winners(said(FIRST_A, FIRST_B));
        for (CSVRecord row : back.patterns("correction")) {
            assertThat(said(row)).allSatisfy(each -> {
                Said old = of(before, each.record());
                assertThat(each.time()).isAfter(old.time());
                assertThat(line(each)).isNotEqualTo(line(old));
            });
        }
        assertThat(back.patterns("correction"))
                .extracting(row -> row.get("path").replaceFirst(".*/", ""))
                .contains("observation.csv", "patient.csv", "problem.csv", "encounter.csv")
                .contains("Observation.ndjson", "Patient.ndjson", "Condition.ndjson", "Encounter.ndjson");
    }

    @Test
    void aMovedObservationEndsWithAnotherPatient() {
        Map<String, Said> before = ReadBack.winners(said(FIRST_A, FIRST_B));
        for (CSVRecord row : back.patterns("moved")) {
            Said moved = said(row).get(0);
            Said last = of(winners, moved.record());
            Said old = of(before, moved.record());
            assertThat(last.refersTo().get(0))
                    .isEqualTo(moved.refersTo().get(0))
                    .isNotEqualTo(old.refersTo().get(0));
        }
    }

    @Test
    void whatIsOutOfOrderNeverWins() {
        Set<String> places = back.plantedPlaces(Set.of("out-of-order"));
        assertThat(winners.values()).extracting(Said::place).doesNotContainAnyElementsOf(places);
    }

    @Test
    void lateRecordsWinOnlyWhereNothingNewerIsKnown() {
        Set<String> late = back.plantedPlaces(Set.of("late"));
        Set<Boolean> wins = said.stream()
                .filter(each -> late.contains(each.place()))
                .map(each -> each.equals(winners.get(each.record())))
                .collect(toSet());
        assertThat(wins).containsExactlyInAnyOrder(true, false);
        assertThat(said(FIRST_A, FIRST_B).stream()
                        .filter(each -> !each.path().contains(".late."))
                        .map(Said::record))
                .doesNotContainAnyElementsOf(said.stream()
                        .filter(each -> late.contains(each.place()))
                        .map(Said::record)
                        .toList());
    }

    @Test
    void aRecordDeletedBeforeItWasSeenStaysDeletedAndAnotherComesBack() {
        Set<String> late = back.plantedPlaces(Set.of("late"));
        assertThat(said.stream().filter(each -> late.contains(each.place())).map(each -> of(winners, each.record())))
                .anySatisfy(last -> assertThat(last.alive()).isFalse());
        for (CSVRecord row : back.patterns("undeletion")) {
            assertThat(said(row)).allSatisfy(each -> {
                assertThat(winners.get(each.record())).isEqualTo(each);
                assertThat(said).anyMatch(other -> other.record().equals(each.record()) && !other.alive());
            });
        }
    }

    @Test
    void nothingThatLivesRefersToAPatientOrEncounterThatWasDeleted() {
        Set<String> deleted = winners.values().stream()
                .filter(each -> !each.alive())
                .map(Said::record)
                .collect(toSet());
        assertThat(deleted)
                .anyMatch(record -> record.startsWith("facility_a/Patient/"))
                .anyMatch(record -> record.startsWith("facility_b/Patient/"))
                .anyMatch(record -> record.startsWith("facility_a/Encounter/"))
                .anyMatch(record -> record.startsWith("facility_b/Encounter/"));
        assertThat(winners.values())
                .filteredOn(Said::alive)
                .allSatisfy(each -> assertThat(each.refersTo()).doesNotContainAnyElementsOf(deleted));
    }

    @Test
    void anIncrementIsUnknownToTheFirstDeliveryAndBringsANewPatientToFacilityA() {
        Set<String> known = said(FIRST_A, FIRST_B).stream().map(Said::record).collect(toSet());
        List<String> increment = back.patterns("increment").stream()
                .map(row -> said(row).get(0).record())
                .toList();
        assertThat(increment).doesNotContainAnyElementsOf(known);
        assertThat(increment).anyMatch(record -> record.startsWith("facility_a/Patient/"));
        assertThat(increment).anyMatch(record -> record.startsWith("facility_b/Encounter/"));
    }

    @Test
    void overlappingLinesAreThoseOfTheFirstDelivery() {
        Map<String, Said> before = ReadBack.winners(said(FIRST_A));
        List<CSVRecord> overlap = back.patterns("overlap");
        for (CSVRecord row : overlap) {
            Said again = said(row).get(0);
            assertThat(line(again)).isEqualTo(line(of(before, again.record())));
        }
        assertThat(overlap.size()).isBetween(before.size() / 20, before.size() / 8);
    }

    @Test
    void repeatedThinAndSilentFilesAreWhatTheyAreCalled() {
        assertThat(back.lines(THIRD_A + "procedure.copy.csv")).isEqualTo(back.lines(THIRD_A + "procedure.csv"));
        assertThat(back.landed()).doesNotContain(THIRD_A + "immunization.csv").contains(SECOND_A + "immunization.csv");
        assertThat(back.patterns("silent-kind"))
                .extracting(row -> row.get("path"))
                .containsExactly(THIRD_A + "immunization.csv");
        int usual = back.lines(SECOND_B + "Observation.ndjson").size();
        assertThat(back.lines(THIRD_B + "Observation.ndjson").size()).isBetween(usual / 20, usual / 6);
        assertThat(back.lines(THIRD_B + "Procedure.ndjson").size())
                .isGreaterThan(back.lines(FIRST_B + "Procedure.ndjson").size() * 9 / 10);
    }

    @Test
    void aFullDeliveryHasEverythingThatLivesInItsKinds() {
        Set<String> kinds =
                said(THIRD_A).stream().map(each -> kind(each.record())).collect(toSet());
        Set<String> full = said(THIRD_A).stream().map(Said::record).collect(toSet());
        Set<String> late = Set.copyOf(said.stream()
                .filter(each -> each.path().contains(".late."))
                .map(Said::record)
                .toList());
        assertThat(winners.values().stream()
                        .filter(Said::alive)
                        .map(Said::record)
                        .filter(record -> record.startsWith("facility_a/") && kinds.contains(kind(record)))
                        .filter(record -> !late.contains(record)))
                .isSubsetOf(full);
    }

    @Test
    void defectsOfTheFirstDeliverySpareWhatComesBack() {
        Set<String> touched =
                back.truth("version").stream().map(ReadBack::record).collect(toSet());
        Set<String> spoilt = Stream.of("impossible", "unknown_code", "orphan", "duplicate_row")
                .flatMap(name -> back.truth(name).stream())
                .map(row -> row.get("facility") + "/2026-01-31/" + row.get("file") + ":" + row.get("line"))
                .collect(toSet());
        List<String> hit = said.stream()
                .filter(each -> spoilt.contains(each.place()))
                .map(Said::record)
                .toList();
        assertThat(hit).hasSameSizeAs(spoilt).doesNotContainAnyElementsOf(touched);
    }

    @Test
    void everyRegistrationOfEveryDeliveryIsAPerson() {
        for (String facility : List.of("facility_a", "facility_b")) {
            Set<String> registered = back.truth("person").stream()
                    .filter(row -> row.get("facility").equals(facility))
                    .map(row -> facility + "/Patient/" + row.get("patient_id"))
                    .collect(toSet());
            assertThat(winners.keySet().stream().filter(record -> record.startsWith(facility + "/Patient/")))
                    .containsExactlyInAnyOrderElementsOf(registered);
        }
    }

    @Test
    void theExtractCountsTheFirstDelivery() {
        for (CSVRecord row : back.truth("extract")) {
            String facility = row.get("facility");
            String folder = facility.equals("facility_a") ? FIRST_A : FIRST_B;
            Set<String> records = said(folder).stream().map(Said::record).collect(toSet());
            assertThat(records)
                    .filteredOn(record -> record.startsWith(facility + "/Patient/"))
                    .hasSize(Integer.parseInt(row.get("registrations")));
            assertThat(records)
                    .filteredOn(record -> record.startsWith(facility + "/Encounter/"))
                    .hasSize(Integer.parseInt(row.get("encounters")));
        }
    }

    private static List<Said> said(String... folders) {
        return said.stream()
                .filter(each -> Stream.of(folders).anyMatch(each.path()::startsWith))
                .toList();
    }

    private static List<Said> said(CSVRecord planted) {
        String place = planted.get("path") + ":" + planted.get("line");
        return said.stream().filter(each -> each.place().equals(place)).toList();
    }

    private static Said of(Map<String, Said> winners, String record) {
        return Objects.requireNonNull(winners.get(record), record);
    }

    private static String line(Said each) {
        return back.lines(each.path()).get(each.line() - 1);
    }

    /** The table behind a record: ids of conditions begin with their table's name. */
    private static String kind(String record) {
        return record.replaceFirst("\\d+$", "");
    }
}
