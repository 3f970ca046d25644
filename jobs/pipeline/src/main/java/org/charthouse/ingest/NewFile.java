package org.charthouse.ingest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that has not been read before.
 *
 * @param fileNo its number
 * @param landed where it is
 * @param sha256 its content
 * @param header the header line of a CSV file
 * @param refusal why it cannot be used
 */
record NewFile(
        int fileNo,
        LandedFile landed,
        String sha256,
        @Nullable String header,
        Optional<String> refusal) {

    boolean isUsable() {
        return refusal.isEmpty();
    }

    /** Whether its records are resources in JSON of any shape. */
    boolean isDocument() {
        return landed.isDocument();
    }

    String kind() {
        return landed.kind().orElse("");
    }
}
