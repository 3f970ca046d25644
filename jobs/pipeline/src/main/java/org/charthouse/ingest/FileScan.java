package org.charthouse.ingest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.GzipCodec;
import org.charthouse.feed.Utf16Text;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a file shows, however large it is.
 *
 * @param sha256 of its bytes, in hexadecimal
 * @param lines how many of its lines are not blank
 * @param header its first line without a byte order mark; null where that is no text in the encoding or longer than a header may be
 * @param defect why it cannot be read at all
 */
record FileScan(String sha256, long lines, @Nullable String header, Optional<String> defect) {

    /** No record of the field is longer; such a line is a file without line ends, which would fill the memory. */
    private static final long LONGEST_LINE = 64L << 20;

    /** A document is read at once, by as many tasks as there are cores. */
    private static final long LARGEST_DOCUMENT = 256L << 20;

    private static final int LONGEST_HEADER = 1 << 20;

    private static final GzipCodec CODEC = codec();

    /**
     * The scan.
     *
     * @param isDocument whether it is read as one document, not line by line
     */
    static FileScan of(Path file, Charset encoding, boolean isDocument) {
        MessageDigest digest = newDigest();
        Bytes bytes = new Bytes();
        Optional<String> defect = Optional.empty();
        boolean isPacked = file.toString().endsWith(".gz");
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, digest)) {
            try {
                bytes.read(isPacked ? unpacked(digesting) : digesting);
            } catch (EOFException e) {
                defect = Optional.of("the compressed file ends too early: it was cut off on its way");
            } catch (IOException e) {
                if (!isPacked) {
                    throw e;
                }
                defect = Optional.of("the file is not, or not rightly, compressed by gzip");
            }
            digesting.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FileScan(
                HexFormat.of().formatHex(digest.digest()),
                bytes.lines(),
                bytes.header(encoding),
                defect.or(bytes::defectOfEncoding).or(() -> isDocument ? bytes.defectOfDocument() : bytes.defect()));
    }

    /** By what reads its lines later, which is stricter than Java about bytes after the end. */
    private static InputStream unpacked(InputStream in) throws IOException {
        return CODEC.createInputStream(in, CODEC.createDecompressor());
    }

    private static GzipCodec codec() {
        GzipCodec codec = new GzipCodec();
        codec.setConf(new Configuration(false));
        return codec;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Counts lines and their lengths, and keeps the first line. */
    private static final class Bytes {
        private final ByteArrayOutputStream first = new ByteArrayOutputStream();
        private boolean inFirst = true;
        private long length;
        private long longest;
        private long size;
        private long lines;
        private boolean isBlank = true;

        void read(InputStream in) throws IOException {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                add(buffer, count);
            }
        }

        private void add(byte[] buffer, int count) {
            size += count;
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    lines = lines();
                    isBlank = true;
                    length = 0;
                    inFirst = false;
                } else {
                    length++;
                    isBlank &= buffer[i] >= 0 && buffer[i] <= ' ';
                    longest = Math.max(longest, length);
                    if (inFirst && length <= LONGEST_HEADER) {
                        first.write(buffer[i]);
                    }
                }
            }
        }

        long lines() {
            return isBlank ? lines : lines + 1;
        }

        Optional<String> defectOfEncoding() {
            return Utf16Text.startsWith(first.toByteArray()) ? Optional.of(Utf16Text.REFUSAL) : Optional.empty();
        }

        Optional<String> defectOfDocument() {
            return size <= LARGEST_DOCUMENT
                    ? Optional.empty()
                    : Optional.of("the document has " + size + " bytes, more than " + LARGEST_DOCUMENT
                            + "; a bulk export (*.ndjson) may have any size");
        }

        Optional<String> defect() {
            return longest <= LONGEST_LINE
                    ? Optional.empty()
                    : Optional.of("a line has " + longest + " bytes: the file's records are not one to a line");
        }

        @Nullable
        String header(Charset encoding) {
            if (first.size() == 0 || first.size() >= LONGEST_HEADER) {
                return null;
            }
            try {
                String line = encoding.newDecoder()
                        .decode(ByteBuffer.wrap(first.toByteArray()))
                        .toString();
                return line.replaceFirst("^\uFEFF", "").replaceFirst("\r$", "");
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }
}
