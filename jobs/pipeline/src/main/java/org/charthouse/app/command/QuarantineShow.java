package org.charthouse.app.command;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.LineNumbers;
import org.charthouse.app.MaskedText;
import org.charthouse.app.Quarantine;
import org.charthouse.app.QuarantineFilter;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse quarantine show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Lists quarantined lines: file, line, rule and reason; what stands in them only where asked for.")
final class QuarantineShow implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private QuarantineOptions which = new QuarantineOptions();

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Option(
            names = "--text",
            description = "Also show the text, masked: letters are x, digits 9; length and separators are as sent.")
    private boolean text;

    @Option(names = "--unmask", description = "Also show the text as it was sent; writes to the access log.")
    private boolean unmask;

    @Option(names = "--limit", defaultValue = "200", description = "Most lines to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        if (limit < 0) {
            throw QuarantineOptions.negative("--limit");
        }
        QuarantineFilter filter = which.filter();
        House house = options.house();
        Lake lake = house.lake();
        Quarantine quarantine = new Quarantine(house, lake);
        Dataset<Row> lines = quarantine.lines(filter);
        List<Row> found = lines.select("path", "byte_offset", "rule", "reason", "state", "text", "bytes")
                .orderBy("path", "byte_offset")
                .limit(limit)
                .collectAsList();
        long all = lines.count();
        if (unmask) {
            purpose.access(house, lake, "quarantine show --unmask", filter.toString())
                    .shown(quarantine.manifest(), Set.of(IngestJob.QUARANTINE.toString()), found.size());
        }
        try (LineNumbers numbers = new LineNumbers(house.landing())) {
            print(found, numbers, quarantine.mask());
        }
        System.out.println(found.size() + " of " + all + " lines"
                + quarantine.note().map(note -> ", " + note).orElse(""));
        return 0;
    }

    private void print(List<Row> found, LineNumbers numbers, MaskedText mask) {
        if (!text && !unmask) {
            TextTable table = TextTable.whole(List.of("file", "line", "rule", "state", "reason"));
            found.forEach(row -> table.add(List.of(
                    row.getString(0), line(numbers, row), row.getString(2), row.getString(4), row.getString(3))));
            table.print(System.out);
            return;
        }
        for (Row row : found) {
            System.out.println(row.getString(0) + ":" + line(numbers, row) + "  " + row.getString(2) + ": "
                    + row.getString(3) + " (" + row.getString(4) + ")");
            String sent = row.getString(5);
            System.out.println("    " + (unmask ? MaskedText.unmasked(sent) : mask.of(sent)));
        }
    }

    private static String line(LineNumbers numbers, Row row) {
        return numbers.at(row.getString(0), row.getLong(6), row.getLong(1));
    }
}
