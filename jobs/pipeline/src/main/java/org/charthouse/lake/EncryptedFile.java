package org.charthouse.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What an encrypted Parquet file tells without its key: {@code PARE} at its end, before that the length of its footer, and
 * in the footer, as JSON in clear, the name of the master key (Parquet Modular Encryption, "Encrypted footer mode").
 */
final class EncryptedFile {

    private static final String MAGIC = "PARE";
    private static final int END = 8;

    private EncryptedFile() {}

    /** Whether a file is encrypted by the master key of that name. */
    static boolean isUnder(Path file, String key) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < END) {
                return false;
            }
            byte[] end = read(in, in.length() - END, END);
            int footer = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt();
            return text(end).endsWith(MAGIC)
                    && footer > 0
                    && footer <= in.length() - END
                    && text(read(in, in.length() - END - footer, footer)).contains("\"masterKeyID\":\"" + key + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(RandomAccessFile in, long from, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.seek(from);
        in.readFully(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
