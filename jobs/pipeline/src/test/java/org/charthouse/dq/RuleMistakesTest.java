package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a file of rules that cannot be used, before anything runs. */
class RuleMistakesTest {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: pattrn, with: {column: status, matches: a}             | Unknown kind of rule 'pattrn' | did you mean 'pattern'
            kind: pattern, with: {column: status}                        | 'matches' is missing          | the regular expression
            kind: pattern, with: {column: status, matches: a, mtch: b}   | takes no 'mtch'               | did you mean 'matches'
            kind: pattern, with: {column: [status], matches: a}          | 'column' must be a column     | dq docs pattern
            kind: pattern, with: {column: statis, matches: a}            | Unknown column                | status
            kind: volume, with: {on: start_on, months: 1000000000}       | 'months' is no whole number   | dq docs volume
            kind: volume, with: {on: start_on, months: 1.5}              | 'months' is no whole number   | dq docs volume
            kind: pattern, with: {column: status, matches: '(('}            | 'matches' is no regular       | dq docs pattern
            kind: sql, with: {breaks: length(status)}                    | Not a condition               | compare it
            kind: sql, with: {breaks: 'rand() > 0.5'}                    | no function of one row        | columns
            kind: sql, with: {breaks: 'lenght(status) > 1'}              | Unknown function 'lenght'     | length
            kind: cardinality, with: {of: core.conditon, key: [a]}       | Unknown table 'core.conditon' | core.condition
            kind: temporal-order, with: {earlier: patient.birth, later: start_on} | No such struct field | birth_on
            """)
    void eachMistakeIsToldWithItsPlaceAndCure(String rule, String problem, String cure) {
        List<Problem> told = problems(rule);
        assertThat(told).isNotEmpty();
        assertThat(told.get(0).text()).contains(problem).contains("conf/rules/stated.yaml:4");
        assertThat(told.toString()).contains(cure);
    }

    @Test
    void aThresholdComesFromHistoryOrFromNothingElse() {
        String rule = "kind: present, with: {column: status}, threshold-from: ";
        assertThat(problems(rule + "history")).isEmpty();
        assertThatThrownBy(() -> new RuleHouse(folder.resolve("wrong"), file(rule + "histroy")))
                .hasMessageContaining("Unknown word 'histroy'")
                .hasMessageContaining("did you mean 'history'");
    }

    @Test
    void aSoundFileHasNoProblem() {
        assertThat(problems("kind: pattern, with: {column: status, matches: a}"))
                .isEmpty();
    }

    private List<Problem> problems(String rule) {
        RuleHouse house = new RuleHouse(folder, file(rule));
        Problems problems = new Problems();
        CheckJob.check(house.specs(), problems);
        return problems.sorted();
    }

    private static String file(String rule) {
        return "table: core.encounter\non: start_on\nrules:\n  - {rule: wrong, " + rule
                + ", severity: convention, source: a test, why: a test, passes: [{}], fails: [{}]}\n";
    }
}
