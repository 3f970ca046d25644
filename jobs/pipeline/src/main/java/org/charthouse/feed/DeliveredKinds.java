package org.charthouse.feed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/**
 * Which kinds were delivered, and which of them lately. Asked once for all jobs that look at the same raw tables: there
 * are fifty of them, and most have nothing to do.
 */
public final class DeliveredKinds {

    private static final List<TableName> TABLES = List.of(RawRows.FILE, RawRows.RECORD, RawRows.REPEAT);

    private final Map<Long, Set<String>> news = new HashMap<>();
    private Path lake = Path.of("");
    private SortedMap<TableName, Long> versions = new TreeMap<>();
    private List<DeliveredFile> files = List.of();
    private Map<String, Long> repeated = Map.of();

    /** Loaded files by number. */
    synchronized List<DeliveredFile> files(JobContext context) {
        refresh(context);
        return files;
    }

    /** Of each kind the last run in which a line was said again. */
    synchronized Map<String, Long> repeated(JobContext context) {
        refresh(context);
        return repeated;
    }

    /** Kinds of which a line came, or came again, in a run or later. */
    synchronized Set<String> news(JobContext context, long since) {
        refresh(context);
        return news.computeIfAbsent(since, any -> {
            Set<String> kinds = new HashSet<>();
            Column isNew = col("ingested_in").geq(since);
            context.read(RawRows.RECORD)
                    .filter(isNew)
                    .select("kind")
                    .distinct()
                    .collectAsList()
                    .forEach(row -> kinds.add(row.getString(0)));
            repeated.forEach((kind, run) -> {
                if (run >= since) {
                    kinds.add(kind);
                }
            });
            return kinds;
        });
    }

    private void refresh(JobContext context) {
        SortedMap<TableName, Long> now = new TreeMap<>();
        TABLES.forEach(
                table -> now.put(table, Objects.requireNonNull(context.pinned().get(table))));
        if (versions.equals(now) && lake.equals(context.lake().root())) {
            return;
        }
        news.clear();
        files = context
                .read(RawRows.FILE)
                .filter(col("state").equalTo("loaded"))
                .select("file_no", "path", "feed", "kind", "header", "contained", "kinds")
                .orderBy("file_no")
                .collectAsList()
                .stream()
                .map(DeliveredKinds::file)
                .toList();
        repeated = repeats(context, now);
        versions = now;
        lake = context.lake().root();
    }

    private static DeliveredFile file(Row row) {
        return new DeliveredFile(
                row.getInt(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.isNullAt(6) ? List.of(row.getString(3)) : row.<String>getList(6),
                row.getString(4),
                row.isNullAt(5) ? List.of() : row.<String>getList(5));
    }

    private static Map<String, Long> repeats(JobContext context, SortedMap<TableName, Long> now) {
        Map<String, Long> runs = new HashMap<>();
        if (!Objects.equals(now.get(RawRows.REPEAT), Lake.ABSENT)) {
            context.read(RawRows.REPEAT)
                    .groupBy("kind")
                    .agg(max("ingested_in"))
                    .collectAsList()
                    .forEach(row -> runs.put(row.getString(0), row.getLong(1)));
        }
        return runs;
    }
}
