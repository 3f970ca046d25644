package org.charthouse.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** Whether the disk has room for a run: better to know before than to stop in the middle. */
final class SpaceCheck {

    /** New rows stand in raw, in fhir and in core, and what is rewritten stands there twice for a while. */
    private static final long TIMES_DELIVERED = 4;

    private static final double MEGABYTE = 1024.0 * 1024.0;

    private SpaceCheck() {}

    /**
     * Checks.
     *
     * @param leastFree bytes that are to be free whatever comes
     * @param delivered bytes of the files to be read
     * @throws UserError if there is less
     */
    static void check(Path lake, long leastFree, long delivered) {
        long needed = leastFree + TIMES_DELIVERED * delivered;
        long free = free(lake);
        if (free < needed) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "Not enough room on the disk",
                            Place.of(lake.toString()),
                            String.format(
                                    Locale.ROOT,
                                    "a run over %,.0f MB of new files wants %,.0f MB free, there are %,.0f",
                                    delivered / MEGABYTE,
                                    needed / MEGABYTE,
                                    free / MEGABYTE),
                            "make room ('charthouse maintain' frees what no kept state needs), or lower"
                                    + " engine.least-free-megabytes in conf/charthouse.yaml"));
        }
    }

    private static long free(Path lake) {
        Path there = lake;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
