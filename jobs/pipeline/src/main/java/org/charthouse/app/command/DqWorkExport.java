package org.charthouse.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.WorkFile;
import org.charthouse.app.WorkFilter;
import org.charthouse.app.WorkList;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq work export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes the work list as CSV, to be filled in and taken in by 'import'; writes to the access log.")
final class DqWorkExport implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private WorkOptions which = new WorkOptions();

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file; for its owner alone.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private Path out;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    @Override
    public Integer call() {
        WorkFile.check(out, force);
        House house = options.house();
        WorkFilter filter = which.filter(house);
        Lake lake = house.lake();
        WorkList list = new WorkList(house, lake);
        list.note().ifPresent(System.out::println);
        Dataset<Row> items = list.items(filter);
        purpose.access(house, lake, "dq work export", filter.toString())
                .shown(list.manifest(), Set.of("dq.failing_row", "dq.work_item"), items.count());
        try {
            System.out.println(WorkFile.write(out, items) + " items in " + out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }
}
