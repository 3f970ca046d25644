package org.charthouse.spec;

/**
 * Section {@code upkeep} of {@code conf/charthouse.yaml}: when a table is compacted, and what is kept for how long.
 *
 * @param compactFiles a table with more small files than this is compacted
 * @param smallMegabytes a file below this is small, in MiB
 * @param keepManifests this many of the newest manifests are kept, however old they are
 * @param keepDays all manifests younger than this are kept, in days
 * @param keepRunDays rows of the run log younger than this are kept, in days
 */
public record UpkeepSpec(int compactFiles, int smallMegabytes, int keepManifests, int keepDays, int keepRunDays) {

    /** What holds where the file does not say otherwise. */
    public static final UpkeepSpec USUAL = new UpkeepSpec(8, 32, 30, 90, 400);

    static UpkeepSpec read(Section upkeep) {
        UpkeepSpec spec = new UpkeepSpec(
                upkeep.number("compact-files", USUAL.compactFiles(), 1, 10_000),
                upkeep.number("small-megabytes", USUAL.smallMegabytes(), 1, 1024),
                upkeep.number("keep-manifests", USUAL.keepManifests(), 1, 10_000),
                upkeep.number("keep-days", USUAL.keepDays(), 0, 36_500),
                upkeep.number("keep-run-days", USUAL.keepRunDays(), 0, 36_500));
        upkeep.end();
        return spec;
    }
}
