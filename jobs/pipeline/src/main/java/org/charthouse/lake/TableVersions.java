package org.charthouse.lake;

import java.io.FileNotFoundException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaThrowable;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructType;
import org.charthouse.spec.TableName;
import scala.Option;

/**
 * What Delta's log says of the versions of one table: which files they consist of, and what made them. Reads only, apart
 * from {@link #checkpoint}. Every question is answered from exactly the version asked for, never from file times.
 */
public final class TableVersions {

    /** Compacted, brought under a key, or given other settings: Delta's names of what does that here. */
    private static final Set<String> WITHOUT_NEW_ROWS =
            Set.of("OPTIMIZE", "REPLACE TABLE AS SELECT", "SET TBLPROPERTIES");

    private final Lake lake;
    private final TableName table;
    private final DeltaLog log;
    private final Map<Long, Optional<Snapshot>> snapshots = new HashMap<>();
    private final Map<Long, List<DataFile>> known = new HashMap<>();

    /** The versions of a table that exists. */
    public TableVersions(Lake lake, TableName table) {
        this.lake = lake;
        this.table = table;
        this.log = lake.log(table);
    }

    /** One data file of a version: where it is, absolute, and its size in bytes. */
    public record DataFile(Path path, long bytes) {}

    /** The newest version. */
    public long latest() {
        return lake.version(table);
    }

    /** The files of the newest version. */
    public List<DataFile> files() {
        return files(latest()).orElseThrow();
    }

    /** The files of a version; nothing if the log no longer knows that version. */
    public Optional<List<DataFile>> files(long version) {
        return snapshot(version).map(snapshot -> known.computeIfAbsent(version, any -> files(snapshot)));
    }

    /** Whether a version can be read: the log knows it, and all of its files are there. */
    public boolean isWhole(long version) {
        return files(version)
                .map(files -> files.stream().allMatch(file -> Files.exists(file.path())))
                .orElse(false);
    }

    /** Whether two versions consist of the same files under the same schema. */
    public boolean areSame(long one, long other) {
        Optional<StructType> schema = snapshot(one).map(Snapshot::schema);
        return schema.isPresent()
                && schema.equals(snapshot(other).map(Snapshot::schema))
                && files(one).map(Set::copyOf).equals(files(other).map(Set::copyOf));
    }

    /** Whether all commits after a version, up to the newest, changed files or properties but no rows. */
    public boolean onlyRewrittenSince(long version) {
        long commits = latest() - version;
        return commits >= 0
                && lake
                        .deltaTable(table)
                        .history((int) Math.max(1, commits))
                        .select("version", "operation")
                        .collectAsList()
                        .stream()
                        .filter(row -> row.getLong(0) > version)
                        .allMatch(row -> WITHOUT_NEW_ROWS.contains(row.getString(1)));
    }

    /**
     * Whether all files of the newest version are encrypted by a key of that name: the end of each file, in clear, names it.
     */
    public boolean areUnder(String key) {
        return files().stream().allMatch(file -> EncryptedFile.isUnder(file.path(), key));
    }

    /** Commits that a reader must read one by one, because they came after the last checkpoint. */
    public int commitsSinceCheckpoint() {
        return log.update(false, Option.empty(), Option.empty())
                .logSegment()
                .deltas()
                .size();
    }

    /** Writes a checkpoint of the newest version, so that readers need not read each commit. */
    public void checkpoint() {
        log.checkpoint(log.update(false, Option.empty(), Option.empty()), Option.empty());
    }

    private Optional<Snapshot> snapshot(long version) {
        if (version < 0 || version > latest()) {
            return Optional.empty();
        }
        return snapshots.computeIfAbsent(version, this::load);
    }

    @SuppressWarnings("CatchingUnchecked") // Scala throws what Java cannot see declared
    private Optional<Snapshot> load(long version) {
        try {
            return Optional.of(log.getSnapshotAt(version, Option.empty(), Option.empty()));
        } catch (Exception e) {
            if (e instanceof FileNotFoundException || isGap(e)) {
                return Optional.empty(); // commits that it needs are not there
            }
            throw e;
        }
    }

    private static boolean isGap(Exception e) {
        return e instanceof DeltaThrowable known && "DELTA_VERSIONS_NOT_CONTIGUOUS".equals(known.getErrorClass());
    }

    private List<DataFile> files(Snapshot snapshot) {
        List<DataFile> files = new ArrayList<>();
        for (Row row : snapshot.allFiles().select("path", "size").collectAsList()) {
            URI uri = URI.create(row.getString(0));
            Path path = uri.isAbsolute() ? Path.of(uri) : lake.path(table).resolve(uri.getPath());
            files.add(new DataFile(path.normalize(), row.getLong(1)));
        }
        return files;
    }
}
