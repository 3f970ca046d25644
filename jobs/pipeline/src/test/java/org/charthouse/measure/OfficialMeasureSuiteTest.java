package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.SharedSpark;
import org.charthouse.measure.MeasureSuite.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Published measures with the test patients of their authors, all of them. */
@EnabledIfEnvironmentVariable(
        named = "CHARTHOUSE_CORPORA",
        matches = ".+",
        disabledReason = "set CHARTHOUSE_CORPORA to the folder that holds ecqm-2025")
class OfficialMeasureSuiteTest {

    private static final double LEAST_OF_A_MEASURE = 0.8;

    /** Worked out once, and not where the tests are left out. */
    private static final class Suite {
        static final Map<Case, NavigableSet<String>> DIFFERENCES = differences();
        static final Map<Case, NavigableSet<String>> CONTRADICTORY = contradictory();
    }

    @Test
    void everyCaseIsCountedAsItsAuthorsExpectUnlessTheyContradictTheirMeasure() {
        assertThat(Suite.DIFFERENCES).hasSizeGreaterThan(1000);
        assertThat(unlisted(false)).isEmpty();
    }

    @Test
    void everyValueObservedIsWhatTheAuthorsExpectUnlessTheyContradictTheirMeasure() {
        assertThat(unlisted(true)).isEmpty();
    }

    @Test
    void everyCaseThatIsListedAsContradictoryStillDiffersAsListed() {
        Map<Case, NavigableSet<String>> now = new LinkedHashMap<>();
        Suite.CONTRADICTORY.forEach(
                (listed, places) -> now.put(listed, Suite.DIFFERENCES.getOrDefault(listed, new TreeSet<>())));
        assertThat(now)
                .as("take what agrees now off the list: %s", list())
                .containsExactlyEntriesOf(Suite.CONTRADICTORY);
    }

    @Test
    void noMeasureIsWrongForMoreThanAFifthOfItsCases() {
        Map<String, List<Boolean>> agreed = Suite.DIFFERENCES.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> each.getKey().measure(),
                        TreeMap::new,
                        Collectors.mapping(
                                each -> each.getValue().stream().allMatch(MeasureSuite::isObservation),
                                Collectors.toList())));
        assertThat(agreed).hasSize(50);
        assertThat(agreed)
                .allSatisfy((measure, cases) -> assertThat(
                                cases.stream().filter(agrees -> agrees).count())
                        .isGreaterThanOrEqualTo((long) Math.ceil(LEAST_OF_A_MEASURE * cases.size())));
    }

    @Test
    void neitherProgramNorConfigurationKnowsAMeasureAValueSetOrACaseOfTheSuite() throws IOException {
        CorpusMarks marks = new CorpusMarks(corpus());
        assertThat(marks.size()).isGreaterThan(1500);
        Path install = SharedSpark.install();
        Map<Path, NavigableSet<String>> known = new TreeMap<>();
        for (String root : List.of("jobs/pipeline/src/main", "conf", "schemas")) {
            try (Stream<Path> walk = Files.walk(install.resolve(root))) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    NavigableSet<String> found = marks.in(file.getFileName() + "\n" + text(file));
                    if (!found.isEmpty()) {
                        known.put(install.relativize(file), found);
                    }
                }
            }
        }
        assertThat(known)
                .as("measures come in packages; nothing may be made for one of them")
                .isEmpty();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private static Map<Case, NavigableSet<String>> unlisted(boolean observations) {
        Map<Case, NavigableSet<String>> unlisted = new LinkedHashMap<>();
        Suite.DIFFERENCES.forEach((patient, places) -> {
            NavigableSet<String> kept = new TreeSet<>(places);
            kept.removeIf(place -> MeasureSuite.isObservation(place) != observations);
            if (!kept.isEmpty() && !Suite.CONTRADICTORY.containsKey(patient)) {
                unlisted.put(patient, kept);
            }
        });
        return unlisted;
    }

    private static Map<Case, NavigableSet<String>> differences() {
        try {
            return MeasureSuite.differences(corpus());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Case, NavigableSet<String>> contradictory() {
        Map<Case, NavigableSet<String>> listed = new LinkedHashMap<>();
        try {
            for (CSVRecord row : MeasureSuite.rows(list(), CSVFormat.RFC4180)) {
                assertThat(row.get("why")).isNotBlank();
                listed.put(
                        new Case(row.get("measure"), row.get("case")),
                        new TreeSet<>(List.of(row.get("populations").split(" "))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return listed;
    }

    private static Path list() {
        return SharedSpark.install()
                .resolve("jobs/pipeline/src/test/resources/org/charthouse/measure/contradictory-expectations.csv");
    }

    private static Path corpus() {
        return Path.of(System.getenv("CHARTHOUSE_CORPORA"), "ecqm-2025");
    }
}
