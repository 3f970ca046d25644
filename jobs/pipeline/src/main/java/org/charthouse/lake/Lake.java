package org.charthouse.lake;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.charthouse.spec.TableName;
import scala.Option;
import scala.collection.JavaConverters;

/** The Delta tables below one folder. Safe for use by several threads of one process. */
public final class Lake {

    /** The version of a table that does not exist. */
    public static final long ABSENT = -1;

    private final SparkSession session;
    private final Path root;

    public Lake(SparkSession session, Path root) {
        this.session = session;
        this.root = root.toAbsolutePath().normalize();
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

    /** The newest version of a table, {@link #ABSENT} where there is none. */
    public long version(TableName table) {
        if (!path(table).resolve("_delta_log").toFile().isDirectory()) {
            return ABSENT;
        }
        return log(table).update(false, Option.empty(), Option.empty()).version();
    }

    /** The newest version. */
    public Dataset<Row> read(TableName table) {
        return session.read().format("delta").load(path(table).toString());
    }

    /** One version, whatever is written meanwhile. */
    public Dataset<Row> read(TableName table, long version) {
        return session.read()
                .format("delta")
                .option("versionAsOf", version)
                .load(path(table).toString());
    }

    /** What Delta keeps with a table that exists, by key. */
    Map<String, String> settings(TableName table) {
        return JavaConverters.mapAsJavaMap(log(table)
                .update(false, Option.empty(), Option.empty())
                .metadata()
                .configuration());
    }

    /** Takes a table away, with its history. */
    void remove(TableName table) {
        try {
            FileUtils.deleteDirectory(path(table).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DeltaLog.invalidateCache(
                    session, new org.apache.hadoop.fs.Path(path(table).toString()));
        }
    }

    DeltaTable deltaTable(TableName table) {
        return DeltaTable.forPath(session, path(table).toString());
    }

    private DeltaLog log(TableName table) {
        return DeltaLog.forTable(session, path(table).toString());
    }
}
