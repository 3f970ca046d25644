package org.charthouse.terminology.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.CodeListSpec.Edition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a list says of a code on a day, over editions, ends and fragments; and of files that it cannot use. */
class CodeListTest {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Lists lists = new Lists(folder);

    @BeforeEach
    void inFolder() {
        lists = new Lists(folder);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "?", textBlock = """
            # code,   day,        has
            M54.5,    2021-09-30, true
            M54.5,    2021-10-01, false
            M54.50,   2021-09-30, false
            M54.50,   2021-10-01, true
            M54.50,   2020-09-30, ?
            Z99.99,   2021-10-01, false
            """)
    void aYearReplacesTheYearBefore(String code, String day, Boolean has) {
        CodeList list = lists.read(Lists.with(
                lists.spec("icd10cm"),
                Lists.edition("order-file", "2020-10-01", order("2021", "M545")),
                Lists.edition("order-file", "2021-10-01", order("2022", "M5450"))));
        assertThat(list.has(code, Lists.day(day))).isEqualTo(has);
        assertThat(list.knows("M54.5")).isTrue();
        assertThat(list.knows("Z99.99")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "?", textBlock = """
            # code,   day,        has
            I10,      2024-03-10, true
            I10.97,   2024-03-10, false
            Q99.9,    2024-03-10, ?
            M54.5,    2024-03-10, true
            M54.50,   2020-03-10, false
            E11.9,    2014-03-10, ?
            """)
    void theStarterKnowsWhatItHasAndWhatGoesBelowIt(String code, String day, Boolean has) {
        CodeList starter = lists.all().list("icd10cm").orElseThrow();
        assertThat(starter.has(code, Lists.day(day))).isEqualTo(has);
        if (code.equals("M54.5")) {
            assertThat(starter.value(code, "is_billable", Lists.day(day))).isEqualTo("false");
            assertThat(starter.value(code, "is_billable", Lists.day("2020-01-01")))
                    .isEqualTo("true");
        }
    }

    @Test
    void aFileThatIsAnotherIsRefusedByItsChecksum() {
        CodeListSpec.Source source = order("2021", "M545");
        lists.file("order2021.txt", "another");
        assertThat(problems("icd10cm", Lists.edition("order-file", "2020-10-01", source)))
                .hasSize(1)
                .first()
                .extracting(Problem::text)
                .asString()
                .contains("Cannot use")
                .contains("its checksum is");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hcpcs         | columns     | code,title\\nG0439,Visit\\n             | its header has no [hcpcs, recid
            icd10cm       | order-file  | a text about codes\\n                    | lines hold no code, the first in line 1
            poa_exempt    | published   | Order\\tCode\\tDescription\\n            | no line of it holds a code
            icd10pcs      | order-file  | 00002 0016O70 1 A letter that none has | '0016O70' is no code of http
            hcpcs         | contractor-file | BAD                                | lines hold no code, the first in line 1
            """)
    void whatIsWrongWithAFileIsTold(String list, String layout, String text, String reason) {
        String written = text.equals("BAD")
                ? "G0439" + "00100" + "3" + " ".repeat(257) + "2011AB01" + " ".repeat(44)
                : text.replace("\\n", "\n").replace("\\t", "\t");
        Path file = lists.file("wrong.txt", written);
        List<Problem> told = problems(list, Lists.edition(layout, "2025-10-01", lists.source(file, Map.of())));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).text()).contains(reason);
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Path file = folder.resolve("absent.txt");
        CodeListSpec.Source source =
                new CodeListSpec.Source("absent.txt", file, Optional.empty(), "0".repeat(64), Map.of());
        assertThat(problems("cvx", Lists.edition("cdc-file", "2025-10-01", source))
                        .toString())
                .contains("there is no such file");
    }

    /** A year that no file of ours knows: files and descriptions alone. */
    @Test
    @EnabledIfEnvironmentVariable(named = "CHARTHOUSE_CORPORA", matches = ".+")
    void tablesOfOthersAreReadByTheShippedLayouts() {
        Path tables = Path.of(Objects.requireNonNull(System.getenv("CHARTHOUSE_CORPORA")), "refdata");
        assertThat(lists.codes("cms_hcc_v28", "columns", tables.resolve("cms_hcc_v28_dx_to_hcc_2026.csv.gz")))
                .hasSize(8_183);
        assertThat(lists.codes("cvx", "columns", tables.resolve("cvx.csv.gz"))).hasSize(172);
        assertThat(lists.codes("ms_drg", "columns", tables.resolve("ms_drg.csv.gz")))
                .hasSize(767);
        assertThat(lists.codes("hcpcs", "columns", tables.resolve("hcpcs_level_2.csv.gz")))
                .hasSizeGreaterThan(6_000)
                .anyMatch(code -> code.code().equals("G0439"));
    }

    private CodeListSpec.Source order(String year, String... codes) {
        StringBuilder text = new StringBuilder();
        for (String code : codes) {
            text.append(String.format("00001 %-7s 1 %-60s %s%n", code, "a title", "a title"));
        }
        return lists.source(lists.file("order" + year + ".txt", text.toString()), Map.of());
    }

    private List<Problem> problems(String list, Edition edition) {
        Problems problems = new Problems();
        lists.all().read(lists.spec(list), edition, problems);
        return problems.sorted();
    }
}
