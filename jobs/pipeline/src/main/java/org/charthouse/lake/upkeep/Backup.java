package org.charthouse.lake.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.key.PrivateFolder;
import org.charthouse.lake.AccessLog;
import org.charthouse.lake.Failpoints;
import org.charthouse.lake.Lake;
import org.charthouse.lake.LakeFormat;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.spec.TableName;

/**
 * Copies the state in force: of each table that the manifest names, that version; of the tables of zone {@code ops} that
 * belong to no state, the newest. Older states stay behind. It reads the lake only, so a run may go on meanwhile.
 */
public final class Backup {

    /** Stands in the folder while a backup is being made, so that an interrupted one can begin again. */
    private static final String UNFINISHED = "backup.unfinished";

    private final Lake lake;
    private final Manifest manifest;
    private final SortedMap<TableName, Long> versions;

    /** Read before the access log's version is pinned, because lines may be added meanwhile. */
    private final Optional<String> head;

    /** A backup of the state that is in force now. */
    public Backup(Lake lake, ManifestStore manifests) {
        this.lake = lake;
        this.head = head(lake);
        long pinned;
        Manifest inForce;
        do { // the manifest table is copied too, and must not know a newer state than the one that is copied
            pinned = lake.version(ManifestStore.TABLE);
            inForce = manifests.latest();
        } while (lake.version(ManifestStore.TABLE) != pinned);
        this.manifest = inForce;
        this.versions = new TreeMap<>(inForce.tables());
        for (TableName table : LakeTables.folders(lake)) {
            if (table.zone().equals(ManifestStore.TABLE.zone())) {
                versions.computeIfAbsent(table, lake::version);
            }
        }
        versions.put(ManifestStore.TABLE, pinned);
        if (head.isEmpty()) {
            versions.remove(AccessLog.TABLE); // its first line came since
        }
        versions.values().removeIf(version -> version == Lake.ABSENT);
    }

    /** The files that would be copied, absolute. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        versions.forEach((table, version) -> files.addAll(TableFiles.of(lake, table, version)));
        Path format = lake.root().resolve(LakeFormat.FILE);
        if (Files.exists(format)) {
            files.add(format);
        }
        return List.copyOf(files);
    }

    /**
     * Copies.
     *
     * @param to a folder that is empty or absent, or holds a backup that was interrupted
     * @param build the version of Charthouse
     * @param configuration hash of the configuration
     */
    public BackupIndex write(Path to, String build, String configuration, Instant now) {
        prepare(to);
        List<BackupIndex.Entry> entries = new ArrayList<>();
        Failpoints.around("backup copy", () -> files().forEach(file -> entries.add(copy(file, to))));
        head.ifPresent(text -> entries.add(write(text, to)));
        BackupIndex index = new BackupIndex(
                BackupIndex.CURRENT,
                build,
                now.toString(),
                manifest.run(),
                manifest.asOf().toString(),
                configuration,
                List.copyOf(entries));
        Failpoints.around("backup index", () -> index.write(to));
        try {
            Files.delete(to.resolve(UNFINISHED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return index;
    }

    private static Optional<String> head(Lake lake) {
        Path file = lake.root().resolve(AccessLog.HEAD);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BackupIndex.Entry write(String head, Path to) {
        Path file = to.resolve(AccessLog.HEAD);
        try {
            Files.writeString(file, head);
            return new BackupIndex.Entry(AccessLog.HEAD, Files.size(file), FileCopy.hash(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BackupIndex.Entry copy(Path file, Path to) {
        String path = lake.root().relativize(file).toString().replace('\\', '/');
        Path copy = to.resolve(path);
        try {
            String hash = FileCopy.copy(file, copy);
            return new BackupIndex.Entry(path, Files.size(copy), hash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare(Path to) {
        try {
            Path mark = to.resolve(UNFINISHED);
            if (Files.exists(mark)) {
                FileUtils.deleteDirectory(to.toFile());
            }
            PrivateFolder.make(to);
            try (Stream<Path> list = Files.list(to)) {
                if (list.findAny().isPresent()) {
                    throw new UserError(
                            ExitCode.INPUT,
                            new Problem(
                                    "The folder of the backup is not empty",
                                    Place.of(to.toString()),
                                    "a backup never writes over anything",
                                    "name a folder that is empty or absent"));
                }
            }
            Files.createFile(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
