package org.charthouse.lake.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.Failpoints;
import org.charthouse.lake.WriterLock;

/**
 * Brings a backup back as a lake. Every file is held against its checksum before anything is written; then all are
 * copied beside the lake's place and moved there at once, so that a lake is there whole or not at all.
 */
public final class Restoration {

    /** What locks leave in an otherwise empty lake. */
    private static final Set<String> OF_THE_LOCK = Set.of("writer.lock", "writer.holder", "access.lock");

    private final Path backup;
    private final Path lake;

    /**
     * A restoration.
     *
     * @param backup folder of a finished backup
     * @param lake folder that is empty or absent
     */
    public Restoration(Path backup, Path lake) {
        this.backup = backup.toAbsolutePath().normalize();
        this.lake = lake.toAbsolutePath().normalize();
    }

    /**
     * Looks whether all is well: the backup is whole, the lake's place free. Changes nothing.
     *
     * @throws UserError naming each damaged file
     */
    public BackupIndex check() {
        BackupIndex index = BackupIndex.read(backup);
        refuseOccupied();
        List<Problem> problems = new ArrayList<>();
        for (BackupIndex.Entry entry : index.files()) {
            String damage = damage(entry);
            if (!damage.isEmpty()) {
                problems.add(new Problem(
                        "The backup is damaged",
                        Place.of(backup.resolve(entry.path()).toString()),
                        damage + "; nothing was restored",
                        "use another backup, or bring this file back"));
            }
        }
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.INPUT, problems);
        }
        return index;
    }

    /**
     * Restores.
     *
     * @return what was restored
     */
    public BackupIndex carryOut() {
        refuseOccupied();
        WriterLock lock = WriterLock.take(lake);
        try {
            BackupIndex index = check();
            Path beside = lake.resolveSibling("." + lake.getFileName() + ".restoring");
            FileUtils.deleteDirectory(beside.toFile());
            Failpoints.around(
                    "restore copy",
                    () -> index.files()
                            .forEach(entry ->
                                    FileCopy.copy(backup.resolve(entry.path()), beside.resolve(entry.path()))));
            Failpoints.around("restore move", () -> takePlace(beside));
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }

    /** The lock is held until its file is gone; whoever makes a new one before the move makes the move fail. */
    private void takePlace(Path beside) {
        try {
            FileUtils.deleteDirectory(lake.toFile());
            Files.move(beside, lake, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String damage(BackupIndex.Entry entry) {
        Path file = backup.resolve(entry.path()).normalize();
        try {
            if (!file.startsWith(backup)) {
                return "it lies outside the backup";
            }
            if (!Files.isRegularFile(file)) {
                return "it is missing";
            }
            if (Files.size(file) != entry.bytes()) {
                return "it has " + Files.size(file) + " bytes and should have " + entry.bytes();
            }
            return FileCopy.hash(file).equals(entry.sha256()) ? "" : "its content is not what was backed up";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseOccupied() {
        if (!Files.exists(lake)) {
            return;
        }
        try (Stream<Path> list = Files.list(lake)) {
            if (list.anyMatch(each -> !OF_THE_LOCK.contains(String.valueOf(each.getFileName())))) {
                throw new UserError(
                        ExitCode.INPUT,
                        new Problem(
                                "There is a lake already",
                                Place.of(lake.toString()),
                                "a backup is restored into a place that is empty or absent",
                                "name another house by --home, or move the lake away"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
