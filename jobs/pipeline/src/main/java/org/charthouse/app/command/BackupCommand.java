package org.charthouse.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.charthouse.app.Build;
import org.charthouse.app.ConfigurationHash;
import org.charthouse.app.House;
import org.charthouse.lake.Lake;
import org.charthouse.lake.upkeep.Backup;
import org.charthouse.lake.upkeep.BackupIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the state in force, with a checksum of every file, into a folder that 'restore' brings back.",
            "Landing files, reports, configuration and keys are not part of it; keep them apart."
        })
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "Folder that is empty or absent.")
    private Path to = Path.of("");

    @Option(names = "--dry-run", description = "Only say what would be copied.")
    private boolean dryRun;

    @Override
    public Integer call() {
        House house = options.house();
        Lake lake = house.lake();
        long number = house.manifest(lake).run();
        Backup backup = new Backup(lake, house.manifests(lake));
        if (dryRun) {
            List<Path> files = backup.files();
            long bytes =
                    files.stream().mapToLong(file -> file.toFile().length()).sum();
            System.out.printf(
                    Locale.ROOT, "manifest %d: %,d files, %,d bytes would be copied%n", number, files.size(), bytes);
            return 0;
        }
        BackupIndex index = backup.write(
                to.toAbsolutePath().normalize(), Build.VERSION, ConfigurationHash.of(house), Instant.now());
        System.out.printf(
                Locale.ROOT,
                "manifest %d as of %s: %,d files, %,d bytes copied to %s%n",
                index.manifest(),
                index.asOf(),
                index.files().size(),
                index.bytes(),
                to);
        return 0;
    }
}
