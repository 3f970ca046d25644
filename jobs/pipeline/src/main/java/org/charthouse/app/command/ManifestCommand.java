package org.charthouse.app.command;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.charthouse.app.House;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestDiff;
import org.charthouse.lake.PublishedManifest;
import org.charthouse.lake.WriterLock;
import org.charthouse.lake.upkeep.Rollback;
import org.charthouse.spec.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse manifest list | diff | rollback}. */
@Command(
        name = "manifest",
        mixinStandardHelpOptions = true,
        description = "Looks at published states, and goes back to one.",
        subcommands = {ManifestCommand.Listing.class, ManifestDiffCommand.class, ManifestCommand.Back.class})
final class ManifestCommand {

    /** Lists states. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists published states: number, when, what for, date, and the tables that changed.")
    static final class Listing implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Override
        public Integer call() {
            return list(options.house());
        }
    }

    /** Goes back. */
    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = {
                "Puts an earlier state in force again: each table gets a new version that equals the old one.",
                "Nothing is lost; the state left behind can be gone back to in the same way. The next run takes in what",
                "was delivered since."
            })
    static final class Back implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Parameters(paramLabel = "N", description = "Number of the manifest, as 'manifest list' shows it.")
        private long number;

        @Option(names = "--dry-run", description = "Only say what would be done.")
        private boolean dryRun;

        @Override
        public Integer call() {
            House house = options.house();
            Lake lake = house.lake();
            house.manifest(lake);
            Rollback rollback = new Rollback(lake, house.manifests(lake));
            if (dryRun) {
                print(rollback.plan(number), System.out);
                System.out.println("dry run: nothing was changed");
                return 0;
            }
            WriterLock lock = WriterLock.take(house.lakePath());
            try {
                Rollback.Plan plan = rollback.plan(number);
                print(plan, System.out);
                tell(rollback.carryOut(plan, Instant.now()), number);
            } finally {
                lock.close();
            }
            return 0;
        }

        private static void print(Rollback.Plan plan, PrintStream out) {
            TextTable table = new TextTable(List.of("table", "newest version", "version then", "what"));
            plan.changes()
                    .forEach(step -> table.add(List.of(
                            step.table().toString(),
                            String.valueOf(step.now()),
                            step.then() == Lake.ABSENT ? "none" : String.valueOf(step.then()),
                            step.way().name().toLowerCase(Locale.ROOT))));
            table.print(out);
            out.printf(
                    "%d tables change, %d are what they were%n",
                    plan.changes().size(), plan.steps().size() - plan.changes().size());
            if (!plan.leftOut().isEmpty()) {
                out.println("left out of the state: "
                        + plan.leftOut().stream().map(TableName::toString).collect(Collectors.joining(", ")));
            }
        }

        private static void tell(Optional<Manifest> next, long number) {
            System.out.println(
                    next.map(manifest -> "published as manifest " + manifest.run() + ", rollback to " + number)
                            .orElse("nothing to do: the state in force is that of manifest " + number));
        }
    }

    /** Lists the states of a house. */
    static int list(House house) {
        Lake lake = house.lake();
        Manifest inForce = house.manifest(lake);
        TextTable table = new TextTable(List.of("manifest", "published at", "for", "as of", "changed", "tables"));
        Manifest before = Manifest.empty();
        for (PublishedManifest each : house.manifests(lake).history()) {
            table.add(line(before, each));
            before = each.manifest();
        }
        table.print(System.out);
        System.out.println("in force: manifest " + inForce.run());
        return 0;
    }

    private static List<String> line(Manifest before, PublishedManifest published) {
        List<ManifestDiff.Change> changes =
                ManifestDiff.of(before, published.manifest()).tables();
        return List.of(
                String.valueOf(published.number()),
                published.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                published.because(),
                published.manifest().asOf().toString(),
                String.valueOf(changes.size()),
                changes.stream().map(change -> change.table().toString()).collect(Collectors.joining(", ")));
    }
}
