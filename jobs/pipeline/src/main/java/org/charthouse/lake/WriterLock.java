package org.charthouse.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.key.PrivateFolder;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a lake, held by one process. Delta on a local file system can lose a commit between two writers,
 * so there is one. The operating system lets go of the lock when the process ends, however it ends.
 */
public final class WriterLock implements AutoCloseable {

    /** Lakes that this process holds: the system forgets all locks of a process on a file that it closes anywhere. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final FileLock lock;
    private final Path lake;

    private WriterLock(FileChannel channel, FileLock lock, Path lake) {
        this.channel = channel;
        this.lock = lock;
        this.lake = lake;
    }

    /**
     * Takes the lock.
     *
     * @throws UserError with {@link ExitCode#LAKE_LOCKED}, naming the holder, if another process has it
     */
    public static WriterLock take(Path lake) {
        Path file = lake.resolve("writer.lock");
        try {
            PrivateFolder.make(lake);
            return take(file, lake.toRealPath());
        } catch (IOException e) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "Cannot lock the lake",
                            Place.of(file.toString()),
                            e.getClass().getSimpleName(),
                            "check that the folder can be written to"));
        }
    }

    private static WriterLock take(Path file, Path lake) throws IOException {
        Path note = file.resolveSibling("writer.holder");
        if (!OWN.add(lake)) {
            throw held(file, note);
        }
        @Nullable FileChannel channel = null;
        boolean isTaken = false;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw held(file, note);
            }
            Files.writeString(note, holder());
            isTaken = true;
            return new WriterLock(channel, lock, lake);
        } finally {
            if (!isTaken) {
                OWN.remove(lake);
                close(channel);
            }
        }
    }

    private static void close(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static String holder() {
        return "process " + ProcessHandle.current().pid() + ", since " + Instant.now();
    }

    private static UserError held(Path file, Path note) throws IOException {
        String holder = Files.exists(note) ? Files.readString(note) : "a process that is just starting";
        return new UserError(
                ExitCode.LAKE_LOCKED,
                new Problem(
                        "Another run writes to this lake",
                        Place.of(file.toString()),
                        "the lock is held by " + holder,
                        "wait until it ends, or end that process; a lock without a process frees itself"));
    }

    /** Takes away what killed processes left in a folder of scratch folders. */
    public void sweep(Path scratch) {
        ScratchFolder.sweep(scratch);
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock could not be let go; it ends with this process", e);
        } finally {
            OWN.remove(lake);
        }
    }
}
