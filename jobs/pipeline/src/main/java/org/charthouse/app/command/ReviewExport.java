package org.charthouse.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.ReviewFile;
import org.charthouse.app.ReviewQueue;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse identity review export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the pairs to be decided as CSV, to be filled in (columns decision, until, note) and taken in by 'import';",
            "writes to the access log."
        })
final class ReviewExport implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file; for its owner alone.")
    @SuppressWarnings("NullAway.Init") // picocli demands it
    private Path out;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    @Override
    public Integer call() {
        ReviewFile.check(out, force);
        House house = options.house();
        Lake lake = house.lake();
        ReviewQueue queue = new ReviewQueue(house, lake);
        List<Row> pairs = queue.pairs().collectAsList();
        purpose.access(house, lake, "identity review export", "pairs")
                .shown(queue.manifest(), ReviewQueue.TABLES, pairs.size());
        try {
            ReviewFile.write(out, pairs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(pairs.size() + " pairs in " + out);
        return 0;
    }
}
