package org.charthouse.spec;

import java.util.List;

/**
 * One feed: what a source system delivers, and where.
 *
 * @param feed its name, the name of the file
 * @param sourceSystem the system that numbers the records; part of every key
 * @param format {@code csv-extract} (files as {@code schemas/extract} publishes them) or {@code fhir-ndjson} (FHIR R4
 *     bulk export)
 * @param folder the folder below {@code landing}; deliveries are folders in it, named by their date
 * @param mostMalformedPercent of a file with more malformed lines than this nothing is taken
 * @param description who sends it and what it holds
 */
public record FeedSpec(
        String feed, String sourceSystem, String format, String folder, int mostMalformedPercent, String description) {

    /** The kind of files that say what a bulk export has deleted (FHIR Bulk Data Access, "deleted"). */
    public static final String DELETIONS = "deleted";

    static final List<String> FORMATS = List.of("csv-extract", "fhir-ndjson");

    static FeedSpec read(Section file) {
        FeedSpec spec = new FeedSpec(
                file.text("feed"),
                file.text("source-system"),
                file.word("format", FORMATS),
                file.text("folder"),
                file.number("most-malformed-percent", 50, 0, 100),
                file.text("description"));
        file.end();
        return spec;
    }

    /** Whether its files are CSV by the published extract contract. */
    public boolean isCsv() {
        return format.equals("csv-extract");
    }
}
