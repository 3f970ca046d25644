package org.charthouse.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.util.ShutdownHookManager;
import org.charthouse.key.PrivateFolder;

/**
 * Where Spark puts what does not fit into memory: rows of patients, too. One folder per process below the house's own, held
 * by a lock of the operating system for as long as the process lives, so that what a killed process left can be told from
 * what another one is using.
 */
final class ScratchFolder {

    private static final String LOCK = ".lock";

    /** Locks of this process: the system forgets all locks of a process on a file that it closes anywhere. */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    /** Spark ends its own work in hooks of higher priority, which come first. */
    private static final int AFTER_SPARK = 1;

    private ScratchFolder() {}

    /** A fresh folder for this process, taken away when the process ends. */
    static Path open(Path parent) {
        PrivateFolder.make(parent);
        Path lock = parent.resolve(UUID.randomUUID() + LOCK);
        OWN.add(String.valueOf(lock.getFileName()));
        try {
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            Path folder = PrivateFolder.make(folder(lock));
            ShutdownHookManager.get()
                    .addShutdownHook(
                            () -> {
                                remove(lock);
                                close(channel);
                            },
                            AFTER_SPARK);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away the folders of processes that have ended. */
    static void sweep(Path parent) {
        locks(parent).stream()
                .filter(lock -> !OWN.contains(String.valueOf(lock.getFileName())))
                .filter(ScratchFolder::isFree)
                .forEach(ScratchFolder::remove);
    }

    private static boolean isFree(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path lock) {
        try {
            FileUtils.deleteDirectory(folder(lock).toFile());
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path lock) {
        String name = String.valueOf(lock.getFileName());
        return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    private static List<Path> locks(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.filter(file -> file.toString().endsWith(LOCK)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
