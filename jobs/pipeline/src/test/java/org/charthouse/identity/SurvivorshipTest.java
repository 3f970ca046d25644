package org.charthouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.charthouse.identity.Survivorship.Said;
import org.charthouse.identity.match.Words;
import org.charthouse.spec.GoldenSpec;
import org.charthouse.spec.GoldenSpec.Attribute;
import org.charthouse.spec.GoldenSpec.By;
import org.charthouse.spec.IdentityWords;
import org.junit.jupiter.api.Test;

/** Lines {@code source id year: value | value ...}; {@code -} is a value that is not there. */
class SurvivorshipTest {

    private static final List<By> ALL = List.of(By.TRUSTED, By.FREQUENT, By.RECENT, By.COMPLETE);

    @Test
    void whatOneRecordAloneSaysStands() {
        assertThat(of(ALL, "a 1 2020: -", "b 1 2019: Ann")).isEqualTo("Ann of b 1, the only record");
    }

    @Test
    void recordsThatAgreeAreToldByTheFirst() {
        assertThat(of(ALL, "b 1 2021: ANN", "a 1 2020: Ann")).isEqualTo("Ann of a 1, all records agree");
    }

    @Test
    void theMostTrustedSourceComesFirst() {
        assertThat(of(ALL, "other 1 2022: Anne", "lab 1 2020: Ann", "other 2 2022: Anne"))
                .isEqualTo("Ann of lab 1, the most trusted source");
    }

    @Test
    void whatMostRecordsSayOutweighsTheLatest() {
        assertThat(of(ALL, "a 1 2022: Anne", "a 2 2020: Ann", "b 1 2019: ann"))
                .isEqualTo("Ann of a 2, most records say so");
    }

    @Test
    void theOrderIsThatOfTheAttribute() {
        assertThat(of(List.of(By.RECENT, By.FREQUENT), "a 1 2022: Anne", "a 2 2020: Ann", "b 1 2019: Ann"))
                .isEqualTo("Anne of a 1, the latest version");
    }

    @Test
    void columnsComeFromOneRecordTogether() {
        assertThat(of(List.of(By.RECENT, By.COMPLETE), "a 1 2022: 1 Elm St|-|-", "b 1 2020: 7 Oak Rd|Salem|01970"))
                .isEqualTo("1 Elm St|-|- of a 1, the latest version");
        assertThat(of(List.of(By.COMPLETE), "a 1 2022: 1 Elm St|-|-", "b 1 2020: 7 Oak Rd|Salem|01970"))
                .isEqualTo("7 Oak Rd|Salem|01970 of b 1, the most complete");
    }

    @Test
    void placeholdersAreNoValues() {
        assertThat(of(ALL, "lab 1 2022: Unknown", "a 1 2020: Ann")).isEqualTo("Ann of a 1, the only record");
        assertThat(of(ALL, "lab 1 2022: UNKNOWN", "a 1 2020: -")).isEqualTo("nothing");
    }

    @Test
    void whatNothingTellsApartIsSaidByTheFirstRecord() {
        assertThat(of(ALL, "b 1 2020: Bea", "a 2 2020: Ann")).isEqualTo("Ann of a 2, the first record");
    }

    @Test
    void theOrderOfRecordsIsOfNoAccount() {
        List<String> lines =
                Arrays.asList("b 1 2020: Bea", "a 2 2020: Ann", "a 1 2018: Ann", "c 9 2021: Bea", "d 1 2021: Cy");
        String first = of(ALL, lines.toArray(String[]::new));
        for (int i = 0; i < lines.size(); i++) {
            Collections.rotate(lines, 1);
            assertThat(of(ALL, lines.toArray(String[]::new))).isEqualTo(first);
        }
    }

    private static String of(List<By> by, String... lines) {
        Attribute attribute = new Attribute("name", List.of("name"), by);
        Words words = new Words(new IdentityWords(List.of(), List.of(), List.of(), List.of("unknown")));
        Survivorship.Survivor survivor = new Survivorship(new GoldenSpec(List.of("lab"), List.of(attribute)), words)
                .of(attribute, Arrays.stream(lines).map(SurvivorshipTest::said).toList());
        return survivor == null
                ? "nothing"
                : String.join(
                                "|",
                                survivor.said().values().stream()
                                        .map(value -> Objects.toString(value, "-"))
                                        .toList())
                        + " of " + survivor.said().source() + " "
                        + survivor.said().id() + ", " + survivor.because();
    }

    private static Said said(String line) {
        String[] words = line.split("[ :]", 4);
        return new Said(
                words[0],
                words[1],
                Instant.parse(words[2] + "-01-01T00:00:00Z"),
                Arrays.asList(Arrays.stream(words[3].strip().split("\\|"))
                        .map(value -> value.equals("-") ? null : value)
                        .toArray()));
    }
}
