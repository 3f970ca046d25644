package org.charthouse.feed.proposal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.feed.Utf16Text;

/**
 * The start of a file, decoded.
 *
 * @param encoding the character set that its bytes allow
 * @param lines its first lines; the last one may be cut and is left out where the file goes on
 */
record FileSample(String encoding, List<String> lines) {

    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_LINES = 5000;

    /**
     * Reads a file, plain or {@code .gz}.
     *
     * @throws UserError if it cannot be read or holds nothing
     */
    static FileSample of(Path file) {
        byte[] bytes = bytes(file);
        boolean isCut = bytes.length == MOST_BYTES;
        int end = bytes.length;
        while (isCut && end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        byte[] whole = Arrays.copyOf(bytes, end);
        if (Utf16Text.startsWith(whole)) {
            throw unusable(file, "it is in UTF-16", "save it as UTF-8");
        }
        Charset encoding = encoding(whole);
        List<String> lines = new String(whole, encoding)
                .replaceFirst("^\uFEFF", "")
                .lines()
                .filter(line -> !line.isBlank())
                .limit(MOST_LINES)
                .toList();
        if (lines.isEmpty()) {
            throw unusable(file, "it has no line", "name a file with a header and some records");
        }
        return new FileSample(encoding.name(), lines);
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return plain.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw unusable(file, e.getClass().getSimpleName(), "check its path, its rights and that it is CSV");
        }
    }

    private static UserError unusable(Path file, String reason, String cure) {
        return new UserError(
                ExitCode.INPUT, new Problem("The file cannot be used", Place.of(file.toString()), reason, cure));
    }

    /** UTF-8 if it is; else windows-1252 if it uses what ISO 8859-1 keeps for controls. */
    private static Charset encoding(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            for (byte each : bytes) {
                int value = each & 0xFF;
                if (value >= 0x80 && value < 0xA0) {
                    return Charset.forName("windows-1252");
                }
            }
            return StandardCharsets.ISO_8859_1;
        }
    }
}
