package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The cases of the SQL on FHIR v2 conformance suite, all of them. */
@EnabledIfEnvironmentVariable(
        named = "CHARTHOUSE_CORPORA",
        matches = ".+",
        disabledReason = "set CHARTHOUSE_CORPORA to the folder that holds sql-on-fhir/tests")
class OfficialViewSuiteTest {

    @TestFactory
    Stream<DynamicTest> everyCaseComesOutAsTheSuiteExpects() throws IOException {
        Path folder = Path.of(System.getenv("CHARTHOUSE_CORPORA"), "sql-on-fhir", "tests");
        List<DynamicTest> tests = new ArrayList<>();
        new ViewSuite(SharedSpark.session())
                .folder(folder)
                .forEach((file, outcomes) -> outcomes.forEach(outcome -> tests.add(DynamicTest.dynamicTest(
                        file + ": " + outcome.name(),
                        () -> assertThat(outcome.passed())
                                .as(String.valueOf(outcome))
                                .isTrue()))));
        return tests.stream();
    }
}
