package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What shipped rules make of the rows that stand beside them; Spark need not run. */
class ShippedRulesTest {

    @TestFactory
    Stream<DynamicTest> everyShippedRuleKeepsAndBreaksAsItsExamplesSay() {
        return SharedSpark.specs().rules().values().stream()
                .flatMap(sheet -> RuleCases.run(sheet, SharedSpark.specs()).stream())
                .map(outcome -> DynamicTest.dynamicTest(
                        outcome.table() + " " + outcome.rule() + " " + outcome.expected() + " " + outcome.number(),
                        () -> assertThat(outcome.got()).isEqualTo(outcome.expected())));
    }
}
