package org.charthouse.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** A file for results. */
public final class OutFile {

    private OutFile() {}

    /**
     * The file, absolute, and its folder made: to be asked for before anything is computed, which may take long.
     *
     * @param option that it was named by
     * @throws UserError if it cannot be written
     */
    public static Path of(Path given, String option) {
        Path file = given.toAbsolutePath();
        Path folder = Objects.requireNonNullElse(file.getParent(), file);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(file, option, "its folder cannot be made");
        }
        if (Files.isDirectory(file)) {
            throw unwritable(file, option, "it is a folder");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw unwritable(file, option, "you may not write there");
        }
        return file;
    }

    private static UserError unwritable(Path file, String option, String reason) {
        return new UserError(
                ExitCode.USAGE,
                new Problem(
                        "The results cannot be written",
                        Place.of(file.toString()),
                        reason,
                        "name a file by " + option + " in a folder that you may write to"));
    }
}
