package org.charthouse.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a lake, held by one process. Delta on a local file system can lose a commit between two writers,
 * so there is one. The operating system lets go of the lock when the process ends, however it ends.
 */
public final class WriterLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private WriterLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
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
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                Path note = file.resolveSibling("writer.holder");
                throw held(file, Files.exists(note) ? Files.readString(note) : "a process that is just starting");
            }
            Files.writeString(file.resolveSibling("writer.holder"), holder());
            return new WriterLock(channel, lock);
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

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder() {
        return "process " + ProcessHandle.current().pid() + ", since " + Instant.now();
    }

    private static UserError held(Path file, String holder) {
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
        }
    }
}
