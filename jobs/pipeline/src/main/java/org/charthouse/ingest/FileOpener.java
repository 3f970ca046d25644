package org.charthouse.ingest;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.charthouse.feed.FileHeader;
import org.charthouse.spec.CsvForm;
import org.charthouse.spec.FileSpec;
import org.charthouse.spec.Specifications;

/** Decides for each file whether it is new, whether it is whole, and whether it can be used at all. */
final class FileOpener {

    private final Specifications specs;
    private final FileLedger ledger;
    private final Map<Integer, Instant> touched = new TreeMap<>();
    private final Set<String> unreadable = new ConcurrentSkipListSet<>();
    private final AtomicInteger growing = new AtomicInteger();

    FileOpener(Specifications specs, FileLedger ledger) {
        this.specs = specs;
        this.ledger = ledger;
    }

    /**
     * The new ones among the files, numbered on from the ledger. A file that was touched just now is waited for; one that
     * changes meanwhile is left for the next run.
     */
    List<NewFile> newOnes(List<LandedFile> files) {
        List<LandedFile> unseen =
                files.stream().filter(Predicate.not(ledger::hasSeen)).toList();
        settle(unseen);
        List<Optional<FileScan>> scans = unseen.parallelStream().map(this::scan).toList();
        List<NewFile> found = new ArrayList<>();
        int number = ledger.last();
        for (int at = 0; at < unseen.size(); at++) {
            LandedFile file = unseen.get(at);
            Optional<FileScan> scan = scans.get(at);
            Optional<Integer> same = scan.flatMap(each -> ledger.numberOf(file, each.sha256()));
            if (same.isPresent()) {
                touched.put(same.get(), file.modifiedAt());
            } else if (scan.isPresent()) {
                number++;
                found.add(open(number, file, scan.get()));
            }
        }
        return found;
    }

    /** A look at the whole file; empty where it cannot be had now. */
    private Optional<FileScan> scan(LandedFile file) {
        try {
            FileScan scan = file.isAsListed()
                    ? FileScan.of(file.file(), file.feed().csv().charset(), file.isDocument())
                    : null;
            if (scan == null || !file.isAsListed()) {
                growing.incrementAndGet();
                return Optional.empty();
            }
            return Optional.of(scan);
        } catch (UncheckedIOException e) {
            unreadable.add(file.path());
            return Optional.empty();
        }
    }

    /** Files that were read before and are the same but for the time of their last change: number and that time. */
    Map<Integer, Instant> touched() {
        return touched;
    }

    /** Files that could not be read, for want of rights or for a fault of the disk: the next run tries again. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** How many files were left because they are still being written. */
    int growing() {
        return growing.get();
    }

    private void settle(List<LandedFile> files) {
        Duration quiet = Duration.ofSeconds(specs.house().settleSeconds());
        Duration left = files.stream()
                .map(file -> quiet.minus(Duration.between(file.modifiedAt(), Instant.now())))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (left.compareTo(Duration.ZERO) > 0) {
            try {
                Thread.sleep(Math.min(left.toMillis(), quiet.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the run was interrupted", e);
            }
        }
    }

    private NewFile open(int number, LandedFile file, FileScan scan) {
        Optional<String> refusal = scan.defect();
        if (hasOddName(file)) {
            refusal = Optional.of("the file's name must neither hold ':' nor begin with '_'; rename it");
        } else if (file.kind().isEmpty()) {
            String what = !file.feed().isCsv()
                    ? "a kept resource type with '.ndjson', or any name with '.json'"
                    : file.feed().files().isEmpty()
                            ? "an extract table with '.csv'"
                            : "a kind of file that the feed states";
            refusal = Optional.of("the file's name is not that of " + what);
        }
        if (refusal.isEmpty()) {
            refusal = file.isDocument() && scan.lines() == 0
                    ? Optional.of("the file is empty; deliver it again, whole")
                    : otherNumber(file, scan);
        }
        if (refusal.isPresent() || !file.feed().isCsv()) {
            return new NewFile(number, file, scan.sha256(), null, refusal);
        }
        return opened(number, file, scan);
    }

    /** A bulk export that was cut at the end of a line shows it nowhere but there. */
    private static Optional<String> otherNumber(LandedFile file, FileScan scan) {
        long listed = file.records().orElse(scan.lines());
        return listed == scan.lines()
                ? Optional.empty()
                : Optional.of("the manifest of the export says " + listed + " resources, the file has " + scan.lines()
                        + " lines; deliver it again, whole");
    }

    private NewFile opened(int number, LandedFile file, FileScan scan) {
        CsvForm form = file.feed().csv();
        FileSpec kind = specs.file(file.feed().feed(), file.kind().orElseThrow())
                .orElseThrow(() -> new IllegalStateException("a kind that its feed does not have"));
        if (!form.hasHeader()) {
            return new NewFile(number, file, scan.sha256(), FileHeader.absent(form, kind), Optional.empty());
        }
        Optional<String> unfit = FileHeader.refusal(form, kind, scan.header());
        return new NewFile(number, file, scan.sha256(), unfit.isEmpty() ? scan.header() : null, unfit);
    }

    /** Hadoop takes a colon for the end of a scheme and leaves out names with an underscore. */
    private static boolean hasOddName(LandedFile file) {
        return file.path().contains(":") || file.file().getFileName().toString().startsWith("_");
    }
}
