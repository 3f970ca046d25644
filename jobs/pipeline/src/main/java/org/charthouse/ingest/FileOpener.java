package org.charthouse.ingest;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.charthouse.error.NearestWord;
import org.charthouse.lake.CsvLine;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.jspecify.annotations.Nullable;

/** Decides for each file whether it is new, whether it is whole, and whether it can be used at all. */
final class FileOpener {

    private final Specifications specs;
    private final FileLedger ledger;
    private final Map<Integer, Instant> touched = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private int growing;

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
        List<NewFile> found = new ArrayList<>();
        int number = ledger.last();
        for (LandedFile file : unseen) {
            Optional<FileScan> scan = scan(file);
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
            FileScan scan = file.isAsListed() ? FileScan.of(file.file()) : null;
            if (scan == null || !file.isAsListed()) {
                growing++;
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
        return unreadable;
    }

    /** How many files were left because they are still being written. */
    int growing() {
        return growing;
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
            String what = file.feed().isCsv() ? "an extract table with '.csv'" : "a kept resource type with '.ndjson'";
            refusal = Optional.of("the file's name is not that of " + what);
        }
        if (refusal.isPresent() || !file.feed().isCsv()) {
            return new NewFile(number, file, scan.sha256(), null, refusal);
        }
        Optional<String> unfit = refusal(file.kind().get(), scan.header());
        return new NewFile(number, file, scan.sha256(), unfit.isEmpty() ? scan.header() : null, unfit);
    }

    /** Hadoop takes a colon for the end of a scheme and leaves out names with an underscore. */
    private static boolean hasOddName(LandedFile file) {
        return file.path().contains(":") || file.file().getFileName().toString().startsWith("_");
    }

    private Optional<String> refusal(String table, @Nullable String header) {
        if (header == null) {
            return Optional.of("the file has no header line in UTF-8");
        }
        List<String> columns = CsvLine.values(header);
        if (columns == null || columns.stream().distinct().count() != columns.size()) {
            return Optional.of("the header's quotes are not balanced or a column stands there twice");
        }
        TableContract contract = specs.extracts().get(table);
        if (contract == null) {
            throw new IllegalStateException("a kind without a contract");
        }
        List<String> required = contract.columns().stream()
                .filter(ColumnSpec::required)
                .map(ColumnSpec::name)
                .toList();
        if (required.stream().noneMatch(columns::contains)) { // it may be a record, of which nothing must be told
            return Optional.of(delimiter(columns) + "the first line has none of the required columns: "
                    + String.join(", ", required));
        }
        List<String> missing = required.stream()
                .filter(name -> !columns.contains(name))
                .map(name -> name
                        + NearestWord.to(name, columns)
                                .map(near -> " (has '" + near + "')")
                                .orElse(""))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(delimiter(columns) + "the header lacks required columns: " + String.join(", ", missing));
    }

    /** One column whose name holds another delimiter: the file is not separated by commas. */
    private static String delimiter(List<String> columns) {
        boolean isOne = columns.size() == 1;
        for (String other : List.of(";", "\t", "|")) {
            if (isOne && columns.get(0).contains(other)) {
                return "the columns are separated by '" + (other.equals("\t") ? "tab" : other) + "', not by ','; ";
            }
        }
        return "";
    }
}
