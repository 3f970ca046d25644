package org.charthouse.measure.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR_EXCEPTION;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR_EXCLUSION;
import static org.charthouse.measure.population.PopulationCode.INITIAL;
import static org.charthouse.measure.population.PopulationCode.NUMERATOR;
import static org.charthouse.measure.population.PopulationCode.NUMERATOR_EXCLUSION;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counts of a group, and which of them are told where counts from 1 to 10 are small. */
class SmallCellsTest {

    private static final List<String> COLUMNS =
            List.of(INITIAL, DENOMINATOR, DENOMINATOR_EXCLUSION, DENOMINATOR_EXCEPTION, NUMERATOR, NUMERATOR_EXCLUSION);

    /** Stratum, value, the counts in order of {@link #COLUMNS}, and {@code suppressed} where the house shows nothing. */
    private static Cell cell(String line) {
        String[] words = line.strip().split(" +", -1);
        Map<String, Long> counts = new HashMap<>();
        for (int at = 0; at < COLUMNS.size(); at++) {
            counts.put(COLUMNS.get(at), Long.valueOf(words[at + 2]));
        }
        return new Cell(words[0], words[1], line.endsWith("suppressed"), Long.parseLong(words[2]), counts, null);
    }

    /** The cells again: a dash for each count that is not told, {@code no score} where that is not told. */
    private static List<String> told(String... lines) {
        List<Cell> cells = Arrays.stream(lines).map(SmallCellsTest::cell).toList();
        return new SmallCells(11).told(cells).stream().map(SmallCellsTest::line).toList();
    }

    private static String line(ToldCell told) {
        StringBuilder line = new StringBuilder(told.cell().value());
        COLUMNS.forEach(code -> line.append(' ')
                .append(
                        told.masked().contains(code)
                                ? "-"
                                : String.valueOf(told.cell().count(code))));
        return line + (told.tellsScore() ? "" : " no score");
    }

    @Test
    void wherePartsThatAreLeftOutAreNoneOrManyAllIsTold() {
        assertThat(told("all all 100 100 0 0 50 0", "sex f 50 50 0 0 20 0", "sex m 50 50 0 0 30 0"))
                .containsExactly("all 100 100 0 0 50 0", "f 50 50 0 0 20 0", "m 50 50 0 0 30 0");
        assertThat(told("all all 100 80 20 11 20 11")).containsExactly("all 100 80 20 11 20 11");
    }

    @Test
    void fewExclusionsHideAllCountsButTheNumeratorFromWhichTheyWouldFollow() {
        assertThat(told("all all 100 100 3 0 50 0")).containsExactly("all - - - - 50 0");
        assertThat(told("all all 100 100 0 10 50 0")).containsExactly("all - - - - 50 0");
    }

    @Test
    void fewWhoAreInNoDenominatorHideThemAsWell() {
        assertThat(told("all all 100 95 0 0 50 0")).containsExactly("all - - - - 50 0");
        assertThat(told("all all 5 0 0 0 0 0")).containsExactly("all - - - - 0 0");
    }

    @Test
    void fewNumeratorExclusionsHideTheNumeratorTheyAreTakenFrom() {
        assertThat(told("all all 100 100 0 0 52 2")).containsExactly("all 100 100 0 0 - -");
    }

    @Test
    void whatTheHouseSuppressesIsHiddenWholeWithItsScore() {
        assertThat(told("all all 5 5 0 0 2 0 suppressed")).containsExactly("all - - - - - - no score");
    }

    @Test
    void aHiddenPartThatWouldFollowFromTheWholeHidesThePartsOfTheOtherValues() {
        assertThat(told("all all 100 100 15 0 50 0", "sex f 50 50 12 0 20 0", "sex m 50 50 3 0 30 0"))
                .containsExactly("all 100 100 15 0 50 0", "f - - - - 20 0", "m - - - - 30 0");
    }

    @Test
    void whatSuppressedValuesLeaveOutTogetherMustNotFollowFromTheWholeEither() {
        assertThat(told(
                        "all all 100 100 14 0 50 0",
                        "race a 90 90 13 0 50 0",
                        "race b 5 5 1 0 0 0 suppressed",
                        "race c 5 5 0 0 0 0 suppressed"))
                .containsExactly(
                        "all 100 100 14 0 50 0", "a - - - - 50 0", "b - - - - - - no score", "c - - - - - - no score");
        assertThat(told(
                        "all all 100 100 13 0 50 0",
                        "race a 90 90 13 0 50 0",
                        "race b 5 5 0 0 0 0 suppressed",
                        "race c 5 5 0 0 0 0 suppressed"))
                .contains("a 90 90 13 0 50 0");
    }

    @Test
    void groupsOfTheSamePersonsTellTheCountsAroundTheirRatesAllOrNone() {
        List<List<ToldCell>> groups = Stream.of(
                        List.of("all all 100 100 30 0 50 0", "sex f 50 50 27 0 20 0", "sex m 50 50 3 0 20 0"),
                        List.of("all all 100 100 0 0 40 0", "sex f 50 50 0 0 20 0", "sex m 50 50 0 0 20 0"))
                .map(lines -> new SmallCells(11)
                        .told(lines.stream().map(SmallCellsTest::cell).toList()))
                .toList();
        assertThat(SmallCells.alike(groups).get(1))
                .extracting(SmallCellsTest::line)
                .containsExactly("all 100 100 0 0 40 0", "f - - - - 20 0", "m - - - - 20 0");
        assertThat(SmallCells.alike(groups.subList(1, 2)).get(0))
                .extracting(SmallCellsTest::line)
                .contains("f 50 50 0 0 20 0");
    }

    @Test
    void whoMustReportThemHasAll() {
        assertThat(SmallCells.all(List.of(cell("all all 5 5 1 0 2 0 suppressed"))))
                .extracting(SmallCellsTest::line)
                .containsExactly("all 5 5 1 0 2 0");
    }
}
