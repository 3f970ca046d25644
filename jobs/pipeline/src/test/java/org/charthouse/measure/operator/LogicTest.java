package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two operands; then what and, or, xor and implies make of them. Null is unknown. */
class LogicTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | true  | true  | true  | false | true
            true  | false | false | true  | true  | false
            true  | null  | null  | true  | null  | null
            false | true  | false | true  | true  | true
            false | false | false | false | false | true
            false | null  | false | null  | null  | true
            null  | true  | null  | true  | null  | true
            null  | false | false | null  | null  | null
            null  | null  | null  | null  | null  | null
            """)
    void whatIsUnknownStaysSoUnlessTheOtherSideDecides(
            String left, String right, String and, String or, String xor, String implies) {
        Object one = read(left);
        Object other = read(right);
        assertThat(made(() -> Logic.and(one, other))).as("and").isEqualTo(wanted(and));
        assertThat(made(() -> Logic.or(one, other))).as("or").isEqualTo(wanted(or));
        assertThat(made(() -> Logic.xor(one, other))).as("xor").isEqualTo(wanted(xor));
        assertThat(made(() -> Logic.implies(one, other))).as("implies").isEqualTo(wanted(implies));
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "null, null"})
    void theOppositeOfUnknownIsUnknown(String operand, String wanted) {
        assertThat(made(() -> Logic.not(read(operand)))).isEqualTo(wanted(wanted));
    }
}
