package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirPathParserTest {
    /** The tree with every operation in brackets. */
    private static String shown(FhirPath path) {
        if (path instanceof FhirPath.Member member) {
            return prefix(member.of()) + member.name();
        }
        if (path instanceof FhirPath.Call call) {
            return prefix(call.of())
                    + call.name()
                    + call.arguments().stream()
                            .map(FhirPathParserTest::shown)
                            .collect(Collectors.joining(" ", "(", ")"));
        }
        if (path instanceof FhirPath.Index index) {
            return shown(index.of()) + "#" + shown(index.position());
        }
        if (path instanceof FhirPath.Operation operation) {
            return "[" + shown(operation.left()) + " " + operation.operator() + " " + shown(operation.right()) + "]";
        }
        if (path instanceof FhirPath.Literal literal) {
            return literal.type() + ":" + literal.value();
        }
        return path instanceof FhirPath.Variable variable ? "%" + variable.name() : "$this";
    }

    private static String prefix(FhirPath of) {
        return of instanceof FhirPath.Start ? "" : shown(of) + ".";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "name.given.first(); name.given.first()",
                "name.where(use = 'a b').given[0]; name.where([use = string:a b]).given#integer:0",
                "a or b and c = d; [a or [b and [c = d]]]",
                "(a or b) and c.not(); [[a or b] and c.not()]",
                "a + 1 - 2 > 3.50; [[[a + integer:1] - integer:2] > decimal:3.50]",
                "(a | b).first(); [a | b].first()",
                "birthDate < @2000-01; [birthDate < date:2000-01]",
                "$this = %use; [$this = %use]",
                "`div` // the narrative; div",
                "'it\\'s \\u0041'; string:it's A",
                "-1; integer:-1",
                "true and false; [boolean:true and boolean:false]",
            })
    void anExpressionBindsAsTheGrammarSays(String path, String tree) {
        assertThat(shown(FhirPathParser.parse(path))).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "a.; expected a name, found 'the end'",
                "a b; expected an operator or the end, found 'b'",
                "f(a; expected ',', found 'the end'",
                "a[0; expected ']', found 'the end'",
                "@@; nothing in FHIRPath starts with '@'",
                "= a; expected a path, found '='",
            })
    void aSlipIsToldWithWhatWasExpected(String path, String message) {
        assertThatThrownBy(() -> FhirPathParser.parse(path)).hasMessage(message);
    }
}
