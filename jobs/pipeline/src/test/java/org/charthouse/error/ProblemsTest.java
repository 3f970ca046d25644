package org.charthouse.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void problemsAreToldOnceEachByFileAndLine() {
        Problems problems = new Problems();
        problems.add("Third", new Place("b.yaml", 1, null), "r", "c");
        problems.add("Second", new Place("a.yaml", 9, null), "r", "c");
        problems.add("First", new Place("a.yaml", 2, null), "r", "c");
        problems.add("First", new Place("a.yaml", 2, null), "r", "c");
        assertThat(problems.sorted()).extracting(Problem::what).containsExactly("First", "Second", "Third");
    }

    @Test
    void aUserErrorSaysProblemPlaceReasonAndCure() {
        Problems problems = new Problems();
        problems.add("Unknown key 'x'", new Place("conf/a.yaml", 3, "engine.x"), "nobody reads it", "remove it");
        UserError error = catchThrowableOfType(UserError.class, problems::throwIfAny);
        assertThat(error.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(error)
                .hasMessage("Unknown key 'x'\n  at:     conf/a.yaml:3 (engine.x)\n  reason: nobody reads it\n"
                        + "  cure:   remove it");
    }

    @Test
    void nothingIsThrownWhereNothingIsWrong() {
        Problems problems = new Problems();
        problems.throwIfAny();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void exitNumbersNeverChange() {
        assertThat(ExitCode.values())
                .extracting(code -> code.number() + " " + code)
                .containsExactly(
                        "0 DONE", "1 BUG", "2 USAGE", "3 CONFIGURATION", "4 INPUT", "5 LAKE_LOCKED", "6 CHECK_FAILED");
    }
}
