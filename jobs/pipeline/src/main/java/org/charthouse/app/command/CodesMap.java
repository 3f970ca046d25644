package org.charthouse.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.terminology.ReviewedMappings;
import org.charthouse.terminology.Terminology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse codes map}. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description =
                "Takes in a work list of codes that people filled in: checks it whole, and writes its lines with a"
                        + " normalized_code to a list of mappings. The next run uses them.")
final class CodesMap implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(paramLabel = "FILE", description = "The list of 'codes unmapped --out', filled in.")
    private Path file = Path.of("");

    @Option(
            names = "--into",
            defaultValue = "reviewed",
            paramLabel = "NAME",
            description = "Name of the list in conf/terminology/mappings (default: ${DEFAULT-VALUE}).")
    private String into = "";

    @Option(names = "--dry-run", description = "Only check it, and say how many lines are new.")
    private boolean dryRun;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw wrong("No such file", file.toString(), "nothing can be read there", "check the path");
        }
        if (!into.matches("[A-Za-z0-9_-]+")) {
            throw wrong("Not a name", into, "the list would not be found again", "use letters, digits, _ and -");
        }
        House house = options.house();
        Path list =
                house.config().resolve(Terminology.FOLDER).resolve("mappings").resolve(into + ".csv");
        ReviewedMappings reviewed = ReviewedMappings.of(file, house.specs().terminology(), list);
        if (!dryRun) {
            reviewed.write(list);
        }
        System.out.printf(
                "%d mappings %s %s, %d of them new; %d lines are not mapped yet%n",
                reviewed.lines().size(), dryRun ? "would be in" : "are in", list, reviewed.added(), reviewed.open());
        return 0;
    }

    private static UserError wrong(String what, String where, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, Place.of(where), reason, cure));
    }
}
