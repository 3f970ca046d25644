package org.charthouse.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.key.PrivateFolder;

/** A file that only its owner may read, whatever the umask, and that appears whole or not at all. */
final class ClosedFile {

    private ClosedFile() {}

    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Refuses a file that is there, unless it may be written over. */
    static void check(Path file, boolean force) {
        if (Files.exists(file) && !force) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "The file is there already",
                            Place.of(file.toString()),
                            "it would be written over",
                            "name another one by --out, or add --force"));
        }
    }

    static void write(Path file, Content content) throws IOException {
        Path part = part(file);
        try {
            Files.deleteIfExists(part);
            try (OutputStream out =
                    Files.newOutputStream(PrivateFolder.makeFile(part), StandardOpenOption.TRUNCATE_EXISTING)) {
                content.to(out);
            }
            put(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Moves a finished file to its place, closed to others. */
    static void put(Path finished, Path file) throws IOException {
        PrivateFolder.closeFile(finished);
        Files.move(finished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where a file, or the folder of one, is made before it is put in place. */
    static Path part(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".part");
    }
}
