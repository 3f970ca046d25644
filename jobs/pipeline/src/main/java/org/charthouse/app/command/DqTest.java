package org.charthouse.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.charthouse.app.House;
import org.charthouse.dq.QuestionCases;
import org.charthouse.dq.RuleBook;
import org.charthouse.dq.RuleCases;
import org.charthouse.dq.RuleCases.Outcome;
import org.charthouse.dq.RulePage;
import org.charthouse.error.ExitCode;
import org.charthouse.spec.RuleSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse dq test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Runs the worked examples of rules: rows that must pass, fail or be none of a rule's business. Spark is not"
                        + " started. Exit code 6 if one comes out otherwise.")
final class DqTest implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private RuleChoice choice = new RuleChoice();

    @Override
    public Integer call() {
        House house = options.house();
        List<String> wanted = choice.of(new RuleBook(house.specs())).pages().stream()
                .map(RulePage::name)
                .toList();
        List<Outcome> outcomes = house.specs().rules().values().stream()
                .flatMap(sheet -> Stream.concat(
                        RuleCases.run(sheet, house.specs()).stream(), questions(house, sheet, wanted).stream()))
                .filter(outcome -> wanted.contains(outcome.table() + "." + outcome.rule()))
                .toList();
        List<Outcome> wrong =
                outcomes.stream().filter(outcome -> !outcome.isAsExpected()).toList();
        wrong.forEach(outcome -> System.out.printf(
                "FAILED  %s.%s: '%s' row %d: %s%n",
                outcome.table(), outcome.rule(), outcome.expected(), outcome.number(), outcome.got()));
        System.out.println(outcomes.size() + " examples, " + wrong.size() + " not as they say");
        return (wrong.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED).number();
    }

    /** Spark is started for those rules alone that are about more than a row. */
    private static List<Outcome> questions(House house, RuleSheet sheet, List<String> wanted) {
        boolean isAsked = QuestionCases.of(sheet, house.specs()).stream()
                .anyMatch(rule -> wanted.contains(sheet.table() + "." + rule));
        return isAsked ? new QuestionCases(house.session(), house.specs()).run(sheet) : List.of();
    }
}
