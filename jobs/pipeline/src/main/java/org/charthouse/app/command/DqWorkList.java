package org.charthouse.app.command;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.app.House;
import org.charthouse.app.WorkFilter;
import org.charthouse.app.WorkList;
import org.charthouse.dq.WorkItem;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq work list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists rows that break rules: what is to be done, and apart from it accepted exceptions, what is said to be mended,",
            "and what is resolved; writes to the access log."
        })
final class DqWorkList implements Callable<Integer> {

    private static final String STATE = "state";

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private WorkOptions which = new WorkOptions();

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Option(
            names = "--limit",
            defaultValue = "50",
            description = "Most items to list of each part (default: ${DEFAULT-VALUE}).")
    private int limit;

    /** A part of the list, with the rows that are shown of it. */
    private record Part(String title, long count, List<Row> shown) {}

    @Override
    public Integer call() {
        if (limit < 0) {
            throw QuarantineOptions.negative("--limit");
        }
        House house = options.house();
        WorkFilter filter = which.filter(house);
        Lake lake = house.lake();
        WorkList list = new WorkList(house, lake);
        Dataset<Row> items = list.items(filter).persist(StorageLevel.MEMORY_AND_DISK());
        List<Part> parts = List.of(
                part(items, "To do", WorkList.TO_DO),
                part(items, "Accepted exceptions", List.of(WorkItem.ACCEPTED)),
                part(items, "Said to be mended; a later run shows it", List.of(WorkItem.DONE)),
                part(items, "Resolved: break their rule no more", List.of(WorkList.RESOLVED)),
                part(items, "Not judged", List.of(WorkList.NOT_JUDGED)));
        items.unpersist();
        long shown = parts.stream().mapToLong(part -> part.shown().size()).sum();
        purpose.access(house, lake, "dq work list", filter.toString())
                .shown(list.manifest(), Set.of("dq.failing_row", "dq.work_item"), shown);
        list.note().ifPresent(System.out::println);
        parts.stream().filter(part -> part.count() > 0).forEach(DqWorkList::print);
        System.out.println(
                shown + " of " + parts.stream().mapToLong(Part::count).sum() + " items, as of " + list.asOf());
        return 0;
    }

    private Part part(Dataset<Row> items, String title, List<String> states) {
        Dataset<Row> own = items.filter(col(STATE).isin(states.toArray()));
        return new Part(
                title,
                own.count(),
                own.orderBy("table_name", "rule", "source_system", "row_key")
                        .limit(limit)
                        .collectAsList());
    }

    private static void print(Part part) {
        System.out.println(part.title() + ": " + part.count());
        TextTable table = TextTable.whole(
                List.of("rule", "source", "facility", "month", "row", STATE, "owner", "expires_on", "note"));
        part.shown()
                .forEach(row -> table.add(List.of(
                        text(row, "table_name") + "." + text(row, "rule"),
                        text(row, "source_system"),
                        text(row, "facility_id"),
                        text(row, "month"),
                        text(row, "row_key"),
                        text(row, STATE),
                        text(row, "owner"),
                        text(row, "expires_on"),
                        text(row, "note"))));
        table.print(System.out);
        System.out.println();
    }

    private static String text(Row row, String column) {
        return Objects.toString(row.getAs(column), "");
    }
}
