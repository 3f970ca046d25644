package org.charthouse.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.charthouse.dq.RuleBook;
import org.charthouse.dq.RulePage;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which rules are meant: those of a table, one of them, or those of a name. */
final class RuleChoice {

    @Parameters(
            arity = "0..1",
            paramLabel = "RULE",
            description = "A table (vital_sign), a rule of it (vital_sign.heart_rate_range), or the name of a rule.")
    private @Nullable String name;

    boolean isGiven() {
        return name != null;
    }

    /**
     * The rules that are meant; all where none is named.
     *
     * @throws UserError if there is none of that name
     */
    RuleBook of(RuleBook all) {
        if (name == null) {
            return all;
        }
        String wanted = without(name);
        RuleBook chosen = all.only((table, rule) -> names(table.name(), rule).contains(wanted));
        if (chosen.pages().isEmpty()) {
            List<String> known = new ArrayList<>();
            for (RulePage page : all.pages()) {
                known.addAll(names(page.table().name(), page.rule()));
            }
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "No rule '" + name + "'",
                            Place.of("conf/rules"),
                            "neither a contract nor a file has it",
                            NearestWord.cure(
                                    without(name), known.stream().distinct().toList())));
        }
        return chosen;
    }

    /** Spark SQL over {@code table_name} and {@code rule}: the rules that are meant. */
    String condition(RuleBook chosen) {
        return name == null
                ? "true"
                : chosen.pages().stream()
                        .map(page -> "'" + page.name() + "'")
                        .collect(Collectors.joining(", ", "concat(table_name, '.', rule) IN (", ")"));
    }

    private static List<String> names(String table, String rule) {
        return List.of(table, table + "." + rule, rule);
    }

    private static String without(String name) {
        return name.startsWith("core.") ? name.substring("core.".length()) : name;
    }
}
