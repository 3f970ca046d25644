package org.charthouse.synthetic.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefectSharesTest {

    private static DefectShares with(String yaml) {
        return DefectShares.builtIn().overriddenBy("mine.yaml", new StringReader(yaml));
    }

    @Test
    void builtInSharesPlantEachKindOfDefect() {
        DefectShares shares = DefectShares.builtIn();
        assertThat(shares.of("malformed", "csv")).isPositive();
        assertThat(shares.of("orphan", "observation-encounter")).isPositive();
    }

    @Test
    void everyAlterationHasAShare() {
        DefectShares shares = DefectShares.builtIn();
        Adults nobody = new Adults(Map.of());
        assertThat(new CsvFormat(nobody).alterations())
                .allSatisfy(alteration -> assertThat(shares.of(
                                alteration.place().section(), alteration.place().kind()))
                        .isPositive());
        assertThat(new NdjsonFormat(nobody).alterations())
                .allSatisfy(alteration -> assertThat(shares.of(
                                alteration.place().section(), alteration.place().kind()))
                        .isPositive());
    }

    @Test
    void aFileReplacesOnlyWhatItNames() {
        DefectShares shares = with("malformed:\n  csv: 0.5\n");
        assertThat(shares.of("malformed", "csv")).isEqualTo(0.5);
        assertThat(shares.of("malformed", "ndjson"))
                .isEqualTo(DefectShares.builtIn().of("malformed", "ndjson"));
    }

    @Test
    void anEmptyFileChangesNothing() {
        assertThat(with("").of("malformed", "csv"))
                .isEqualTo(DefectShares.builtIn().of("malformed", "csv"));
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirLines() {
        assertThatThrownBy(() -> with("malformed:\n  cvs: 0.5\n  csv: 2\norphan: 3\n"))
                .isInstanceOf(BadShares.class)
                .hasMessageContaining("line 2: unknown key malformed.cvs; did you mean malformed.csv?")
                .hasMessageContaining("line 3: malformed.csv must be a number from 0 to 1")
                .hasMessageContaining("line 4: section 'orphan' must hold lines");
    }

    @Test
    void whatIsNotYamlIsRefused() {
        assertThatThrownBy(() -> with("malformed: ["))
                .isInstanceOf(BadShares.class)
                .hasMessageContaining("not YAML");
    }
}
