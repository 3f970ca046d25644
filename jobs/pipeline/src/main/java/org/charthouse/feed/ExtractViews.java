package org.charthouse.feed;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.try_to_timestamp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableContract;

/**
 * Rows of the CSV extract as tables of text: the newest row per source system and key, empty values as null. Newest is
 * the greatest {@code updated_at}, or the day of delivery where there is none, then the later place.
 */
public final class ExtractViews {

    private final JobContext context;
    private final RawRows raw;
    private final List<String> reads;
    private final String key;
    private final long since;
    private final Map<String, Dataset<Row>> all = new TreeMap<>();
    private final Map<String, Dataset<Row>> newest = new TreeMap<>();

    /**
     * The tables that something reads.
     *
     * @param reads the extract tables
     * @param key the column that all of them have, and that says to what a row belongs
     * @param since only what belongs to a key of which some row came in this run or later; 1 for everything
     */
    public ExtractViews(JobContext context, RawRows raw, List<String> reads, String key, long since) {
        this.context = context;
        this.raw = raw;
        this.reads = reads;
        this.key = key;
        this.since = since;
        reads.forEach(table -> all.put(table, extract(table).rows()));
        Optional<Dataset<Row>> touched = since == 1
                ? Optional.empty()
                : all.entrySet().stream()
                        .map(entry -> touched(entry.getKey(), entry.getValue()))
                        .reduce(Dataset::union)
                        .map(Dataset::distinct);
        all.forEach((table, rows) -> newest.put(table, newest(table, rows, touched)));
    }

    /** The tables without what their sources have deleted. */
    public Map<String, Dataset<Row>> live() {
        Map<String, Dataset<Row>> live = new TreeMap<>();
        newest.forEach((table, rows) -> live.put(table, rows.filter(isDeleted().equalTo(false))));
        return live;
    }

    /** The tables, the own one with all its versions of that run or later; without what is deleted. */
    public Map<String, Dataset<Row>> versions() {
        Map<String, Dataset<Row>> versions = live();
        all.forEach((table, rows) -> {
            if (isOwn(table)) {
                Column which = isDeleted().equalTo(false).and(col("ingested_in").geq(since));
                versions.put(table, rows.filter(which).drop("place"));
            }
        });
        return versions;
    }

    /** The own table with only what its source has deleted at some time; empty if it never says so. */
    public Optional<Map<String, Dataset<Row>>> dead() {
        boolean tells = reads.stream()
                .filter(this::isOwn)
                .anyMatch(table -> extract(table).tellsDeletions());
        if (!tells) {
            return Optional.empty();
        }
        Map<String, Dataset<Row>> dead = new TreeMap<>();
        all.forEach((table, rows) -> {
            Column which = isOwn(table) ? isDeleted().and(col("ingested_in").geq(since)) : lit(false);
            dead.put(table, newest(table, rows.filter(which), Optional.empty()));
        });
        return Optional.of(dead);
    }

    private static Column isDeleted() {
        return coalesce(col(TableContract.DELETED).equalTo("true"), lit(false));
    }

    /** Whether a row of the table is a resource of its own, and not a part of one. */
    private boolean isOwn(String table) {
        return contract(table).key().equals(List.of(key));
    }

    /** Keys to which a row that came belongs, or belonged in an older version. */
    private Dataset<Row> touched(String table, Dataset<Row> rows) {
        Dataset<Row> came = rows.filter(col("ingested_in").geq(since));
        if (!isOwn(table)) {
            Dataset<Row> keys = came.select(keyOf(table).toArray(Column[]::new)).distinct();
            String[] names = keys.columns();
            came = rows.join(keys, names, "left_semi");
        }
        return came.select(col("source_system").as("touched_in"), col(key).as("touched"))
                .distinct();
    }

    private Dataset<Row> newest(String table, Dataset<Row> rows, Optional<Dataset<Row>> touched) {
        Dataset<Row> some = isOwn(table) ? among(rows, touched) : rows;
        Column version = coalesce(
                try_to_timestamp(col(TableContract.UPDATED)), col("delivery_on").cast("timestamp"));
        Column nth = row_number()
                .over(Window.partitionBy(keyOf(table).toArray(Column[]::new))
                        .orderBy(version.desc(), col("place").desc()));
        Dataset<Row> first =
                some.withColumn("nth", nth).filter(col("nth").equalTo(1)).drop("nth", "place");
        return isOwn(table) ? first : among(first, touched);
    }

    private Dataset<Row> among(Dataset<Row> rows, Optional<Dataset<Row>> touched) {
        return touched.map(keys -> rows.join(
                        keys,
                        rows.col("source_system")
                                .equalTo(keys.col("touched_in"))
                                .and(rows.col(key).equalTo(keys.col("touched"))),
                        "left_semi"))
                .orElse(rows);
    }

    private List<Column> keyOf(String table) {
        List<Column> key = new ArrayList<>(List.of(col("source_system")));
        contract(table).key().forEach(column -> key.add(col(column)));
        return key;
    }

    private ExtractTable extract(String table) {
        return new ExtractTable(context, raw, table);
    }

    private TableContract contract(String table) {
        return Objects.requireNonNull(context.specs().extracts().get(table));
    }
}
