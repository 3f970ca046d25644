package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.app.House;
import org.charthouse.app.ReviewQueue;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse identity review list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists pairs to be decided, first those that would bring most records together; writes to the access log."
        })
final class ReviewList implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Option(names = "--limit", defaultValue = "50", description = "Most pairs to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--decided", description = "List what was decided instead, newest first.")
    private boolean isDecided;

    @Override
    public Integer call() {
        if (limit < 0) {
            throw QuarantineOptions.negative("--limit");
        }
        House house = options.house();
        Lake lake = house.lake();
        ReviewQueue queue = new ReviewQueue(house, lake);
        Dataset<Row> rows = (isDecided ? queue.decisions() : queue.pairs()).persist(StorageLevel.MEMORY_AND_DISK());
        long all = rows.count();
        List<Row> shown = rows.limit(limit).collectAsList();
        rows.unpersist();
        purpose.access(house, lake, "identity review list", String.valueOf(isDecided))
                .shown(queue.manifest(), ReviewQueue.TABLES, shown.size());
        print(shown);
        System.out.println(shown.size() + " of " + all + (isDecided ? " decisions" : " pairs, as of " + queue.asOf()));
        return 0;
    }

    private void print(List<Row> rows) {
        TextTable table = TextTable.whole(
                isDecided
                        ? List.of("a", "b", "decision", "until", "by", "at", "note")
                        : List.of("a", "b", "records", "likely", "reason", "compared"));
        rows.forEach(row -> table.add(
                isDecided
                        ? List.of(
                                text(row, "a"),
                                text(row, "b"),
                                text(row, "decision"),
                                text(row, "deferred_until"),
                                text(row, "decided_by"),
                                text(row, "decided_at"),
                                text(row, "note"))
                        : List.of(
                                text(row, "a"),
                                text(row, "b"),
                                text(row, "records"),
                                String.format(Locale.ROOT, "%.4f", row.<Double>getAs("score")),
                                text(row, "reason"),
                                text(row, "comparison"))));
        if (!rows.isEmpty()) {
            table.print(System.out);
        }
    }

    private static String text(Row row, String column) {
        return Objects.toString(row.getAs(column), "");
    }
}
