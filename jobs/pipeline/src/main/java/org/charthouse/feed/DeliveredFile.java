package org.charthouse.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read.
 *
 * @param fileNo its number
 * @param path below the landing folder
 * @param feed that delivered it
 * @param kind extract table, resource type, or what its feed calls it
 * @param kinds of its records: its own, or the resource types that a document has
 * @param header its header line, or the one that stands for it; null where it is no CSV
 * @param contained which types of its resources contain which, {@code MedicationRequest/Medication}
 */
public record DeliveredFile(
        int fileNo,
        String path,
        String feed,
        String kind,
        List<String> kinds,
        @Nullable String header,
        List<String> contained) {}
