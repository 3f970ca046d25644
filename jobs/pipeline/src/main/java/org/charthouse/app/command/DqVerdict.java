package org.charthouse.app.command;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.app.Judgements;
import org.charthouse.app.Verdict;
import org.charthouse.app.Verdict.Finding;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code charthouse dq verdict}. */
@Command(
        name = "verdict",
        mixinStandardHelpOptions = true,
        description = {
            "Tells which marts and measures of the state in force can be relied on, and the rules that decide: safe; with caution",
            "(a rule failed); not safe (a fatal rule failed, or one could not be computed); unknown (nothing could be checked).",
            "Exit code 6 if the table that is named is not safe."
        })
final class DqVerdict implements Callable<Integer> {

    private static final String FOUND =
            "SELECT concat(table_name, '.', rule), severity, state, endangers FROM dq.result";

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE",
            description = "A mart or table of measures, such as mart.measure_rate.")
    private @Nullable String name;

    @Override
    public Integer call() {
        House house = options.house();
        List<Finding> findings = new Judgements(house, house.lake())
                .ask(FOUND).collectAsList().stream()
                        .map(row -> new Finding(row.getString(0), row.getString(1), row.getString(2), row.getList(3)))
                        .toList();
        Set<String> marts = new TreeSet<>();
        house.specs().marts().keySet().forEach(table -> marts.add(table.toString()));
        List<Verdict> verdicts = chosen(Verdict.of(marts, findings));
        TextTable table = TextTable.whole(List.of("table", "verdict", "rules", "checked", "because of"));
        verdicts.forEach(verdict -> table.add(List.of(
                verdict.table(),
                verdict.word(),
                String.valueOf(verdict.rules()),
                String.valueOf(verdict.checked()),
                name == null ? few(verdict.deciding()) : String.join(", ", verdict.deciding()))));
        table.print(System.out);
        boolean isUnsafe = name != null && verdicts.get(0).word().equals(Verdict.NOT_SAFE);
        return (isUnsafe ? ExitCode.CHECK_FAILED : ExitCode.DONE).number();
    }

    private List<Verdict> chosen(List<Verdict> all) {
        if (name == null) {
            return all;
        }
        List<Verdict> chosen = all.stream()
                .filter(verdict ->
                        verdict.table().equals(name) || verdict.table().endsWith("." + name))
                .toList();
        if (chosen.isEmpty()) {
            List<String> known = all.stream().map(Verdict::table).toList();
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "No verdict for '" + name + "'",
                            null,
                            "no rule endangers it",
                            NearestWord.cure(name, known)));
        }
        return chosen;
    }

    /** A list of all tables has room for a few rules each. */
    private static String few(List<String> deciding) {
        int most = 3;
        return deciding.size() <= most
                ? String.join(", ", deciding)
                : String.join(", ", deciding.subList(0, most)) + " and " + (deciding.size() - most) + " more";
    }
}
