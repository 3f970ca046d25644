package org.charthouse.app.command;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.charthouse.app.House;
import org.charthouse.app.StateChange;
import org.charthouse.app.WorkChange;
import org.charthouse.app.WorkFilter;
import org.charthouse.app.WorkList;
import org.charthouse.dq.WorkItem;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands have in common that decide about items of the work list. */
final class WorkDecision {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--dry-run", description = "Only say how many items that would change.")
    private boolean dryRun;

    /** Decides about the items that are meant. */
    int make(String command, WorkOptions which, WorkChange change) {
        House house = options.house();
        WorkFilter filter = which.someOf(house);
        return make(house, command, list -> list.count(filter, change), list -> list.make(filter, change));
    }

    /** Decides, as the only writer, or only counts. */
    int make(String command, ToLongFunction<WorkList> count, Function<WorkList, WorkList.Made> decide) {
        return make(options.house(), command, count, decide);
    }

    private int make(
            House house, String command, ToLongFunction<WorkList> count, Function<WorkList, WorkList.Made> decide) {
        Lake lake = house.lake();
        if (dryRun) {
            System.out.println(count.applyAsLong(new WorkList(house, lake)) + " items would change");
            return 0;
        }
        WorkList.Made made = new StateChange(house, lake)
                .make(
                        "dq work " + command,
                        List.of(WorkItem.TABLE),
                        () -> decide.apply(new WorkList(house, lake)),
                        WorkList.Made::isOfExceptions);
        System.out.println(made.items() + " items changed"
                + (made.isOfExceptions() ? "; the next run judges the rules with it" : ""));
        return 0;
    }
}
