package org.charthouse.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Turns the byte at which a line starts into the line's number, if the file is still there. */
public final class LineNumbers {

    private final Path landing;
    private final Map<String, long[]> last = new HashMap<>();

    public LineNumbers(Path landing) {
        this.landing = landing;
    }

    /**
     * The 1-based number of a line; {@code byte n} if the file is gone. Cheapest when asked in the order of the file.
     *
     * @param path the file below the landing folder
     */
    public String at(String path, long offset) {
        Path file = landing.resolve(path);
        if (!Files.exists(file)) {
            return "byte " + offset;
        }
        long[] known = last.getOrDefault(path, new long[] {0, 1});
        long[] from = known[0] <= offset ? known : new long[] {0, 1};
        long line = from[1] + newlines(file, from[0], offset);
        last.put(path, new long[] {offset, line});
        return String.valueOf(line);
    }

    private static long newlines(Path file, long from, long to) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
            in.skipNBytes(from);
            long count = 0;
            for (long at = from; at < to; at++) {
                int read = in.read();
                if (read < 0) {
                    return count; // the file has become shorter since
                }
                count += read == '\n' ? 1 : 0;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
