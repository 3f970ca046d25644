package org.charthouse.measure.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.charthouse.measure.content.MeasureDefinition;

/**
 * One measure with all that it is counted by, as it stands in the house.
 *
 * @param resource the Measure
 * @param libraries its own and all that are included
 * @param valueSets those that the libraries name and the source has
 */
record MeasureFolder(MeasureDefinition measure, Part resource, List<Part> libraries, List<Part> valueSets) {

    /** The file that says what was imported. */
    static final String NOTE = "import.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The name of its folder. */
    String folder() {
        return folderName(measure.name());
    }

    private static String folderName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.isEmpty() ? "_" : plain;
    }

    /** Of the content of all parts. */
    String hash() {
        TreeMap<String, String> hashes = new TreeMap<>();
        parts().forEach(part -> hashes.put(part.key(), part.hash()));
        return Fingerprint.of(hashes);
    }

    Stream<Part> parts() {
        return Stream.of(Stream.of(resource), libraries.stream(), valueSets.stream())
                .flatMap(each -> each);
    }

    /** Contents of files by their names in the folder; what is long is compressed, since measures share much. */
    SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("Measure.json", plain(written(resource.node())));
        libraries.forEach(part -> files.put("libraries/" + fileName(part), compressed(part)));
        valueSets.forEach(part -> files.put("valuesets/" + fileName(part), compressed(part)));
        files.put(NOTE, plain(note(files.keySet().stream().toList())));
        return files;
    }

    private static byte[] plain(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(JSON.writeValueAsBytes(part.node()));
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /** {@code 1.2.3-20250101-1a2b3c4d.json.gz}: its name, version, and content. */
    private static String fileName(Part part) {
        String key = part.key().substring(part.key().indexOf(' ') + 1);
        String[] parts = key.split("\\|", -1);
        String name = parts[0].substring(parts[0].lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_.-]", "_");
        String version = parts.length < 2 ? "" : parts[1].replaceAll("[^A-Za-z0-9_.-]", "_");
        return (name.startsWith(".") ? "_" : "") + name + (version.isEmpty() ? "" : "-" + version) + "-"
                + part.shortHash() + ".json.gz";
    }

    private String note(List<String> files) {
        ObjectNode note = JSON.createObjectNode()
                .put("measure", measure.name())
                .put("version", measure.version())
                .put("hash", hash());
        files.forEach(note.putArray("files")::add);
        return written(note);
    }

    private static String written(Object node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was JSON can be written as JSON", e);
        }
    }

    /** What a note says; empty texts where it is none. */
    static Map<String, String> read(byte[] note) {
        try {
            var node = JSON.readTree(note);
            return Map.of(
                    "version",
                    node.path("version").asText(),
                    "hash",
                    node.path("hash").asText());
        } catch (IOException e) {
            return Map.of("version", "", "hash", "");
        }
    }
}
