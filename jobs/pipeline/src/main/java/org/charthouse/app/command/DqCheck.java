package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.Judgements;
import org.charthouse.dq.RuleBook;
import org.charthouse.error.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Judges the state in force by the rules as they stand now, and writes nothing: to try out a rule before"
                        + " a run. Exit code 6 if a rule fails or cannot be computed.")
final class DqCheck implements Callable<Integer> {

    private static final List<String> QUIET = List.of("passed", "not applicable");

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private RuleChoice choice = new RuleChoice();

    @Option(names = "--all", description = "Also name rules that passed or were about no row.")
    private boolean all;

    @Override
    public Integer call() {
        House house = options.house();
        RuleBook rules = choice.of(new RuleBook(house.specs()));
        List<Row> results = new Judgements(house, house.lake()).now(rules);
        TextTable table =
                TextTable.whole(List.of("rule", "state", "checked", "violating", "percent", "allowed", "why"));
        results.stream()
                .filter(row -> all || choice.isGiven() || !QUIET.contains(state(row)))
                .forEach(row -> table.add(line(row)));
        table.print(System.out);
        boolean isSound = results.stream().map(DqCheck::state).noneMatch(List.of("failed", "error")::contains);
        long passed =
                results.stream().map(DqCheck::state).filter("passed"::equals).count();
        System.out.println(results.size() + " rules, " + passed + " passed without a violation");
        return (isSound ? ExitCode.DONE : ExitCode.CHECK_FAILED).number();
    }

    private static List<String> line(Row row) {
        return List.of(
                row.getString(0) + "." + row.getString(1),
                state(row),
                String.valueOf(row.getLong(8)),
                String.valueOf(row.getLong(9)),
                row.isNullAt(11) ? "" : String.format(Locale.ROOT, "%.2f", row.getDouble(11)),
                String.format(Locale.ROOT, "%.2f", row.getDouble(7)),
                row.isNullAt(13) ? "" : row.getString(13));
    }

    private static String state(Row row) {
        return row.getString(12);
    }
}
