package org.charthouse.lake.upkeep;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/**
 * What {@code backup.json} says. It is written last: a folder without it holds no finished backup.
 *
 * @param format of this file and of the folder
 * @param build the version of Charthouse that made it
 * @param madeAt ISO 8601 instant
 * @param manifest number of the manifest in force
 * @param asOf date of that state, ISO 8601
 * @param configuration hash of the configuration at that time
 * @param files everything that belongs to it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupIndex(
        int format, String build, String madeAt, long manifest, String asOf, String configuration, List<Entry> files) {

    /** The format that this build reads and writes. */
    public static final int CURRENT = 1;

    /** The file's name in the root of a backup. */
    public static final String FILE = "backup.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One file.
     *
     * @param path below the backup and below the lake alike, with slashes
     * @param bytes its size
     * @param sha256 of its content, in hexadecimal
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Entry(String path, long bytes, String sha256) {}

    /** The size of all files together. */
    public long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    /**
     * Reads the index of a backup.
     *
     * @throws UserError if there is none, or a later build made it
     */
    public static BackupIndex read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw unusable(
                    file,
                    "there is no " + FILE + ": it is no backup, or one that was interrupted",
                    "name a folder that 'charthouse backup' has finished");
        }
        try {
            BackupIndex index = JSON.readValue(Files.readString(file), BackupIndex.class);
            if (index.format() > CURRENT) {
                throw unusable(
                        file,
                        "Charthouse " + index.build() + " made it in a later format",
                        "use Charthouse " + index.build() + " or later");
            }
            return index;
        } catch (JsonProcessingException e) {
            throw unusable(file, "it is damaged", "use another backup");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it whole or not at all, and past the caches of the operating system. */
    void write(Path folder) {
        Path whole = folder.resolve("." + FILE + ".tmp");
        try {
            Files.writeString(whole, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
            try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(whole, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserError unusable(Path file, String reason, String cure) {
        return new UserError(
                ExitCode.INPUT, new Problem("Not a usable backup", Place.of(file.toString()), reason, cure));
    }
}
