package org.charthouse.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.app.House;
import org.charthouse.app.WorkFilter;
import org.charthouse.app.WorkList;
import org.charthouse.dq.RuleBook;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which items of the work list are meant. */
final class WorkOptions {

    @Mixin
    private RuleChoice choice = new RuleChoice();

    @Option(names = "--source", paramLabel = "SYSTEM", description = "Only rows of this source system.")
    private @Nullable String source;

    @Option(names = "--facility", paramLabel = "ID", description = "Only rows of this facility.")
    private @Nullable String facility;

    @Option(
            names = "--state",
            description = "Only items in this state: open, reopened, expired, accepted, done, resolved, 'not judged'.")
    private @Nullable String state;

    @Option(names = "--owned-by", paramLabel = "NAME", description = "Only items that this person works on.")
    private @Nullable String owner;

    @Option(
            names = "--row",
            paramLabel = "KEY",
            description = "Only the row with this key, as 'list' shows it; may be given several times.")
    private List<String> rows = new ArrayList<>();

    /** The items that are meant; all where nothing is said. */
    WorkFilter filter(House house) {
        if (state != null && !WorkList.STATES.contains(state)) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "Unknown state '" + state + "'",
                            null,
                            "no item is ever in it",
                            NearestWord.cure(state, WorkList.STATES)));
        }
        String rules = choice.isGiven() ? choice.condition(choice.of(new RuleBook(house.specs()))) : "true";
        SortedMap<String, String> values = new TreeMap<>();
        put(values, "source_system", source);
        put(values, "facility_id", facility);
        put(values, "state", state);
        put(values, "owner", owner);
        return new WorkFilter(rules, values, List.copyOf(rows));
    }

    /**
     * The items that are to be changed.
     *
     * @throws UserError if nothing says which
     */
    WorkFilter someOf(House house) {
        WorkFilter filter = filter(house);
        if (!choice.isGiven() && filter.values().isEmpty() && rows.isEmpty()) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "Which items?",
                            null,
                            "nothing says so, and all of them are hardly meant",
                            "name a rule or table, --source, --facility, --state, --owned-by or --row"));
        }
        return filter;
    }

    private static void put(SortedMap<String, String> values, String column, @Nullable String value) {
        if (value != null) {
            values.put(column, value);
        }
    }
}
