package org.charthouse.ingest;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What {@code ops.file} says of files that came before. A file is held against what was last read under its name. */
final class FileLedger {

    /** The state of a file that is to be opened again. */
    static final String RETRY = "retry";

    /** The state of a file of which nothing was used. */
    static final String REFUSED = "refused";

    /** The state of a file that was not used and then opened again, or delivered anew: a later row tells of it. */
    static final String SUPERSEDED = "superseded";

    private final Map<String, List<Integer>> numbers = new HashMap<>();
    private final Map<Integer, String> unused = new TreeMap<>();
    private final Map<String, Entry> newest = new HashMap<>();
    private int last;

    private record Entry(int fileNo, long bytes, Timestamp modifiedAt, String sha256) {}

    /** Reads the ledger, where there is one. */
    FileLedger(Optional<Dataset<Row>> ledger) {
        List<Row> rows = ledger.map(each -> each.select("file_no", "path", "bytes", "modified_at", "sha256", "state")
                        .collectAsList())
                .orElse(List.of());
        rows.stream().sorted(Comparator.comparingInt(row -> row.getInt(0))).forEach(this::enter);
    }

    private void enter(Row row) {
        int fileNo = row.getInt(0);
        String path = row.getString(1);
        last = Math.max(last, fileNo);
        numbers.computeIfAbsent(path, any -> new ArrayList<>()).add(fileNo);
        if (List.of(RETRY, REFUSED).contains(row.getString(5))) {
            unused.put(fileNo, path);
        }
        if (row.getString(5).equals(RETRY)) {
            newest.remove(path);
        } else if (!row.getString(5).equals(SUPERSEDED)) {
            newest.put(path, new Entry(fileNo, row.getLong(2), row.getAs(3), row.getString(4)));
        }
    }

    /** Whether this very file, by path, size and time of change, was the last of its name to be read. */
    boolean hasSeen(LandedFile file) {
        Entry entry = newest.get(file.path());
        return entry != null
                && entry.bytes == file.bytes()
                && entry.modifiedAt.toInstant().equals(file.modifiedAt());
    }

    /** The number under which the same content was last read under the same name. */
    Optional<Integer> numberOf(LandedFile file, String sha256) {
        return Optional.ofNullable(newest.get(file.path()))
                .filter(entry -> entry.sha256.equals(sha256))
                .map(Entry::fileNo);
    }

    /** Numbers that files of that name had before. */
    List<Integer> before(String path) {
        return numbers.getOrDefault(path, List.of());
    }

    /** Numbers of files of these names of which nothing was used. */
    List<Integer> unused(List<String> paths) {
        return unused.entrySet().stream()
                .filter(file -> paths.contains(file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The number of the last file. */
    int last() {
        return last;
    }
}
