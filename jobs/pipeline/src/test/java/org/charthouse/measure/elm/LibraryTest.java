package org.charthouse.measure.elm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.charthouse.measure.CqlText.wanted;
import static org.charthouse.measure.elm.ElmText.array;
import static org.charthouse.measure.elm.ElmText.define;
import static org.charthouse.measure.elm.ElmText.function;
import static org.charthouse.measure.elm.ElmText.library;
import static org.charthouse.measure.elm.ElmText.named;
import static org.charthouse.measure.elm.ElmText.node;
import static org.charthouse.measure.elm.ElmText.op;
import static org.charthouse.measure.elm.ElmText.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.JsonElements;
import org.charthouse.measure.value.CqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions, functions, parameters and choices of libraries. */
class LibraryTest {

    private static JsonNode call(String name, JsonNode... operands) {
        ObjectNode call = named("FunctionRef", name);
        return call.set("operand", array(operands));
    }

    private static ObjectNode when(String when, String then) {
        ObjectNode item = node("CaseItem").set("when", value(when));
        return item.set("then", value(then));
    }

    private static ObjectNode cases(ObjectNode... items) {
        ObjectNode cases = node("Case").set("caseItem", array(items));
        return cases.set("else", value("'else'"));
    }

    @ParameterizedTest
    @CsvSource({"true,false,a", "null,true,b", "false,null,else", "true,true,a"})
    void theFirstCaseThatIsTrueDecides(String first, String second, String wanted) {
        assertThat(ElmRun.value(cases(when(first, "'a'"), when(second, "'b'")))).isEqualTo("'" + wanted + "'");
    }

    @ParameterizedTest
    @CsvSource({"1,a", "2,b", "3,else", "null,else"})
    void aComparandIsSoughtAmongTheCasesByEquality(String comparand, String wanted) {
        JsonNode cases = cases(when("null", "'null'"), when("1", "'a'"), when("2", "'b'"))
                .set("comparand", value(comparand));
        assertThat(ElmRun.value(cases)).isEqualTo("'" + wanted + "'");
    }

    @ParameterizedTest
    @CsvSource({"true,1", "false,2", "null,2"})
    void aConditionThatIsUnknownTakesTheOtherWay(String condition, String wanted) {
        ObjectNode choice = node("If").set("condition", value(condition));
        choice.set("then", value("1"));
        choice.set("else", value("2"));
        assertThat(ElmRun.value(choice)).isEqualTo(wanted);
    }

    @Test
    void theFirstValueThatIsNotNullIsTakenOfOperandsOrOfOneList() {
        assertThat(ElmRun.value(op("Coalesce", value("null"), value("2"), value("3"))))
                .isEqualTo("2");
        assertThat(ElmRun.value(op("Coalesce", value("null"), value("null")))).isEqualTo("null");
        assertThat(ElmRun.value(op("Coalesce", value("{null, 4, 5}")))).isEqualTo("4");
        assertThat(ElmRun.value(op("Coalesce", value("{null}")))).isEqualTo("null");
        assertThat(ElmRun.value(op("Coalesce", value("null"), value("{1}")))).isEqualTo("{1}");
    }

    private static ObjectNode message(String condition, String severity) {
        ObjectNode message = node("Message").put("locator", "3:1-3:40").set("source", value("7"));
        message.set("condition", value(condition));
        message.set("code", value("'E-1'"));
        message.set("severity", value("'" + severity + "'"));
        return message.set("message", value("'born 1970-01-01'"));
    }

    @ParameterizedTest
    @CsvSource({"true,Warning", "true,Trace", "true,Message", "true,''", "false,Error", "null,Error"})
    void aMessageIsItsSourceUnlessItIsAnError(String condition, String severity) {
        assertThat(ElmRun.value(message(condition, severity))).isEqualTo("7");
    }

    @Test
    void anErrorOfTheMeasureNamesItsCodeAndPlaceAndNothingOfThePerson() {
        ElmRun run = new ElmRun(library(
                "Lib", define("Inner", message("true", "Error")), define("Outer", named("ExpressionRef", "Inner"))));
        assertThatThrownBy(() -> run.run("Outer")).isInstanceOfSatisfying(CqlException.class, error -> {
            assertThat(error).hasMessageContaining("'E-1'").hasMessageNotContaining("1970");
            assertThat(error.locator()).isEqualTo("3:1-3:40");
            assertThat(error.within()).containsExactly("Lib.Inner", "Lib.Outer");
        });
    }

    @Test
    void whatDecidesAloneSparesTheOtherSide() {
        JsonNode error = message("true", "Error");
        assertThat(ElmRun.value(op("And", value("false"), error))).isEqualTo("false");
        assertThat(ElmRun.value(op("Or", value("true"), error))).isEqualTo("true");
        assertThat(ElmRun.value(op("Implies", value("false"), error))).isEqualTo("true");
        assertThat(ElmRun.value(op("And", value("null"), error))).isEqualTo("error");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1            | 'integer'
            1.5          | 'decimal'
            'one'        | 'string'
            @2026-01-01  | 'date'
            true         | error
            """)
    void theFunctionIsTheOneWhoseOperandHasTheTypeOfTheValue(String operand, String wanted) {
        ElmRun run = new ElmRun(library(
                "Lib",
                function("kind", value("'integer'"), "x", "Integer"),
                function("kind", value("'decimal'"), "x", "Decimal"),
                function("kind", value("'string'"), "x", "String"),
                function("kind", value("'date'"), "x", "Date"),
                function("kind", value("'two'"), "x", "Integer", "y", "Integer"),
                define("It", call("kind", value(operand)))));
        assertThat(run.text("It")).isEqualTo(wanted(wanted));
    }

    @Test
    void functionsAreToldApartByTheNumberOfTheirOperands() {
        ElmRun run = new ElmRun(library(
                "Lib",
                function("sum", named("OperandRef", "x"), "x", "Integer"),
                function(
                        "sum",
                        op("Add", named("OperandRef", "x"), named("OperandRef", "y")),
                        "x",
                        "Integer",
                        "y",
                        "Integer"),
                define("One", call("sum", value("4"))),
                define("Two", call("sum", value("4"), value("5")))));
        assertThat(run.text("One")).isEqualTo("4");
        assertThat(run.text("Two")).isEqualTo("9");
    }

    @Test
    void aFunctionThatCallsAnotherKeepsItsOwnOperands() {
        JsonNode x = named("OperandRef", "x");
        ElmRun run = new ElmRun(library(
                "Lib",
                function("twice", op("Add", x, x), "x", "Integer"),
                function("ends", op("Add", op("Add", x, call("twice", op("Add", x, value("1")))), x), "x", "Integer"),
                define("It", call("ends", value("10")))));
        assertThat(run.text("It")).isEqualTo("42");
    }

    private static ObjectNode withParameter(JsonNode expression) {
        ObjectNode library = library("Lib", define("It", expression));
        library.putObject("parameters")
                .putArray("def")
                .addObject()
                .put("name", "Limit")
                .set("default", op("Add", value("2"), value("3")));
        return library;
    }

    @Test
    void aParameterHasItsDefaultUntilItIsGiven() {
        ObjectNode library = withParameter(named("ParameterRef", "Limit"));
        assertThat(new ElmRun(library).text("It")).isEqualTo("5");
        assertThat(new ElmRun(library).given(Map.of("Limit", 8)).text("It")).isEqualTo("8");
        assertThat(new ElmRun(withParameter(named("ParameterRef", "Other"))).text("It"))
                .isEqualTo("null");
    }

    @Test
    void definitionsAndFunctionsOfAnotherLibraryStandUnderTheNameItIsIncludedBy() {
        ObjectNode common = library(
                "Common",
                define("Base", value("40")),
                function("plus", op("Add", named("OperandRef", "x"), value("2")), "x", "Integer"));
        ObjectNode main = library(
                "Main",
                define(
                        "It",
                        ((ObjectNode) call(
                                        "plus", named("ExpressionRef", "Base").put("libraryName", "C")))
                                .put("libraryName", "C")),
                define("Lost", named("ExpressionRef", "Base").put("libraryName", "D")));
        main.putObject("includes")
                .putArray("def")
                .addObject()
                .put("localIdentifier", "C")
                .put("path", "hl7/Common");
        assertThat(new ElmRun(main, common).text("It")).isEqualTo("42");
        assertThatThrownBy(() -> new ElmRun(main).text("It"))
                .isInstanceOf(ElmProblem.class)
                .hasMessageContaining("Library Common")
                .hasMessageContaining("Main 1.0.0 includes it");
        assertThatThrownBy(() -> new ElmRun(main, common).text("Lost"))
                .isInstanceOf(ElmProblem.class)
                .hasMessageContaining("includes nothing under 'D'");
    }

    private static Element location(String id) {
        return JsonElements.resource("{\"resourceType\": \"Location\", \"id\": \"" + id + "\"}", 0)
                .orElseThrow();
    }

    @Test
    void anUnfilteredDefinitionSeesWhatAllShareAndNothingOfThePerson() {
        JsonNode sites = node("Retrieve").put("dataType", "{http://hl7.org/fhir}Location");
        JsonNode count = node("Count").set("source", sites);
        ElmRun run = new ElmRun(library(
                        "Lib",
                        define("Own", count),
                        define("Shared", count).put("context", "Unfiltered"),
                        define(
                                "Both",
                                op("Subtract", named("ExpressionRef", "Own"), named("ExpressionRef", "Shared")))))
                .with(
                        Map.of("Location", List.of(location("a"))),
                        Map.of("Location", List.of(location("b"), location("c"))));
        assertThat(run.text("Own")).isEqualTo("3");
        assertThat(run.text("Shared")).isEqualTo("1");
        assertThat(run.text("Both")).isEqualTo("2");
    }

    @Test
    void anUnknownOperatorIsRefusedByNameWithItsPlace() {
        ElmRun run = new ElmRun(library(
                "Lib", define("It", op("And", value("true"), node("Guess").put("locator", "12:3-12:9")))));
        assertThatThrownBy(() -> run.run("It")).isInstanceOfSatisfying(ElmProblem.class, problem -> {
            assertThat(problem).hasMessage("Library Lib 1.0.0 uses the operator 'Guess' at 12:3-12:9");
            assertThat(problem.cure()).isNotBlank();
        });
    }

    @Test
    void whatIsReferredToMustBeThere() {
        ElmRun run = new ElmRun(library(
                "Lib",
                define("A", named("ExpressionRef", "Missing")),
                define("B", call("missing", value("1"))),
                define("C", ElmText.alias("nobody"))));
        assertThatThrownBy(() -> run.run("A")).isInstanceOf(ElmProblem.class).hasMessageContaining("'Missing'");
        assertThatThrownBy(() -> run.run("B")).isInstanceOf(ElmProblem.class).hasMessageContaining("'missing' of 1");
        assertThatThrownBy(() -> run.run("C")).isInstanceOf(ElmProblem.class).hasMessageContaining("'nobody'");
    }

    @Test
    void aDefinitionThatCouldNotBeCompiledIsRefusedAgain() {
        ElmLibrary library = new ElmLibrary(
                library("Lib", define("Inner", node("Guess")), define("Outer", named("ExpressionRef", "Inner"))));
        Linker linker = new Linker(new ElmRun.Included(List.of(library)), 0);
        assertThatThrownBy(() -> linker.definition(library, "Outer")).isInstanceOf(ElmProblem.class);
        assertThatThrownBy(() -> linker.definition(library, "Outer")).isInstanceOf(ElmProblem.class);
        assertThatThrownBy(() -> linker.definition(library, "Inner")).isInstanceOf(ElmProblem.class);
    }

    @Test
    void aDefinitionIsFoundInAnyCaseOfLetters() {
        ElmLibrary library = new ElmLibrary(
                library("Lib", define("Initial Population", value("true")), function("Age Of", value("1"))));
        assertThat(library.definitionLike("initial population")).isEqualTo("Initial Population");
        assertThat(library.definitionLike("AGE OF")).isEqualTo("Age Of");
        assertThat(library.definitionLike("numerator")).isNull();
    }

    @Test
    void tuplesAndInstancesHaveTheElementsThatAreWrittenDown() {
        JsonNode element = node("Property").put("path", "days").set("source", value("Tuple{days: 3}"));
        assertThat(ElmRun.value(element)).isEqualTo("3");
        ObjectNode quantity = node("Instance").put("classType", "{urn:hl7-org:elm-types:r1}Quantity");
        ObjectNode unit = named("Element", "unit").set("value", value("'mg'"));
        ObjectNode amount = named("Element", "value").set("value", value("2.5"));
        assertThat(ElmRun.value(quantity.set("element", array(unit, amount)))).isEqualTo(wanted("2.5 'mg'"));
    }
}
