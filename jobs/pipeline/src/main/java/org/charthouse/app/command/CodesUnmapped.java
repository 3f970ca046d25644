package org.charthouse.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.UnmappedCodes;
import org.charthouse.lake.Lake;
import org.charthouse.terminology.list.SheetText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse codes unmapped}. */
@Command(
        name = "unmapped",
        mixinStandardHelpOptions = true,
        description =
                "Lists codes that are in no known code system, or are not written as its codes are, those of most rows"
                        + " first; as CSV they are a work list: fill in normalized_system, normalized_code, reviewed_by and reviewed_on,"
                        + " then 'codes map' takes it in.")
final class CodesUnmapped implements Callable<Integer> {

    private static final double PERCENT = 100;

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Write them there as CSV; an older file is replaced.")
    private @Nullable Path out;

    @Option(
            names = "--least",
            defaultValue = "1",
            paramLabel = "ROWS",
            description = "Leave out codes that fewer rows have (default: ${DEFAULT-VALUE}).")
    private int least = 1;

    @Option(names = "--limit", defaultValue = "100", description = "Most codes to show (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        if (limit < 0 || least < 1) {
            throw QuarantineOptions.negative(limit < 0 ? "--limit" : "--least");
        }
        House house = options.house();
        Lake lake = house.lake();
        UnmappedCodes unmapped = new UnmappedCodes(house, lake);
        List<Row> codes = unmapped.rows(least).collectAsList();
        if (out != null) {
            write(out, codes);
        } else {
            TextTable table = TextTable.whole(List.of("code system", "code", "rows", "reason", "tables", "display"));
            codes.stream()
                    .limit(limit)
                    .forEach(row -> table.add(List.of(
                            row.getString(0),
                            row.getString(1),
                            String.valueOf(row.getLong(3)),
                            row.getString(5),
                            row.getString(4),
                            row.getString(2))));
            table.print(System.out);
        }
        coverage(unmapped.coverage().collectAsList());
        System.out.println(codes.size() + " codes" + (out == null ? "" : " in " + out));
        return 0;
    }

    private static void coverage(List<Row> tables) {
        TextTable table = new TextTable(List.of("table", "codes", "known", "percent"));
        tables.forEach(row -> table.add(List.of(
                row.getString(0),
                String.valueOf(row.getLong(1)),
                String.valueOf(row.getLong(2)),
                String.format(Locale.ROOT, "%.2f", PERCENT * row.getLong(2) / row.getLong(1)))));
        System.out.println();
        table.print(System.out);
    }

    private static void write(Path out, List<Row> codes) {
        CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
        try (CSVPrinter csv = new CSVPrinter(Files.newBufferedWriter(out, StandardCharsets.UTF_8), format)) {
            csv.printRecord(
                    "code_system",
                    "code",
                    "display",
                    "rows",
                    "tables",
                    "reason",
                    "normalized_system",
                    "normalized_code",
                    "reviewed_by",
                    "reviewed_on");
            for (Row row : codes) {
                List<Object> line = new ArrayList<>();
                for (int i = 0; i < row.length(); i++) {
                    line.add(row.get(i) instanceof String text ? SheetText.guarded(text) : row.get(i));
                }
                line.addAll(List.of("", "", "", ""));
                csv.printRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
