package org.charthouse.measure.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts folders in their place, all or none: they are written beside the house's under a name that nobody reads, given over by
 * one renaming, then moved in. What was cut off before the renaming is cleared away by the next import, what was cut off after it is
 * brought to its end.
 */
final class Placing {

    private static final String WRITING = ".import-writing";
    private static final String WRITTEN = ".import-written";
    private static final String LOCK = ".import-lock";

    private final Path house;
    private final Consumer<String> steps;

    /**
     * A placing.
     *
     * @param house the folder of measures
     * @param steps hears what is about to be done, so that a test can end it there
     */
    Placing(Path house, Consumer<String> steps) {
        this.house = house;
        this.steps = steps;
    }

    /** Clears away or ends what an earlier import left; then does something that nobody else does meanwhile. */
    void alone(Runnable work) {
        try {
            Files.createDirectories(house);
            try (FileChannel channel =
                            FileChannel.open(house.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw IntakeErrors.busy(house);
                }
                finish();
                work.run();
            } catch (OverlappingFileLockException e) {
                throw IntakeErrors.busy(house);
            }
        } catch (IOException | UncheckedIOException e) {
            throw IntakeErrors.cannotWrite(house, e);
        }
    }

    /** Puts folders in place of those of their names. */
    void put(List<MeasureFolder> folders) {
        Path writing = house.resolve(WRITING);
        try {
            for (MeasureFolder folder : folders) {
                steps.accept("write " + folder.folder());
                for (Map.Entry<String, byte[]> file : folder.files().entrySet()) {
                    Path target = writing.resolve(folder.folder()).resolve(file.getKey());
                    Files.createDirectories(target.getParent());
                    Files.write(target, file.getValue());
                }
            }
            steps.accept("give over");
            if (!folders.isEmpty()) {
                Files.move(writing, house.resolve(WRITTEN), StandardCopyOption.ATOMIC_MOVE);
            }
            finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finish() throws IOException {
        delete(house.resolve(WRITING));
        Path written = house.resolve(WRITTEN);
        if (Files.isDirectory(written)) {
            try (Stream<Path> found = Files.list(written)) {
                for (Path folder : found.sorted().toList()) {
                    steps.accept("move " + folder.getFileName());
                    Path target = house.resolve(folder.getFileName());
                    delete(target);
                    Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            delete(written);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
