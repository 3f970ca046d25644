package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
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

    @Option(
            names = "--overlays",
            description = "List records instead that may have been overwritten with what is known of another person.")
    private boolean isOverlays;

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
        Shown list = isOverlays ? Shown.OVERLAYS : isDecided ? Shown.DECISIONS : Shown.PAIRS;
        Dataset<Row> rows = list.rows().apply(queue).persist(StorageLevel.MEMORY_AND_DISK());
        long all = rows.count();
        List<Row> shown = rows.limit(limit).collectAsList();
        rows.unpersist();
        purpose.access(house, lake, "identity review list", list.name())
                .shown(queue.manifest(), ReviewQueue.TABLES, shown.size());
        TextTable table = TextTable.whole(list.header());
        shown.forEach(row -> table.add(
                list.columns().stream().map(column -> text(row, column)).toList()));
        if (!shown.isEmpty()) {
            table.print(System.out);
        }
        System.out.println(shown.size() + " of " + all + " " + list.name() + ", as of " + queue.asOf());
        return 0;
    }

    private static String text(Row row, String column) {
        Object value = row.getAs(column);
        return value instanceof Double score ? String.format(Locale.ROOT, "%.4f", score) : Objects.toString(value, "");
    }

    /** A list: its rows, and their columns with what these are called. */
    private record Shown(
            String name, Function<ReviewQueue, Dataset<Row>> rows, List<String> header, List<String> columns) {

        static final Shown PAIRS = new Shown(
                "pairs",
                ReviewQueue::pairs,
                List.of("a", "b", "records", "likely", "reason", "compared"),
                List.of("a", "b", "records", "score", "reason", "comparison"));

        static final Shown DECISIONS = new Shown(
                "decisions",
                ReviewQueue::decisions,
                List.of("a", "b", "decision", "until", "by", "at", "note"),
                List.of("a", "b", "decision", "deferred_until", "decided_by", "decided_at", "note"));

        static final Shown OVERLAYS = new Shown(
                "overlays",
                ReviewQueue::overlays,
                List.of("source", "record", "found on", "one person", "then and now"),
                List.of("source_system", "patient_id", "found_on", "score", "comparison"));
    }
}
