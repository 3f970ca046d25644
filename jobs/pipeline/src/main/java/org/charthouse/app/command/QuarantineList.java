package org.charthouse.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.Quarantine;
import org.charthouse.app.QuarantineFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse quarantine list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Counts quarantined lines by feed, kind, rule, state and days since delivery, and names refused files.")
final class QuarantineList implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private QuarantineOptions which = new QuarantineOptions();

    @Override
    public Integer call() {
        QuarantineFilter filter = which.filter();
        House house = options.house();
        Quarantine quarantine = new Quarantine(house, house.lake());
        List<Row> counts = quarantine.counts(filter);
        TextTable table = new TextTable(List.of("feed", "kind", "rule", "state", "age_days", "lines"));
        counts.forEach(row -> table.add(List.of(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                String.valueOf(row.getInt(4)),
                String.valueOf(row.getLong(5)))));
        table.print(System.out);
        System.out.println(counts.stream().mapToLong(row -> row.getLong(5)).sum() + " lines"
                + quarantine.note().map(note -> ", " + note).orElse(""));
        files(quarantine
                .files(filter)
                .select("path", "state", "age_days", "reason")
                .orderBy("path")
                .collectAsList());
        return 0;
    }

    private static void files(List<Row> files) {
        if (files.isEmpty()) {
            return;
        }
        System.out.println();
        TextTable table = TextTable.whole(List.of("refused file", "state", "age_days", "reason"));
        files.forEach(row -> table.add(List.of(
                row.getString(0), row.getString(1), String.valueOf(row.getInt(2)), String.valueOf(row.get(3)))));
        table.print(System.out);
    }
}
