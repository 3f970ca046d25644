package org.charthouse.ingest;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What {@code ops.file} says of files that came before. */
final class FileLedger {

    /** The state of a file that is to be opened again. */
    static final String RETRY = "retry";

    private final Map<String, List<Integer>> numbers = new HashMap<>();
    private final Map<Integer, String> toRetry = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> contents = new HashSet<>();
    private int last;

    /** Reads the ledger, where there is one. */
    FileLedger(Optional<Dataset<Row>> ledger) {
        List<Row> rows = ledger.map(each -> each.select("file_no", "path", "bytes", "modified_at", "sha256", "state")
                        .collectAsList())
                .orElse(List.of());
        for (Row row : rows) {
            last = Math.max(last, row.getInt(0));
            numbers.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(row.getInt(0));
            if (row.getString(5).equals(RETRY)) {
                toRetry.put(row.getInt(0), row.getString(1));
                continue;
            }
            seen.add(stamp(row.getString(1), row.getLong(2), row.<Timestamp>getAs(3)));
            contents.add(row.getString(1) + "|" + row.getString(4));
        }
    }

    /** Whether a file of that name, size and time was read, so that it need not be opened. */
    boolean hasSeen(LandedFile file) {
        return seen.contains(stamp(file.path(), file.bytes(), Timestamp.from(file.modifiedAt())));
    }

    /** Whether a file of that name was read with that content. */
    boolean hasContent(LandedFile file, String sha256) {
        return contents.contains(file.path() + "|" + sha256);
    }

    /** Numbers that files of that name had before. */
    List<Integer> before(String path) {
        return numbers.getOrDefault(path, List.of());
    }

    /** Numbers of files of these names that a person wants opened again. */
    List<Integer> toRetry(List<String> paths) {
        return toRetry.entrySet().stream()
                .filter(file -> paths.contains(file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The number of the last file. */
    int last() {
        return last;
    }

    private static String stamp(String path, long bytes, Timestamp modified) {
        return path + "|" + bytes + "|" + modified.getTime();
    }
}
