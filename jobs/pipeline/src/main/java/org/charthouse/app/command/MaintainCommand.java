package org.charthouse.app.command;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.charthouse.app.House;
import org.charthouse.lake.Lake;
import org.charthouse.lake.WriterLock;
import org.charthouse.lake.upkeep.Maintenance;
import org.charthouse.spec.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse maintain}. */
@Command(
        name = "maintain",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps the lake small: compacts tables of many small files, forgets old states and old rows of the run log,",
            "and deletes data files that neither the newest version of a table nor a kept state needs.",
            "What is kept is said in conf/charthouse.yaml, section 'upkeep'. Queries that read a state older than the",
            "kept ones at this time may fail."
        })
final class MaintainCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Override
    public Integer call() {
        House house = options.house();
        Lake lake = house.lake();
        house.manifest(lake);
        Maintenance maintenance = new Maintenance(
                lake,
                house.manifests(lake),
                house.specs().house().upkeep(),
                house.specs()::knows,
                house.accessLog(lake));
        if (dryRun) {
            print(maintenance.preview(Instant.now()));
            System.out.println("dry run: nothing was changed");
            return 0;
        }
        WriterLock lock = WriterLock.take(house.lakePath());
        try {
            print(maintenance.carryOut(Instant.now()));
        } finally {
            lock.close();
        }
        return 0;
    }

    private static void print(Maintenance.Report report) {
        TextTable table = new TextTable(List.of(
                "table", "compacted", "files before", "after", "versions kept", "files deleted", "bytes freed"));
        report.tables()
                .forEach(each -> table.add(List.of(
                        each.table().toString(),
                        each.compacted() ? "yes" : "no",
                        String.valueOf(each.filesBefore()),
                        String.valueOf(each.filesAfter()),
                        String.valueOf(each.versions()),
                        String.valueOf(each.deleted()),
                        String.format(Locale.ROOT, "%,d", each.bytes()))));
        table.print(System.out);
        System.out.printf(
                Locale.ROOT,
                "%d tables compacted, %,d files deleted, %,d bytes freed, %d states and %,d rows of the run log forgotten%n",
                report.tables().stream()
                        .filter(Maintenance.TableUpkeep::compacted)
                        .count(),
                report.tables().stream()
                        .mapToLong(Maintenance.TableUpkeep::deleted)
                        .sum(),
                report.tables().stream()
                        .mapToLong(Maintenance.TableUpkeep::bytes)
                        .sum(),
                report.manifests(),
                report.runRows());
        report.published().ifPresent(number -> System.out.println("published as manifest " + number + ", maintain"));
        tell("not compacted until 'charthouse run' has settled what an interrupted run left", report.unsettled());
        tell("nothing deleted, for a version that a kept state names cannot be read", report.unreadable());
        tell("left alone, for neither a contract nor a kept state knows them", report.strangers());
    }

    private static void tell(String what, List<TableName> tables) {
        if (!tables.isEmpty()) {
            System.out.println(
                    what + ": " + tables.stream().map(TableName::toString).collect(Collectors.joining(", ")));
        }
    }
}
