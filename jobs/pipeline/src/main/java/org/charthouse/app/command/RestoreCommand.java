package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.charthouse.app.ConfigurationHash;
import org.charthouse.app.House;
import org.charthouse.lake.upkeep.BackupIndex;
import org.charthouse.lake.upkeep.Restoration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a backup back as the lake of a house that has none. Every file is held against its checksum first;",
            "if one is damaged, nothing is restored."
        })
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--from", paramLabel = "DIR", required = true, description = "Folder that 'backup' has written.")
    private Path from = Path.of("");

    @Option(names = "--dry-run", description = "Only check the backup, and that the lake's place is free.")
    private boolean dryRun;

    @Override
    public Integer call() {
        House house = options.house();
        Restoration restoration = new Restoration(from, house.lakePath());
        BackupIndex index = dryRun ? restoration.check() : restoration.carryOut();
        System.out.printf(
                Locale.ROOT,
                "manifest %d as of %s, backed up at %s: %,d files, %,d bytes %s%n",
                index.manifest(),
                index.asOf(),
                index.madeAt(),
                index.files().size(),
                index.bytes(),
                dryRun ? "are whole; dry run: nothing was restored" : "restored to " + house.lakePath());
        if (!index.configuration().equals(ConfigurationHash.of(house))) {
            System.out.println("The configuration is not the one of the backup: the next run works again on what"
                    + " is defined otherwise now.");
        }
        return 0;
    }
}
