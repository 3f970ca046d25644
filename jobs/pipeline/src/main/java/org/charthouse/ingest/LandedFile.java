package org.charthouse.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.charthouse.spec.FeedSpec;

/**
 * A file in the landing folder.
 *
 * @param feed the feed that it belongs to
 * @param kind extract table or resource type; empty where its name says neither
 * @param deliveryOn date of its delivery
 * @param path below the landing folder, with slashes
 * @param file where it is
 * @param bytes its size
 * @param modifiedAt when it was last changed
 */
record LandedFile(
        FeedSpec feed,
        Optional<String> kind,
        LocalDate deliveryOn,
        String path,
        Path file,
        long bytes,
        Instant modifiedAt) {

    /** Whether it is still as it was when it was listed: neither longer nor touched since. */
    boolean isAsListed() {
        try {
            return Files.size(file) == bytes
                    && Files.getLastModifiedTime(file)
                            .toInstant()
                            .truncatedTo(ChronoUnit.MILLIS)
                            .equals(modifiedAt);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
