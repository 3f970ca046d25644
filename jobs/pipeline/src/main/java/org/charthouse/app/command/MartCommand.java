package org.charthouse.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.mart.MartCases;
import org.charthouse.spec.MartSpec;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code charthouse mart test}. */
@Command(
        name = "mart",
        mixinStandardHelpOptions = true,
        description = "Works with marts.",
        subcommands = MartCommand.Test.class)
final class MartCommand {

    /** Runs worked cases. */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Runs the worked cases of a mart, or of all marts. Exit code 6 if one fails.")
    static final class Test implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Parameters(
                arity = "0..1",
                paramLabel = "MART",
                description = "Name of the mart, such as chronic_prevalence or measure.gap.")
        private @Nullable String name;

        @Override
        public Integer call() {
            House house = options.house();
            List<MartSpec> marts = chosen(house);
            SparkSession session = house.session();
            List<MartCases.Outcome> outcomes = new ArrayList<>();
            marts.forEach(mart -> outcomes.addAll(new MartCases(session, house.specs()).run(mart)));
            outcomes.forEach(Test::print);
            boolean passed = outcomes.stream().allMatch(MartCases.Outcome::passed);
            return (passed ? ExitCode.DONE : ExitCode.CHECK_FAILED).number();
        }

        private List<MartSpec> chosen(House house) {
            if (name == null) {
                return List.copyOf(house.specs().marts().values());
            }
            String wanted = name.contains(".") ? name : "mart." + name;
            MartSpec mart = house.specs().marts().get(TableName.of(wanted));
            if (mart == null) {
                List<String> known = house.specs().marts().keySet().stream()
                        .map(TableName::toString)
                        .toList();
                throw new UserError(
                        ExitCode.USAGE,
                        new Problem(
                                "No mart '" + name + "'",
                                Place.of("conf/marts"),
                                "no file defines it",
                                NearestWord.cure(wanted, known)));
            }
            return List.of(mart);
        }

        private static void print(MartCases.Outcome outcome) {
            System.out.printf("%s  %s: %s%n", outcome.passed() ? "passed" : "FAILED", outcome.mart(), outcome.name());
            outcome.missing().forEach(row -> System.out.println("    missing    " + row));
            outcome.unexpected().forEach(row -> System.out.println("    unexpected " + row));
        }
    }
}
