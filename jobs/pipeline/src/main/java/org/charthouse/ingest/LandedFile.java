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
import java.util.OptionalLong;
import org.charthouse.spec.FeedSpec;

/**
 * A file in the landing folder.
 *
 * @param feed the feed that it belongs to
 * @param kind extract table, resource type or document; empty where its name says none of them
 * @param deliveryOn date of its delivery
 * @param path below the landing folder, with slashes
 * @param file where it is
 * @param bytes its size
 * @param modifiedAt when it was last changed
 * @param records how many resources it has by the manifest of its bulk export, where that tells
 */
record LandedFile(
        FeedSpec feed,
        Optional<String> kind,
        LocalDate deliveryOn,
        String path,
        Path file,
        long bytes,
        Instant modifiedAt,
        OptionalLong records) {

    /** Whether its records are resources in JSON of any shape. */
    boolean isDocument() {
        return kind.filter(FeedSpec.DOCUMENT::equals).isPresent();
    }

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
