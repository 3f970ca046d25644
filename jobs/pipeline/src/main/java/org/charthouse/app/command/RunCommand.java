package org.charthouse.app.command;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.app.RunConsole;
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

    @Override
    public Integer call() {
        House house = options.house();
        RunConsole.run(house, Optional.ofNullable(asOf), System.out);
        return 0;
    }
}
