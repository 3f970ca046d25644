package org.charthouse.lake;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.key.PrivateFolder;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The Delta table {@code ops.access}: a line for each answer that shows rows of persons, chained by hashes. It has a lock of
 * its own, so that people may ask while a run writes. The last line is also noted in the file {@code access.head}, so that
 * lines taken away from the end are missed.
 */
public final class AccessLog {

    public static final TableName TABLE = new TableName("ops", "access");

    /** The file below the lake's root that notes the last line; it may be behind the table, never ahead of it. */
    public static final String HEAD = "access.head";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;

    private final Lake lake;
    private final TableDefinition definition;

    /**
     * The log of a lake.
     *
     * @param definition of {@code ops.access}
     */
    public AccessLog(Lake lake, TableDefinition definition) {
        this.lake = lake;
        this.definition = definition;
    }

    private record Head(long number, String hash) {}

    private static final Head NONE = new Head(0, AccessLine.FIRST);

    private static final String BRING_BACK = "bring it back from a copy of the lake";

    /** The operating system knows processes alone, and forgets all locks of one on a file that it closes anywhere. */
    private static final ReentrantLock ONE_OF_THIS_PROCESS = new ReentrantLock();

    /**
     * Adds a line; to be called before anything is shown.
     *
     * @return the number of the line
     * @throws UserError if others hold the log for half a minute, or it cannot be written
     */
    public long append(AccessLine.Entry entry, Instant at) {
        AtomicLong number = new AtomicLong();
        hold(() -> number.set(add(entry, at)));
        return number.get();
    }

    /**
     * Does something to the table itself, of which no line changes, while nobody can add one.
     *
     * @throws UserError if others hold the log for half a minute
     */
    public void hold(Runnable work) {
        Path file = PrivateFolder.make(lake.root()).resolve("access.lock");
        ONE_OF_THIS_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, file)) {
            if (lock.isValid()) {
                work.run();
            }
        } catch (IOException e) {
            throw problem(file, "it cannot be locked: " + e.getClass().getSimpleName(), "check the folder's rights");
        } finally {
            ONE_OF_THIS_PROCESS.unlock();
        }
    }

    /** The note is there before the first line, so that lines without a note mean that it was taken away. */
    private long add(AccessLine.Entry entry, Instant at) {
        if (!lake.exists(TABLE) && head().isEmpty()) {
            note(NONE);
        }
        Head last = last();
        AccessLine line = AccessLine.after(last.number() + 1, last.hash(), at.truncatedTo(ChronoUnit.MICROS), entry);
        new TableWriter(lake)
                .append(definition, lake.session().createDataFrame(List.of(row(line)), definition.schema()));
        note(new Head(line.number(), line.hash()));
        return line.number();
    }

    /** All lines, by number; read as they are needed. */
    public Iterator<AccessLine> lines() {
        if (!lake.exists(TABLE)) {
            return List.<AccessLine>of().iterator();
        }
        Iterator<Row> rows =
                lake.read(TABLE).orderBy("line_number", "line_sha256").toLocalIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public AccessLine next() {
                return line(rows.next());
            }
        };
    }

    /** What is wrong with the chain, and at which line; empty if every line is as it was written. */
    public Optional<String> fault() {
        long number = 0;
        String hash = AccessLine.FIRST;
        Iterator<AccessLine> lines = lines();
        if (head().isEmpty() && lines.hasNext()) {
            return Optional.of(HEAD + " is gone, which says what the last line is");
        }
        Head head = head().orElse(NONE);
        while (lines.hasNext()) {
            AccessLine line = lines.next();
            number++;
            if (line.number() != number) {
                return Optional.of(
                        line.number() < number
                                ? "line " + line.number() + " stands there twice"
                                : "line " + number + " is missing");
            }
            if (!line.isWhole()) {
                return Optional.of("line " + number + " was changed");
            }
            if (!line.previous().equals(hash)
                    || (number == head.number() && !line.hash().equals(head.hash()))) {
                return Optional.of("line " + number + " is not the one that was written there");
            }
            hash = line.hash();
        }
        return number < head.number()
                ? Optional.of("line " + (number + 1) + " is missing, and what followed it")
                : Optional.empty();
    }

    /** The newest line: the noted one, or one behind it whose note was not written any more. */
    private Head last() {
        Head head = head().orElseThrow(() -> problem(headFile(), "the file is gone", BRING_BACK));
        if (!lake.exists(TABLE)) {
            return head;
        }
        List<Row> newest = lake.read(TABLE)
                .filter(col("line_number").geq(head.number()))
                .orderBy(col("line_number").desc())
                .limit(1)
                .collectAsList();
        return newest.isEmpty()
                ? head
                : new Head(newest.get(0).getAs("line_number"), newest.get(0).getAs("line_sha256"));
    }

    private Optional<Head> head() {
        try {
            Path file = headFile();
            if (Files.exists(file)) {
                String[] words = Files.readString(file).strip().split(" ", -1);
                return Optional.of(new Head(Long.parseLong(words[0]), words[1]));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw problem(headFile(), "the file was changed by hand", BRING_BACK);
        }
    }

    private void note(Head head) {
        Path part = lake.root().resolve("access.head.part");
        try {
            Files.writeString(part, head.number() + " " + head.hash() + "\n");
            DurableLogStore.force(part);
            Files.move(part, headFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path headFile() {
        return lake.root().resolve(HEAD);
    }

    private static FileLock lock(FileChannel channel, Path file) throws IOException {
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            pause();
        }
        throw problem(file, "another process has held it for half a minute", "try again, or end that process");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the access log", e);
        }
    }

    private static UserError problem(Path file, String reason, String cure) {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "The access log cannot be written, so nothing is shown",
                        Place.of(file.toString()),
                        reason,
                        cure));
    }

    private static Row row(AccessLine line) {
        AccessLine.Entry entry = line.entry();
        return RowFactory.create(
                line.number(),
                Timestamp.from(line.at()),
                entry.actor(),
                entry.command(),
                entry.purpose(),
                entry.manifest(),
                entry.tables().toArray(),
                entry.query(),
                entry.rows(),
                entry.outcome(),
                line.previous(),
                line.hash());
    }

    private static AccessLine line(Row row) {
        AccessLine.Entry entry = new AccessLine.Entry(
                row.getAs("actor"),
                row.getAs("command"),
                row.getAs("purpose"),
                row.<Long>getAs("manifest_number"),
                row.getList(row.fieldIndex("tables_read")),
                row.getAs("query_sha256"),
                row.<Long>getAs("count_row"),
                row.getAs("outcome"));
        return new AccessLine(
                row.<Long>getAs("line_number"),
                row.<Timestamp>getAs("at").toInstant(),
                entry,
                row.getAs("previous_sha256"),
                row.getAs("line_sha256"));
    }
}
