package org.charthouse.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.charthouse.spec.FeedSpec;

/**
 * What the manifest of a bulk export says of the files beside it (FHIR Bulk Data Access, "Response - Complete Status"):
 * which are its output, its deletions, and the messages of the server about the export. A file is known by the last
 * segment of its URL, with or without {@code .ndjson} and {@code .gz}.
 *
 * @param files by that segment, without either ending
 * @param defect why it cannot be used, without anything that it says; then it lists no file
 */
record BulkManifest(Map<String, Listed> files, Optional<String> defect) {

    /** Its name in a delivery. */
    static final String NAME = "manifest.json";

    /** A folder without a manifest. */
    static final BulkManifest NONE = new BulkManifest(Map.of(), Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 64L << 20;

    /**
     * A file that is listed.
     *
     * @param kind the resource type, {@code deleted}, or empty for the server's messages
     * @param records how many resources it has, where that is told
     * @param name as the manifest has it
     */
    record Listed(Optional<String> kind, OptionalLong records, String name) {}

    /** The manifest of a file; empty where that is a FHIR resource, which may have that name, too. */
    static Optional<BulkManifest> of(Path file) {
        try {
            return Files.size(file) > LARGEST
                    ? broken("it has more than " + LARGEST + " bytes")
                    : of(JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.of(NONE);
        } catch (JsonProcessingException e) {
            return broken("it stops being JSON in line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            return broken("it cannot be read");
        }
    }

    private static Optional<BulkManifest> of(JsonNode manifest) {
        if (manifest.has("resourceType")) {
            return Optional.empty();
        }
        if (!manifest.path("output").isArray()) {
            return broken("it has no list 'output'");
        }
        for (JsonNode each : manifest.path("output")) {
            if (!each.path("url").isTextual() || !each.path("type").isTextual()) {
                return broken("an entry of 'output' lacks its 'url' or its 'type'");
            }
        }
        TreeMap<String, Listed> files = new TreeMap<>();
        manifest.path("output")
                .forEach(
                        each -> enter(files, each, Optional.of(each.path("type").asText())));
        manifest.path("deleted").forEach(each -> enter(files, each, Optional.of(FeedSpec.DELETIONS)));
        manifest.path("error").forEach(each -> enter(files, each, Optional.empty()));
        return Optional.of(new BulkManifest(files, Optional.empty()));
    }

    private static Optional<BulkManifest> broken(String defect) {
        return Optional.of(new BulkManifest(Map.of(), Optional.of(defect)));
    }

    private static void enter(Map<String, Listed> files, JsonNode listed, Optional<String> kind) {
        String path = listed.path("url").asText().replaceFirst("[?#].*$", "");
        String name = decoded(path.substring(path.lastIndexOf('/') + 1));
        OptionalLong records = listed.path("count").canConvertToLong()
                ? OptionalLong.of(listed.path("count").asLong())
                : OptionalLong.empty();
        files.put(stem(name), new Listed(kind, records, name));
    }

    /** A name as the file has it: an address writes what is unusual as percent signs and numbers (RFC 3986, 2.1). */
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // a percent sign that stands for itself
        }
    }

    /** What it says of a file. */
    Optional<Listed> listed(Path file) {
        return Optional.ofNullable(files.get(stem(String.valueOf(file.getFileName()))));
    }

    static String stem(String name) {
        return name.replaceFirst("\\.gz$", "").replaceFirst("\\.ndjson$", "");
    }
}
