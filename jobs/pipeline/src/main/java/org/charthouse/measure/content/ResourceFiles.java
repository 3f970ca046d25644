package org.charthouse.measure.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.charthouse.error.UserError;

/**
 * The resources in files: one, several in NDJSON, or Bundles within one another; compressed by gzip or in a zip file. Nothing is
 * ever written under a name that an archive tells.
 */
public final class ResourceFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sink sink;
    private final Consumer<UserError> problems;

    /** Takes what was found. */
    public interface Sink {

        /**
         * An object.
         *
         * @param origin the file, and the entry where it is an archive
         */
        void take(JsonNode node, Path origin);
    }

    /**
     * A reader.
     *
     * @param sink takes resources and ELM, one by one
     * @param problems takes what is wrong with a file; the other files are read all the same, unless it throws
     */
    public ResourceFiles(Sink sink, Consumer<UserError> problems) {
        this.sink = sink;
        this.problems = problems;
    }

    /** What stands in a folder or a file; names that begin with a dot are passed over. */
    public void read(Path path) {
        for (Path file : files(path)) {
            try (InputStream in = Files.newInputStream(file)) {
                read(in, file.getFileName().toString(), file);
            } catch (IOException e) {
                problems.accept(ContentErrors.unreadable(file, e));
            }
        }
    }

    /** The files of a folder that may hold resources, in order. */
    static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw ContentErrors.missing(path);
        }
        try (Stream<Path> found = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> !isHidden(path.relativize(file)))
                    .filter(Files::isRegularFile)
                    .filter(file -> isContent(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw ContentErrors.unreadable(path, e);
        }
    }

    private static boolean isHidden(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isContent(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(".json", ".ndjson", ".json.gz", ".ndjson.gz", ".zip").anyMatch(lower::endsWith);
    }

    /** What stands in an open file. */
    void read(InputStream in, String name, Path origin) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zip")) {
            zip(in, origin);
        } else {
            objects(lower.endsWith(".gz") ? new GZIPInputStream(in) : in, origin);
        }
    }

    private void zip(InputStream in, Path origin) throws IOException {
        // Names that do not say they are UTF-8 are of any code page; only their ends are read, which all code pages
        // share.
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
        int entries = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            entries++;
            if (leadsOut(name)) {
                problems.accept(ContentErrors.leadsOut(origin));
            } else if (!entry.isDirectory() && isContent(name) && !isHidden(name)) {
                read(new Unclosed(zip), name, origin.resolve(shown(name)));
            }
        }
        if (entries == 0) {
            problems.accept(ContentErrors.noZip(origin));
        }
    }

    private static boolean isHidden(String name) {
        return Arrays.stream(name.replace('\\', '/').split("/", -1)).anyMatch(part -> part.startsWith("."));
    }

    /** A name for messages: not every file system has every letter. */
    private static String shown(String name) {
        return name.replaceAll("[^ -~]", "_").replaceFirst("^/+", "");
    }

    private static boolean leadsOut(String name) {
        String plain = name.replace('\\', '/');
        return plain.startsWith("/")
                || plain.matches("[A-Za-z]:.*")
                || List.of(plain.split("/", -1)).contains("..");
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

    private void objects(InputStream in, Path origin) throws IOException {
        try (MappingIterator<JsonNode> objects = JSON.readerFor(JsonNode.class).readValues(in)) {
            while (objects.hasNextValue()) {
                add(objects.nextValue(), origin);
            }
        } catch (JsonProcessingException e) {
            problems.accept(ContentErrors.noJson(origin, e));
        }
    }

    private void add(JsonNode node, Path origin) {
        if (node.path("resourceType").asText().equals("Bundle")) {
            node.path("entry").forEach(entry -> add(entry.path("resource"), origin));
        } else {
            sink.take(node, origin);
        }
    }
}
