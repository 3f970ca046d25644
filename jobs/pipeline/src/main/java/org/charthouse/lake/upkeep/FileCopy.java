package org.charthouse.lake.upkeep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.charthouse.key.PrivateFolder;
import org.charthouse.lake.DurableLogStore;

/** Copies files and computes their SHA-256 on the way. Times are kept: Delta takes those of its log for commit times. */
final class FileCopy {

    private FileCopy() {}

    /** Copies a file and gives the hash of what was copied, in hexadecimal. */
    static String copy(Path from, Path to) {
        try {
            PrivateFolder.make(to.toAbsolutePath().resolveSibling(".").normalize());
            String hash;
            try (OutputStream out = Files.newOutputStream(to)) {
                hash = hash(from, out);
            }
            DurableLogStore.force(to);
            Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash of a file. */
    static String hash(Path file) {
        try {
            return hash(file, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Path from, OutputStream to) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(from), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(to);
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
