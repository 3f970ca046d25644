package org.charthouse.app.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.max;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.Contents;
import org.charthouse.app.House;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableVersions;
import org.charthouse.spec.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Shows the state in force: its tables, their versions and rows, and when each feed delivered last.")
final class StatusCommand implements Callable<Integer> {

    private static final TableName GATE = new TableName("dq", "gate");

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--hash", description = "Also compute the content hash of each table.")
    private boolean hash;

    @Override
    public Integer call() {
        House house = options.house();
        Lake lake = house.lake();
        Manifest manifest = house.manifest(lake);
        boolean keyed = lake.keys().areKept();
        System.out.printf("manifest %d as of %s, %s%n", manifest.run(), manifest.asOf(), house.lakePath());
        System.out.printf(
                "%-32s %8s %12s%s%s%n",
                "table", "version", "rows", keyed ? "  %-16s".formatted("key") : "", hash ? "  content" : "");
        Contents contents = new Contents(house, lake, manifest);
        manifest.tables().forEach((table, version) -> {
            if (version != Lake.ABSENT) {
                System.out.printf(
                        Locale.ROOT,
                        "%-32s %8d %,12d%s%s%n",
                        table,
                        version,
                        lake.read(table, version).count(),
                        keyed ? "  %-16s".formatted(key(lake, table)) : "",
                        hash ? "  " + contents.hash(table, version) : "");
            }
        });
        if (keyed) {
            printNotUnderKey(lake);
        }
        printNotWhole(lake, manifest);
        printFeeds(lake, manifest);
        printUnpublished(lake, manifest);
        return 0;
    }

    /** How long ago each feed delivered: no rule of a run tells that all of them are silent. */
    private static void printFeeds(Lake lake, Manifest manifest) {
        lake.read(IngestJob.FILE, Objects.requireNonNull(manifest.tables().get(IngestJob.FILE)))
                .groupBy("feed")
                .agg(max("delivery_on").as("newest"))
                .orderBy("feed")
                .collectAsList()
                .forEach(row -> System.out.printf(
                        "feed %s: newest delivery %s, %d days ago%n",
                        row.getString(0),
                        row.getDate(1),
                        ChronoUnit.DAYS.between(row.getDate(1).toLocalDate(), LocalDate.now(ZoneOffset.UTC))));
    }

    /** What came after the state in force and did not become one. */
    private static void printUnpublished(Lake lake, Manifest manifest) {
        List<Row> later = lake.read(ManifestStore.RUN)
                .filter(col("run_number").gt(manifest.run()))
                .groupBy("run_number")
                .agg(
                        count_if(col("state").equalTo("done")).as("done"),
                        count_if(col("state").equalTo("failed")).as("failed"),
                        max("started_at").as("at"))
                .filter(col("done").plus(col("failed")).gt(0))
                .orderBy("run_number")
                .collectAsList();
        for (Row run : later) {
            System.out.printf(
                    "run %d of %s was not published: %d jobs worked, %d failed; the next run goes on from there%n",
                    run.getLong(0), run.<java.sql.Timestamp>getAs("at").toInstant(), run.getLong(1), run.getLong(2));
        }
        if (!later.isEmpty() && lake.exists(GATE)) {
            lake.read(GATE)
                    .filter(col("severity").equalTo("fatal").and(col("state").equalTo("failed")))
                    .orderBy("rule", "subject")
                    .collectAsList()
                    .forEach(row -> System.out.printf(
                            Locale.ROOT,
                            "  rule '%s' failed: %s has %.1f %s%n",
                            row.getAs("rule"),
                            row.getAs("subject"),
                            row.<Double>getAs("measured"),
                            row.getAs("unit")));
        }
    }

    private static void printNotWhole(Lake lake, Manifest manifest) {
        List<TableName> broken = manifest.tables().entrySet().stream()
                .filter(each -> each.getValue() != Lake.ABSENT)
                .filter(each -> !new TableVersions(lake, each.getKey()).isWhole(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        broken.forEach(
                table -> System.out.println(table + " is not whole: files of it are gone from " + lake.path(table)));
        if (!broken.isEmpty()) {
            System.out.println("Look at the disk, then 'charthouse run --full', or restore a backup");
        }
    }

    private static void printNotUnderKey(Lake lake) {
        List<TableName> other =
                lake.tables().stream().filter(table -> !isUnderKey(lake, table)).toList();
        System.out.println(other.size() + " tables of encrypted zones have files that are not under their key");
        if (!other.isEmpty()) {
            other.forEach(table -> System.out.println("  " + table + ", new files: " + key(lake, table)));
            System.out.println("All are by 'charthouse key apply'");
        }
    }

    private static String key(Lake lake, TableName table) {
        return lake.key(table).orElse("clear");
    }

    private static boolean isUnderKey(Lake lake, TableName table) {
        return lake.keys()
                .of(table)
                .map(key -> new TableVersions(lake, table).areUnder(key))
                .orElse(true);
    }
}
