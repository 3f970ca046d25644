package org.charthouse.synthetic.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A file of good records.
 *
 * @param kind its table or resource type
 * @param header its first line; empty if the format has none
 */
record RecordFile(Path path, String kind, String header) {

    /** The files of a directory in the order of their names. */
    static List<RecordFile> in(Path directory, SourceFormat<?> format) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(file -> of(file, format)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordFile of(Path file, SourceFormat<?> format) {
        String kind = file.getFileName().toString().replaceFirst("\\..*$", "");
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = format.hasHeader() ? lines.readLine() : "";
            return new RecordFile(file, kind, first == null ? "" : first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Streams the lines below the header. */
    void each(Consumer<String> reader) {
        try (Stream<String> lines = Files.lines(path, StandardCharsets.UTF_8)) {
            lines.skip(header.isEmpty() ? 0 : 1).forEachOrdered(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of its records. */
    int count() {
        int[] lines = {0};
        each(line -> lines[0]++);
        return lines[0];
    }
}
