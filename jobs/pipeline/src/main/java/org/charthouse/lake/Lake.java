package org.charthouse.lake;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.charthouse.error.Place;
import org.charthouse.error.UserError;
import org.charthouse.spec.TableName;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The Delta tables below one folder. Safe for use by several threads of one process. */
public final class Lake {

    /** The version of a table that does not exist. */
    public static final long ABSENT = -1;

    private final SparkSession session;
    private final Path root;
    private final ZoneKeys keys;

    /** A lake in clear. */
    public Lake(SparkSession session, Path root) {
        this(session, root, ZoneKeys.NONE);
    }

    /** A lake whose zones are encrypted by these keys; reading and writing need them from now on in this session. */
    public Lake(SparkSession session, Path root, ZoneKeys keys) {
        this.session = session;
        this.root = root.toAbsolutePath().normalize();
        this.keys = keys;
        keys.settings().forEach(session.conf()::set);
    }

    public SparkSession session() {
        return session;
    }

    public Path root() {
        return root;
    }

    /** Where a table is: other Delta readers open this folder. */
    public Path path(TableName table) {
        return root.resolve(table.zone()).resolve(table.name());
    }

    public boolean exists(TableName table) {
        return version(table) != ABSENT;
    }

    /**
     * The newest version of a table, {@link #ABSENT} where there is none.
     *
     * @throws UserError if its commit is an empty file, which Delta would take for a commit that changes nothing
     */
    public long version(TableName table) {
        Path commits = path(table).resolve("_delta_log");
        if (!commits.toFile().isDirectory()) {
            return ABSENT;
        }
        long version = log(table).update(false, Option.empty(), Option.empty()).version();
        Path commit = commits.resolve(String.format(Locale.ROOT, "%020d.json", version));
        if (commit.toFile().isFile() && commit.toFile().length() == 0) {
            throw DamagedFile.error(Place.of(commit.toString()));
        }
        return version;
    }

    /** The newest version. */
    public Dataset<Row> read(TableName table) {
        return read(table, version(table));
    }

    /**
     * One version, whatever is written meanwhile. The checksum of a version names the files of a small table; where it
     * does, they are read as they stand there: Delta would start three Spark jobs to find the same in its log.
     */
    public Dataset<Row> read(TableName table, long version) {
        DeltaLog log = log(table);
        Snapshot snapshot = log.getSnapshotAt(version, Option.empty(), Option.empty());
        if (snapshot.checksumOpt().isDefined()) {
            Option<Seq<AddFile>> files = snapshot.checksumOpt().get().allFiles();
            if (files.isDefined()) {
                return log.createDataFrame(snapshot, files.get(), false, Option.empty());
            }
        }
        return session.read()
                .format("delta")
                .option("versionAsOf", version)
                .load(path(table).toString());
    }

    /** The rows of a table that is not there: none, in its form. */
    public Dataset<Row> empty(TableDefinition definition) {
        return session.createDataFrame(List.of(), definition.schema());
    }

    /** All tables that are there, sorted. */
    public List<TableName> tables() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> logs = Files.find(root, 3, (file, facts) -> file.endsWith("_delta_log"))) {
            return logs.map(log -> root.relativize(log))
                    .filter(log -> log.getNameCount() == 3)
                    .map(log -> new TableName(
                            log.getName(0).toString(), log.getName(1).toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the keys by zone. */
    public ZoneKeys keys() {
        return keys;
    }

    /** The name of the key that encrypts what is written to a table; empty where it is written in clear. */
    public Optional<String> key(TableName table) {
        return Optional.ofNullable(properties(table).get(ZoneKeys.KEY));
    }

    /** The properties of an existing table. */
    Map<String, String> properties(TableName table) {
        return JavaConverters.mapAsJavaMap(log(table)
                .update(false, Option.empty(), Option.empty())
                .metadata()
                .configuration());
    }

    /** How SQL names a table. */
    String identifier(TableName table) {
        return "delta.`" + path(table).toString().replace("`", "``") + "`";
    }

    DeltaTable deltaTable(TableName table) {
        return DeltaTable.forPath(session, path(table).toString());
    }

    /** Delta's log of a table. Delta asks the thread for its session when files are listed. */
    DeltaLog log(TableName table) {
        SparkSession.setActiveSession(session);
        return DeltaLog.forTable(session, path(table).toString());
    }
}
