package org.charthouse.spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code conf/charthouse.yaml}: the house itself.
 *
 * @param landing folder of deliveries, below the home or absolute
 * @param lake folder of the Delta tables, below the home or absolute
 * @param reports folder of reports, below the home or absolute
 * @param threads tables that are written at the same time
 * @param shufflePartitions partitions after a shuffle on one machine
 * @param splitMegabytes the most that one task reads of a file, in MiB
 * @param settleSeconds how long a delivered file must have been left alone before it is read
 * @param leastFreeMegabytes what must be free on the lake's disk before a run, in MiB, besides room for what is new
 * @param encryption which zones are encrypted at rest; absent where none is
 * @param upkeep what {@code maintain} keeps
 */
public record HouseSpec(
        String landing,
        String lake,
        String reports,
        int threads,
        int shufflePartitions,
        int splitMegabytes,
        int settleSeconds,
        int leastFreeMegabytes,
        Optional<EncryptionSpec> encryption,
        UpkeepSpec upkeep) {

    /** The folder in the house where Spark keeps what does not fit into memory. */
    public static final String SCRATCH = "tmp";

    static HouseSpec read(Section file) {
        Section paths = file.requiredSection("paths");
        Section engine = file.requiredSection("engine");
        HouseSpec spec = new HouseSpec(
                paths.text("landing"),
                paths.text("lake"),
                paths.text("reports"),
                engine.number("writer-threads", 4, 1, 64),
                engine.number("shuffle-partitions", 4, 1, 10_000),
                engine.number("split-megabytes", 64, 1, 1024),
                engine.number("settle-seconds", 2, 0, 3600),
                engine.number("least-free-megabytes", 512, 0, 1_000_000),
                file.section("encryption").map(EncryptionSpec::read),
                file.section("upkeep").map(UpkeepSpec::read).orElse(UpkeepSpec.USUAL));
        spec.checkApart(paths);
        paths.end();
        engine.end();
        file.end();
        return spec;
    }

    /** No folder may hold another: each is swept, closed or read as a whole. */
    private void checkApart(Section paths) {
        Path home = Path.of("/home");
        Map<String, Path> folders = new TreeMap<>(Map.of(
                "landing", home.resolve(landing).normalize(),
                "lake", home.resolve(lake).normalize(),
                "reports", home.resolve(reports).normalize()));
        folders.forEach((key, folder) -> {
            if (folder.startsWith(home.resolve(SCRATCH)) || home.startsWith(folder)) {
                paths.wrong(
                        key, "it must be a folder of its own, not the house itself and not in its '" + SCRATCH + "'");
            }
            folders.forEach((other, its) -> {
                if (!key.equals(other) && folder.startsWith(its)) {
                    paths.wrong(key, "it must not be the folder of '" + other + "', nor in it");
                }
            });
        });
    }
}
