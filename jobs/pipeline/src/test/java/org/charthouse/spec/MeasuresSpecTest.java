package org.charthouse.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuresSpecTest {

    @TempDir
    private Path folder = Path.of("");

    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            small-cell: 11                                 |
            no-cpt: false                                  |
            no-cpt: true                                   | AMB VR HH
            {no-cpt: true, no-cpt-classes: [AMB, EMER]}    | AMB EMER
            {no-cpt: false, no-cpt-classes: [AMB]}         |
            """)
    void visitsAreToldByClassOnlyWhereThatIsAskedFor(String text, String classes) throws IOException {
        assertThat(read(text)).isEqualTo(classes == null ? List.of() : List.of(classes.split(" ", -1)));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        read("{no-cpt: perhaps, no-cpt-classes: [ambulatory], no-cpt-class: x}");
        assertThat(problems.sorted())
                .extracting(Problem::text)
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).contains("true or false"))
                .anySatisfy(text -> assertThat(text).contains("'ambulatory' is no code of Encounter.class"))
                .anySatisfy(text -> assertThat(text).contains("Unknown key 'no-cpt-class'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            periods: [2026-01-01/2026-12-31]  |
            periods: [2026-12-31/2026-01-01]  | '2026-12-31/2026-01-01' is no period
            periods: [2026-13-40/2026-14-01]  | '2026-13-40/2026-14-01' is no period
            utc-offset: "-06:00"              |
            utc-offset: "+14:00"              |
            utc-offset: "+99:99"              | '+99:99' is no offset
            utc-offset: "+05:75"              | '+05:75' is no offset
            {small-cell: 11, smal-cell: 5}    | did you mean 'small-cell'?
            """)
    void periodsAndOffsetsAreSuchAsThereAre(String text, String told) throws IOException {
        read(text);
        assertThat(problems.sorted().stream().map(Problem::text).toList().toString())
                .contains(told == null ? "[]" : told);
    }

    private List<String> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("measures.yaml"), text + "\n");
        return YamlFile.read(file, "measures.yaml", problems)
                .map(section -> MeasuresSpec.read(section, folder).visitClasses())
                .orElse(List.of());
    }
}
