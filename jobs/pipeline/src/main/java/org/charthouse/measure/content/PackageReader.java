package org.charthouse.measure.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.charthouse.error.UserError;
import org.charthouse.measure.elm.ElmLibrary;

/**
 * Reads the files of a package: Measure, Library and ValueSet resources, each a file, in NDJSON, or in Bundles within one
 * another; compressed by gzip or in a zip file; in whatever folders. Other resources are passed over.
 */
public final class PackageReader {

    private static final Set<String> WANTED = Set.of("Measure", "Library", "ValueSet");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELM = "application/elm+json";

    private final MeasurePackage content = new MeasurePackage();

    private PackageReader() {}

    /**
     * What stands in a folder or a file.
     *
     * @throws UserError where it is not there, or a file cannot be read
     */
    public static MeasurePackage read(Path path) {
        PackageReader reader = new PackageReader();
        for (Path file : files(path)) {
            try (InputStream in = Files.newInputStream(file)) {
                reader.read(in, file.getFileName().toString(), file);
            } catch (IOException e) {
                throw ContentErrors.unreadable(file, e);
            }
        }
        return reader.content;
    }

    /** What stands in a zip file. */
    static MeasurePackage readZip(InputStream in) throws IOException {
        PackageReader reader = new PackageReader();
        reader.zip(in, Path.of("measures.zip"));
        return reader.content;
    }

    /** The files of a folder that may hold resources, in order. */
    static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw ContentErrors.missing(path);
        }
        try (Stream<Path> found = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> isContent(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw ContentErrors.unreadable(path, e);
        }
    }

    private static boolean isContent(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(".json", ".ndjson", ".json.gz", ".ndjson.gz", ".zip").anyMatch(lower::endsWith);
    }

    private void read(InputStream in, String name, Path file) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zip")) {
            zip(in, file);
        } else {
            objects(lower.endsWith(".gz") ? new GZIPInputStream(in) : in, file);
        }
    }

    private void zip(InputStream in, Path file) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory() && isContent(entry.getName())) {
                read(new Unclosed(zip), entry.getName(), file);
            }
        }
    }

    /** Closing the reader of an entry must not close the zip file. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the zip file is closed by who opened it
        }
    }

    private void objects(InputStream in, Path file) throws IOException {
        try (MappingIterator<JsonNode> objects = JSON.readerFor(JsonNode.class).readValues(in)) {
            while (objects.hasNextValue()) {
                add(objects.nextValue(), file);
            }
        } catch (JsonProcessingException e) {
            throw ContentErrors.noJson(file, e);
        }
    }

    private void add(JsonNode node, Path file) {
        String type = node.path("resourceType").asText();
        if (node.path("library").path("identifier").isObject()) {
            ElmLibrary library = new ElmLibrary(node); // ELM that stands beside its CQL
            content.add(library.name(), library.version(), library);
        } else if (type.equals("Bundle")) {
            node.path("entry").forEach(entry -> add(entry.path("resource"), file));
        } else if (WANTED.contains(type)) {
            resource(node, type, file);
        }
    }

    private void resource(JsonNode node, String type, Path file) {
        switch (type) {
            case "Measure" -> content.add(MeasureReader.read(node));
            case "ValueSet" -> content.addValueSet(node);
            default -> library(node, file);
        }
    }

    private void library(JsonNode node, Path file) {
        for (JsonNode part : node.path("content")) {
            if (part.path("contentType").asText().equals(ELM)) {
                content.add(
                        node.path("name").asText(node.path("id").asText()),
                        node.path("version").asText(),
                        new ElmLibrary(elm(part.path("data").asText(), file)));
            }
        }
    }

    private static JsonNode elm(String data, Path file) {
        try {
            return JSON.readTree(Base64.getMimeDecoder().decode(data));
        } catch (IOException | IllegalArgumentException e) {
            throw ContentErrors.noElm(file, e);
        }
    }
}
