package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.spec.SqlText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowTestsTest {

    private static final StructType ROW = new StructType()
            .add("code", DataTypes.StringType)
            .add("status", DataTypes.StringType)
            .add("n", DataTypes.IntegerType);

    @Test
    void testsOfOneCodeAreAboutRowsOfItAlone() {
        RowTests tests = tests("code = 'a' | n > 1", "code IN ('a', 'b') | n > 2", "code = 'c' | n > 3", " | n > 4");
        assertThat(found(tests, row("a", "x", 2))).containsExactly("0 applies", "0 breaks", "1 applies");
        assertThat(found(tests, row("b", "x", 5))).containsExactly("1 applies", "1 breaks", "3 breaks");
        assertThat(found(tests, row("d", "x", 5))).containsExactly("3 breaks");
        assertThat(found(tests, row(null, "x", 5))).containsExactly("3 breaks");
    }

    @Test
    void theColumnThatTellsMoreValuesApartIsLookedUp() {
        RowTests tests = tests(
                "status = 'x' AND code = 'a' | n > 1",
                "'x' = status AND 'b' = code | n > 1",
                "status = 'x' AND n > 0 AND code = 'c' | n > 1",
                "status = 'x' | n > 1",
                "status = 'y' | n > 1");
        assertThat(found(tests, row("a", "x", 2))).containsExactly("0 applies", "0 breaks", "3 applies", "3 breaks");
        assertThat(found(tests, row("a", "y", 2))).containsExactly("4 applies", "4 breaks");
        assertThat(found(tests, row("c", "x", 0))).containsExactly("3 applies");
    }

    /** What is limited in other ways than by texts of a column is asked of each row. */
    @Test
    void otherConditionsAreAskedOfEachRow() {
        RowTests tests = tests(
                "code = 'a' OR n = 7 | n > 1",
                "NOT code = 'a' | n > 1",
                "upper(code) = 'A' | n > 1",
                "code <=> NULL | n > 1",
                "n = 7 | true",
                "code = status | n > 1");
        assertThat(found(tests, row("b", "b", 7)))
                .containsExactly(
                        "0 applies",
                        "0 breaks",
                        "1 applies",
                        "1 breaks",
                        "4 applies",
                        "4 breaks",
                        "5 applies",
                        "5 breaks");
        assertThat(found(tests, row(null, "b", 2))).containsExactly("3 applies", "3 breaks");
    }

    @Test
    void aHundredTestsOfOneCodeAndAHundredCodesAreTold() {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add("code = 'same' | n > " + i);
        }
        for (int i = 0; i < 100; i++) {
            asked.add("code = 'code-" + i + "' | n > 5");
        }
        RowTests tests = tests(asked.toArray(String[]::new));
        Set<String> found = found(tests, row("same", "x", 50));
        assertThat(found).hasSize(150).contains("99 applies", "49 breaks").doesNotContain("50 breaks");
        for (int i = 0; i < 100; i++) {
            assertThat(found(tests, row("code-" + i, "x", 6)))
                    .containsExactly(100 + i + " applies", 100 + i + " breaks");
        }
    }

    @Test
    void aTestThatCannotBeComputedFailsAloneAndOnlyForRowsItIsAbout() {
        RowTests tests =
                tests("code = 'a' | CAST(status AS INT) > 1", "code = 'b' | n > 1", " | n > 1", "code = 'a' | n > 1");
        assertThat(found(tests, row("a", "x", 2))).containsExactly("0 fails", "2 breaks", "3 applies", "3 breaks");
        assertThat(found(tests, row("b", "x", 2))).containsExactly("1 applies", "1 breaks", "2 breaks");
    }

    private static RowTests tests(String... asked) {
        List<SqlText> texts = new ArrayList<>();
        for (String each : asked) {
            String[] parts = each.split("\\|", 2);
            texts.add(new SqlText(parts[0].isBlank() ? "true" : parts[0], Place.of("a test")));
            texts.add(new SqlText(parts[1], Place.of("a test")));
        }
        Problems problems = new Problems();
        var found = RowExpression.all(texts, ROW, RowFunctions.NONE, problems);
        assertThat(problems.sorted()).isEmpty();
        List<RowTests.Test> tests = new ArrayList<>();
        for (int i = 0; i < found.size(); i += 2) {
            boolean isAboutAll = texts.get(i).sql().equals("true");
            tests.add(RowTests.Test.of(
                    isAboutAll ? Optional.empty() : found.get(i),
                    found.get(i + 1).orElseThrow()));
        }
        RowTests made = new RowTests(tests);
        assertThat(made.start().isCompiled()).isTrue();
        return made;
    }

    private static InternalRow row(@Nullable String code, @Nullable String status, int n) {
        return new GenericInternalRow(new Object[] {UTF8String.fromString(code), UTF8String.fromString(status), n});
    }

    private static Set<String> found(RowTests tests, InternalRow row) {
        Set<String> found = new TreeSet<>();
        tests.start().test(row, new RowTests.Finding() {
            @Override
            public void applies(int test) {
                found.add(test + " applies");
            }

            @Override
            public void breaks(int test) {
                found.add(test + " breaks");
            }

            @Override
            public void fails(int test, RuntimeException why) {
                found.add(test + " fails");
            }
        });
        return found;
    }
}
