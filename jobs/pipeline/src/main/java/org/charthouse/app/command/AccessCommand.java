package org.charthouse.app.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.lake.AccessLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse access list} and {@code access verify}. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        description = "Tells who was shown rows of persons.",
        subcommands = {AccessCommand.Lines.class, AccessCommand.Verify.class})
final class AccessCommand {

    /** Lists lines. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the lines of the access log.")
    static final class Lines implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Option(names = "--since", paramLabel = "YYYY-MM-DD", description = "Only from this day on (UTC).")
        private @Nullable LocalDate since;

        @Override
        public Integer call() {
            House house = options.house();
            Iterator<AccessLine> lines = house.accessLog(house.lake()).lines();
            TextTable table = new TextTable(
                    List.of("line", "at", "actor", "command", "purpose", "manifest", "rows", "outcome", "tables"));
            while (lines.hasNext()) {
                AccessLine line = lines.next();
                if (since == null || !line.at().isBefore(since.atStartOfDay().toInstant(ZoneOffset.UTC))) {
                    table.add(cells(line));
                }
            }
            table.print(System.out);
            return 0;
        }

        private static List<String> cells(AccessLine line) {
            AccessLine.Entry entry = line.entry();
            return List.of(
                    String.valueOf(line.number()),
                    line.at().toString(),
                    entry.actor(),
                    entry.command(),
                    entry.purpose(),
                    String.valueOf(entry.manifest()),
                    String.valueOf(entry.rows()),
                    entry.outcome(),
                    String.join(" ", entry.tables()));
        }
    }

    /** Checks the chain. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks that no line was changed, taken away or moved. Exit code 6 if one was.")
    static final class Verify implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Override
        public Integer call() {
            House house = options.house();
            Optional<String> fault = house.accessLog(house.lake()).fault();
            System.out.println(fault.map(what -> "The access log is not as it was written: " + what)
                    .orElse("The access log is as it was written"));
            return (fault.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED).number();
        }
    }
}
