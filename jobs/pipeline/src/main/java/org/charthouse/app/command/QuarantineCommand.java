package org.charthouse.app.command;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.LineNumbers;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse quarantine show}. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Looks at lines that could not be used.",
        subcommands = QuarantineCommand.Show.class)
final class QuarantineCommand {

    /** Lists lines. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Lists quarantined lines: file, line, rule and reason; never what stands in them.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private HouseOptions options = new HouseOptions();

        @Option(names = "--feed", description = "Only of this feed.")
        private @Nullable String feed;

        @Option(names = "--rule", description = "Only those that break this rule.")
        private @Nullable String rule;

        @Option(
                names = "--limit",
                defaultValue = "200",
                description = "Most lines to list (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Override
        public Integer call() {
            House house = options.house();
            Lake lake = house.lake();
            Manifest manifest = house.manifest(lake);
            long version = manifest.tables().getOrDefault(IngestJob.QUARANTINE, Lake.ABSENT);
            if (version == Lake.ABSENT) {
                System.out.println("Quarantine is empty.");
                return 0;
            }
            Dataset<Row> rows = lake.read(IngestJob.QUARANTINE, version);
            rows = feed == null ? rows : rows.filter(col("feed").equalTo(feed));
            rows = rule == null ? rows : rows.filter(col("rule").equalTo(rule));
            Dataset<Row> files = lake.read(IngestJob.FILE, manifest.tables().getOrDefault(IngestJob.FILE, Lake.ABSENT))
                    .select("file_no", "path");
            List<Row> found = rows.join(files, "file_no")
                    .select("path", "byte_offset", "rule", "reason")
                    .orderBy("path", "byte_offset")
                    .limit(limit)
                    .collectAsList();
            LineNumbers lines = new LineNumbers(house.landing());
            TextTable table = new TextTable(List.of("file", "line", "rule", "reason"));
            found.forEach(row -> table.add(List.of(
                    row.getString(0), lines.at(row.getString(0), row.getLong(1)), row.getString(2), row.getString(3))));
            table.print(System.out);
            System.out.println(found.size() + " of " + rows.count() + " lines");
            return 0;
        }
    }
}
