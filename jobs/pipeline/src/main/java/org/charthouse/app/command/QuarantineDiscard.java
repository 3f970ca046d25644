package org.charthouse.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.app.Quarantine;
import org.charthouse.app.QuarantineFilter;
import org.charthouse.app.StateChange;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse quarantine discard}. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = "Says of open lines that they will not be used. They stay in quarantine, with the reason.")
final class QuarantineDiscard implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private QuarantineOptions which = new QuarantineOptions();

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it is kept with each line. Never a patient's name or number.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Only say how many lines that would be.")
    private boolean dryRun;

    @Override
    public Integer call() {
        QuarantineFilter filter = which.filter();
        House house = options.house();
        Lake lake = house.lake();
        if (dryRun) {
            System.out.println(count(new Quarantine(house, lake), filter) + " lines would be discarded");
            return 0;
        }
        long lines = new StateChange(house, lake)
                .make("quarantine discard", List.of(IngestJob.QUARANTINE), () -> discard(house, lake, filter));
        System.out.println(lines + " lines are discarded");
        return 0;
    }

    private long discard(House house, Lake lake, QuarantineFilter filter) {
        Quarantine quarantine = new Quarantine(house, lake);
        quarantine.note().ifPresent(System.out::println);
        long lines = count(quarantine, filter);
        if (lines > 0) {
            quarantine.mark(filter, Quarantine.DISCARDED, reason);
        }
        return lines;
    }

    private static long count(Quarantine quarantine, QuarantineFilter filter) {
        return quarantine
                .lines(filter)
                .filter(Quarantine.changes(Quarantine.DISCARDED, filter))
                .count();
    }
}
