package org.charthouse.app.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.charthouse.app.Contents;
import org.charthouse.app.House;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
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
        System.out.printf("manifest %d as of %s, %s%n", manifest.run(), manifest.asOf(), house.lakePath());
        System.out.printf("%-32s %8s %12s%s%n", "table", "version", "rows", hash ? "  content" : "");
        Contents contents = new Contents(house, lake);
        manifest.tables().forEach((table, version) -> {
            if (version != Lake.ABSENT) {
                System.out.printf(
                        Locale.ROOT,
                        "%-32s %8d %,12d%s%n",
                        table,
                        version,
                        lake.read(table, version).count(),
                        hash ? "  " + contents.hash(table, version) : "");
            }
        });
        return 0;
    }
}
