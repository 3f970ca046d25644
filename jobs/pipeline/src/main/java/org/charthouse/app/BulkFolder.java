package org.charthouse.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.key.PrivateFolder;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a bulk export. Files are {@code <kind>.<source>.<number>.ndjson}: the name up to the first dot is what a
 * feed takes for the kind, so an export can be delivered. The manifest is written last: without one it is not whole.
 */
final class BulkFolder implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LINES = 1_000_000;

    private final Path folder;
    private final boolean gzip;
    private final Listing output;
    private final Listing deleted;

    private BulkFolder(Path folder, boolean gzip) {
        this.folder = folder;
        this.gzip = gzip;
        this.output = new Listing();
        this.deleted = new Listing();
    }

    /** Where lines go that come ordered by kind and source. */
    interface Sink {
        void add(String kind, String source, String line);
    }

    /** Refuses a folder that holds anything. */
    static void refuseUsed(Path folder) {
        try {
            if (!Files.exists(folder)) {
                return;
            }
            boolean isFree = Files.isDirectory(folder);
            if (isFree) {
                try (Stream<Path> inside = Files.list(folder)) {
                    isFree = inside.findAny().isEmpty();
                }
            }
            if (!isFree) {
                throw new UserError(
                        ExitCode.INPUT,
                        new Problem(
                                "The folder is in use",
                                Place.of(folder.toString()),
                                "an export would mix with what is there",
                                "name a folder that is empty or not there yet"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BulkFolder make(Path folder, boolean gzip) {
        return new BulkFolder(PrivateFolder.make(folder), gzip);
    }

    Sink output() {
        return output;
    }

    Sink deleted() {
        return deleted;
    }

    /** The manifest (FHIR Bulk Data Access 2.0, "Complete Status"); urls are names in this folder. */
    void manifest(Instant at, String request) {
        output.end();
        deleted.end();
        ObjectNode manifest = JSON.createObjectNode()
                .put("transactionTime", DateTimeFormatter.ISO_INSTANT.format(at))
                .put("request", request)
                .put("requiresAccessToken", false);
        manifest.set("output", output.entries);
        manifest.set("deleted", deleted.entries);
        manifest.putArray("error");
        try (OutputStream out = create(folder.resolve("manifest.json"))) {
            JsonGenerator generator = JSON.getFactory().createGenerator(out).useDefaultPrettyPrinter();
            JSON.writeTree(generator, manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        output.end();
        deleted.end();
    }

    private static OutputStream create(Path file) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(PrivateFolder.makeFile(file), StandardOpenOption.TRUNCATE_EXISTING));
    }

    /** The files of one list of the manifest; one is open at a time. */
    private final class Listing implements Sink {
        private final ArrayNode entries = JSON.createArrayNode();
        private String kind = "";
        private String source = "";
        private int number;
        private int lines;
        private @Nullable OutputStream out;

        @Override
        public void add(String newKind, String newSource, String line) {
            boolean other = !newKind.equals(kind) || !newSource.equals(source);
            try {
                OutputStream to = out;
                if (to == null || other || lines == MOST_LINES) {
                    end();
                    number = other ? 0 : number + 1;
                    kind = newKind;
                    source = newSource;
                    to = open();
                }
                to.write(line.getBytes(StandardCharsets.UTF_8));
                to.write('\n');
                lines++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String name() {
            String place = source.replaceAll("[^A-Za-z0-9_-]", "_");
            return String.format(Locale.ROOT, "%s.%s.%03d.ndjson%s", kind, place, number, gzip ? ".gz" : "");
        }

        private OutputStream open() throws IOException {
            lines = 0;
            OutputStream file = create(folder.resolve(name()));
            OutputStream opened = gzip ? new GZIPOutputStream(file) : file;
            out = opened;
            return opened;
        }

        void end() {
            OutputStream last = out;
            if (last == null) {
                return;
            }
            try {
                last.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            out = null;
            entries.addObject()
                    .put("type", kind.equals("deleted") ? "Bundle" : kind)
                    .put("url", name())
                    .put("count", lines);
        }
    }
}
