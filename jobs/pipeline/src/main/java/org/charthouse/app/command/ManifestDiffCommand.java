package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestDiff;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.PublishedManifest;
import org.charthouse.lake.TableVersions;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code charthouse manifest diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two published states: versions and rows of the tables that differ, jobs whose definition differs.",
            "Without numbers, the state in force is compared with the one before it."
        })
final class ManifestDiffCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "A", description = "The earlier manifest.")
    private @Nullable Long one;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The later one (default: in force).")
    private @Nullable Long other;

    @Override
    public Integer call() {
        House house = options.house();
        Lake lake = house.lake();
        house.manifest(lake);
        ManifestStore manifests = house.manifests(lake);
        Manifest after = other == null ? manifests.latest() : manifests.published(other);
        Manifest before = one == null ? previous(manifests.history()) : manifests.published(one);
        print(lake, before, after);
        return 0;
    }

    private static Manifest previous(List<PublishedManifest> known) {
        return known.size() < 2 ? Manifest.empty() : known.get(known.size() - 2).manifest();
    }

    private static void print(Lake lake, Manifest before, Manifest after) {
        ManifestDiff diff = ManifestDiff.of(before, after);
        System.out.printf(
                "manifest %d as of %s against manifest %d as of %s%n",
                after.run(), after.asOf(), before.run(), before.asOf());
        TextTable table = new TextTable(List.of("table", "version before", "after", "rows before", "after"));
        diff.tables()
                .forEach(change -> table.add(List.of(
                        change.table().toString(),
                        version(change.before()),
                        version(change.after()),
                        rows(lake, change.table(), change.before()),
                        rows(lake, change.table(), change.after()))));
        table.print(System.out);
        diff.jobs().forEach((job, what) -> System.out.println("job " + job + ": " + what));
        System.out.printf(
                "%d tables and %d job definitions differ%n",
                diff.tables().size(), diff.jobs().size());
    }

    private static String version(long version) {
        return version == Lake.ABSENT ? "none" : String.valueOf(version);
    }

    private static String rows(Lake lake, TableName table, long version) {
        if (version == Lake.ABSENT) {
            return "none";
        }
        boolean whole = lake.exists(table) && new TableVersions(lake, table).isWhole(version);
        return whole
                ? String.format(Locale.ROOT, "%,d", lake.read(table, version).count())
                : "gone";
    }
}
