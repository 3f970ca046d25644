package org.charthouse.app.command;

import static org.apache.spark.sql.functions.col;

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

/** {@code charthouse quarantine retry}. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Has lines that are open or discarded read again at the next run, and refused files opened again.",
            "Lines that are too long come only with their file; those that are no UTF-8 are taken as ISO 8859-1, and only",
            "if named by '--rule encoding'."
        })
final class QuarantineRetry implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private QuarantineOptions which = new QuarantineOptions();

    @Option(names = "--dry-run", description = "Only say how many lines and files that would be.")
    private boolean dryRun;

    @Override
    public Integer call() {
        QuarantineFilter filter = which.filter();
        House house = options.house();
        Lake lake = house.lake();
        if (dryRun) {
            Work work = work(new Quarantine(house, lake), filter);
            System.out.println(work.lines() + " lines and " + work.files() + " files would be read again");
            return 0;
        }
        Work work = new StateChange(house, lake)
                .make(
                        "quarantine retry",
                        List.of(IngestJob.QUARANTINE, IngestJob.FILE),
                        () -> retry(house, lake, filter));
        System.out.println(work.lines() + " lines and " + work.files() + " files will be read again by the next run");
        return 0;
    }

    private record Work(long lines, long files) {}

    private static Work retry(House house, Lake lake, QuarantineFilter filter) {
        Quarantine quarantine = new Quarantine(house, lake);
        quarantine.note().ifPresent(System.out::println);
        Work work = work(quarantine, filter);
        if (work.lines() > 0) {
            quarantine.mark(filter, Quarantine.RETRY, "");
        }
        if (work.files() > 0) {
            quarantine.openAgain(filter);
        }
        return work;
    }

    private static Work work(Quarantine quarantine, QuarantineFilter filter) {
        long lines = quarantine
                .lines(filter)
                .filter(Quarantine.changes(Quarantine.RETRY, filter))
                .count();
        long files = quarantine
                .files(filter)
                .filter(col("state").notEqual(Quarantine.RETRY))
                .count();
        return new Work(lines, files);
    }
}
