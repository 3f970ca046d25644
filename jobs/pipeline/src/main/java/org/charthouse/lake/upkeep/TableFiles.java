package org.charthouse.lake.upkeep;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.TableVersions.DataFile;
import org.charthouse.spec.TableName;

/**
 * The files that make up one version of a table: its data files, and Delta's log up to that version and no further, so
 * that a copy of them is a table whose newest version has that same number.
 */
final class TableFiles {

    private static final Pattern LOG_ENTRY = Pattern.compile("(\\d{20})\\.(json|crc|checkpoint\\..*)");
    private static final String LAST_CHECKPOINT = "_last_checkpoint";

    private TableFiles() {}

    /**
     * Absolute paths.
     *
     * @throws UserError if the version cannot be read whole
     */
    static List<Path> of(Lake lake, TableName table, long version) {
        TableVersions versions = new TableVersions(lake, table);
        if (!versions.isWhole(version)) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "Version " + version + " of " + table + " is not whole",
                            Place.of(lake.path(table).toString()),
                            "files that the state in force needs are gone",
                            "if the lake was maintained meanwhile, try again; else restore an earlier backup"));
        }
        List<Path> files = new ArrayList<>();
        versions.files(version).orElseThrow().stream().map(DataFile::path).forEach(files::add);
        Path log = lake.path(table).resolve("_delta_log");
        try (Stream<Path> list = Files.list(log)) {
            list.filter(file -> isUpTo(version, file)).sorted().forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Path> withChecksums = new ArrayList<>(files);
        files.stream().map(TableFiles::checksum).filter(Files::exists).forEach(withChecksums::add);
        return List.copyOf(withChecksums);
    }

    private static boolean isUpTo(long version, Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.equals(LAST_CHECKPOINT)) {
            return lastCheckpoint(file) <= version;
        }
        Matcher entry = LOG_ENTRY.matcher(name);
        return entry.matches() && Long.parseLong(entry.group(1)) <= version;
    }

    private static long lastCheckpoint(Path file) {
        try {
            return new ObjectMapper()
                    .readTree(Files.readString(file))
                    .path("version")
                    .asLong(Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Hadoop keeps the checksum of a file on a local file system. */
    private static Path checksum(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".crc");
    }
}
