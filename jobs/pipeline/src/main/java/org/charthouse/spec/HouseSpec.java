package org.charthouse.spec;

/**
 * {@code conf/charthouse.yaml}: the house itself.
 *
 * @param landing folder of deliveries, below the home
 * @param lake folder of the Delta tables, below the home
 * @param reports folder of reports, below the home
 * @param threads tables that are written at the same time
 * @param shufflePartitions partitions after a shuffle on one machine
 * @param splitMegabytes the most that one task reads of a file, in MiB
 * @param upkeep what {@code maintain} keeps
 */
public record HouseSpec(
        String landing,
        String lake,
        String reports,
        int threads,
        int shufflePartitions,
        int splitMegabytes,
        UpkeepSpec upkeep) {

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
                file.section("upkeep").map(UpkeepSpec::read).orElse(UpkeepSpec.USUAL));
        paths.end();
        engine.end();
        file.end();
        return spec;
    }
}
