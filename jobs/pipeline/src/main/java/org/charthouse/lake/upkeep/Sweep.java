package org.charthouse.lake.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.charthouse.lake.Failpoints;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.TableVersions.DataFile;
import org.charthouse.spec.TableName;

/**
 * Deletes the data files of a table that no version which is still needed names, what interrupted writes left included.
 *
 * <p>Needed are the newest version and those that kept manifests name, and nothing else is asked. Delta's own VACUUM
 * cannot do this: it knows times, not manifests. It would delete the files of a version that a kept manifest names once
 * they were replaced long enough ago, and would keep files of versions that nobody can name any more.
 */
final class Sweep {

    private final Lake lake;
    private final TableName table;
    private final Set<Long> needed;

    /**
     * A sweep of one table.
     *
     * @param needed versions that kept manifests name; the newest version is needed in any case
     */
    Sweep(Lake lake, TableName table, Set<Long> needed) {
        this.lake = lake;
        this.table = table;
        this.needed = Set.copyOf(needed);
    }

    /**
     * What can go.
     *
     * @param files absolute paths
     * @param bytes what deleting them frees
     */
    record Rubbish(List<Path> files, long bytes) {

        static final Rubbish NONE = new Rubbish(List.of(), 0);

        Rubbish and(Rubbish more) {
            List<Path> all = new ArrayList<>(files);
            all.addAll(more.files());
            return new Rubbish(List.copyOf(all), bytes + more.bytes());
        }
    }

    /** Looks; deletes nothing. Empty if a version that is needed cannot be read: then nobody knows what it needs. */
    Optional<Rubbish> find() {
        return named().map(this::without);
    }

    private Rubbish without(Set<Path> named) {
        List<Path> files = new ArrayList<>();
        long[] bytes = {0};
        try {
            Files.walkFileTree(lake.path(table), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isTemporary(file) || (isData(file) && !named.contains(dataOf(file)))) {
                        files.add(file);
                        bytes[0] += attributes.size();
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Rubbish(List.copyOf(files), bytes[0]);
    }

    /** Deletes what was found. */
    void delete(Rubbish rubbish) {
        if (rubbish.files().isEmpty()) {
            return;
        }
        Failpoints.around(table + " sweep", () -> {
            for (Path file : rubbish.files()) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private Optional<Set<Path>> named() {
        Set<Path> named = new HashSet<>();
        if (lake.exists(table)) {
            TableVersions versions = new TableVersions(lake, table);
            versions.files().stream().map(DataFile::path).forEach(named::add);
            for (long version : needed) {
                Optional<List<DataFile>> files = versions.files(version);
                if (files.isEmpty()) {
                    return Optional.empty();
                }
                files.get().stream().map(DataFile::path).forEach(named::add);
            }
        }
        return Optional.of(named);
    }

    /** Spark names every data file so, and its checksum with a dot before and {@code .crc} after. */
    private boolean isData(Path file) {
        return !file.startsWith(log()) && name(file).matches("\\.?part-.*");
    }

    private boolean isTemporary(Path file) {
        return file.startsWith(log()) && name(file).matches("\\..*\\.tmp(\\.crc)?");
    }

    private Path log() {
        return lake.path(table).resolve("_delta_log");
    }

    private static Path dataOf(Path file) {
        String name = name(file);
        return name.startsWith(".") && name.endsWith(".crc")
                ? file.resolveSibling(name.substring(1, name.length() - ".crc".length()))
                : file;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
