package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.charthouse.app.Contents;
import org.charthouse.app.House;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.spec.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the state in force: its tables, their versions and rows.")
final class StatusCommand implements Callable<Integer> {

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
        Contents contents = new Contents(house, lake);
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
            printClear(lake);
        }
        return 0;
    }

    private static void printClear(Lake lake) {
        List<TableName> clear =
                lake.tables().stream().filter(table -> isInClear(lake, table)).toList();
        System.out.println(clear.size() + " tables of encrypted zones are not under their key");
        if (!clear.isEmpty()) {
            clear.forEach(table -> System.out.println("  " + table + ": " + key(lake, table)));
            System.out.println("Each is at its next write, all are by 'charthouse key apply'");
        }
    }

    private static String key(Lake lake, TableName table) {
        return lake.key(table).orElse("clear");
    }

    private static boolean isInClear(Lake lake, TableName table) {
        return lake.keys().of(table).isPresent() && !lake.keys().of(table).equals(lake.key(table));
    }
}
