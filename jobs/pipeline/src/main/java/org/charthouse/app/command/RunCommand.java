package org.charthouse.app.command;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.app.RunConsole;
import org.charthouse.pipeline.RunOrder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Takes what is new in the landing folder through the lake to marts and reports.")
final class RunCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(
            names = "--as-of",
            paramLabel = "YYYY-MM-DD",
            description = "The date that the run stands for (default: that of the newest delivery).")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--full",
            description = "Make every table anew from the raw rows; person ids and history stay as they are.")
    private boolean full;

    @Option(
            names = "--job",
            paramLabel = "NAME",
            description = "Work only on this job and on what reads what it makes, from the state in force; repeatable.")
    private Set<String> jobs = new TreeSet<>();

    @Option(
            names = "--start-over",
            description = "Start from the state in force: leave aside what earlier runs did and did not publish, "
                    + "as after a delivery that was taken back.")
    private boolean startOver;

    @Option(names = "--dry-run", description = "Tell which jobs would work and why, and do nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        House house = options.house();
        RunOrder order = new RunOrder(full, jobs, Optional.ofNullable(asOf), startOver);
        if (dryRun) {
            RunConsole.plan(house, order, System.out);
        } else {
            RunConsole.run(house, order, System.out);
        }
        return 0;
    }
}
