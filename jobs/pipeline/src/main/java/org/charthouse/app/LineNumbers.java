package org.charthouse.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Turns the byte at which a line starts into the line's number, if the file is still there and as long as it was. Asked in
 * the order of files and of their bytes, it reads each file once.
 */
public final class LineNumbers implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path landing;
    private Optional<Reading> last = Optional.empty();

    public LineNumbers(Path landing) {
        this.landing = landing;
    }

    /**
     * The 1-based number of a line; {@code byte n} if the file is gone or another one.
     *
     * @param path the file below the landing folder
     * @param bytes its size when it was read, as {@code ops.file} says
     * @param offset where the line starts in what the file holds, unzipped
     */
    public String at(String path, long bytes, long offset) {
        Path file = landing.resolve(path);
        try {
            if (!Files.exists(file) || Files.size(file) != bytes) {
                return "byte " + offset;
            }
            if (last.filter(reading -> reading.goesOnTo(file, offset)).isEmpty()) {
                close();
                last = Optional.of(new Reading(file));
            }
            return last.orElseThrow().goTo(offset).map(String::valueOf).orElse("byte " + offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        last.ifPresent(Reading::close);
        last = Optional.empty();
    }

    /** A file that is read from its start on, and how far it has been. */
    private static final class Reading {

        private final Path file;
        private final InputStream in;
        private long at;
        private long line = 1;

        Reading(Path file) throws IOException {
            this.file = file;
            InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            this.in = file.toString().endsWith(".gz")
                    ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER)
                    : raw;
        }

        boolean goesOnTo(Path other, long offset) {
            return file.equals(other) && offset >= at;
        }

        /** The number of the line there; empty if the file ends before. */
        Optional<Long> goTo(long offset) throws IOException {
            while (at < offset) {
                int read = in.read();
                if (read < 0) {
                    return Optional.empty();
                }
                at++;
                line += read == '\n' ? 1 : 0;
            }
            return Optional.of(line);
        }

        void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
