package org.charthouse.conform;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.CsvLine;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.MappingSpec;
import org.charthouse.spec.TableContract;

/**
 * Rows of the CSV extract as tables of text: the newest row per source system and key, empty values as null. Newest is
 * the greatest {@code updated_at}, or the day of delivery where there is none, then the later place.
 */
final class ExtractViews {

    private static final StructType POSITIONS = new StructType()
            .add("file_no", DataTypes.IntegerType)
            .add("at", DataTypes.createArrayType(DataTypes.IntegerType));
    private static final List<String> ADDED = List.of("source_system", "delivery_on", "ingested_in", "place");

    private final JobContext context;
    private final RawRows raw;
    private final MappingSpec mapping;
    private final long since;
    private final Map<String, Dataset<Row>> all = new TreeMap<>();
    private final Map<String, Dataset<Row>> newest = new TreeMap<>();

    /**
     * The tables that a mapping reads.
     *
     * @param since only what belongs to a key of which some row came in this run or later; 1 for everything
     */
    ExtractViews(JobContext context, RawRows raw, MappingSpec mapping, long since) {
        this.context = context;
        this.raw = raw;
        this.mapping = mapping;
        this.since = since;
        mapping.reads().forEach(table -> all.put(table, rows(table)));
        Optional<Dataset<Row>> touched = since == 1
                ? Optional.empty()
                : all.entrySet().stream()
                        .map(entry -> touched(entry.getKey(), entry.getValue()))
                        .reduce(Dataset::union)
                        .map(Dataset::distinct);
        all.forEach((table, rows) -> newest.put(table, newest(table, rows, touched)));
    }

    /** The tables without what their sources have deleted. */
    Map<String, Dataset<Row>> live() {
        Map<String, Dataset<Row>> live = new TreeMap<>();
        newest.forEach((table, rows) -> live.put(table, rows.filter(isDeleted().equalTo(false))));
        return live;
    }

    /** The mapping's own table with only what its source has deleted at some time; empty if it never says so. */
    Optional<Map<String, Dataset<Row>>> dead() {
        boolean tells = mapping.reads().stream()
                .filter(this::isOwn)
                .flatMap(table -> raw.headers(table).values().stream())
                .anyMatch(header -> columns(header).contains(TableContract.DELETED));
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

    /** Whether a row of the table is a resource of the mapping, and not a part of one. */
    private boolean isOwn(String table) {
        return contract(table).key().equals(List.of(mapping.key()));
    }

    /** Keys of the mapping to which a row that came belongs, or belonged in an older version. */
    private Dataset<Row> touched(String table, Dataset<Row> rows) {
        Dataset<Row> came = rows.filter(col("ingested_in").geq(since));
        if (!isOwn(table)) {
            Dataset<Row> keys = came.select(key(table).toArray(Column[]::new)).distinct();
            String[] names = keys.columns();
            came = rows.join(keys, names, "left_semi");
        }
        return came.select(
                        col("source_system").as("touched_in"),
                        col(mapping.key()).as("touched"))
                .distinct();
    }

    private Dataset<Row> newest(String table, Dataset<Row> rows, Optional<Dataset<Row>> touched) {
        Dataset<Row> some = isOwn(table) ? among(rows, touched) : rows;
        Column version = coalesce(
                try_to_timestamp(col(TableContract.UPDATED)), col("delivery_on").cast("timestamp"));
        Column nth = row_number()
                .over(Window.partitionBy(key(table).toArray(Column[]::new))
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
                                .and(rows.col(mapping.key()).equalTo(keys.col("touched"))),
                        "left_semi"))
                .orElse(rows);
    }

    private List<Column> key(String table) {
        List<Column> key = new ArrayList<>(List.of(col("source_system")));
        contract(table).key().forEach(column -> key.add(col(column)));
        return key;
    }

    /** All rows of an extract table; each line is read by the header of its file. */
    private Dataset<Row> rows(String table) {
        List<String> wanted = contract(table).columnNames();
        List<Row> positions = raw.headers(table).entrySet().stream()
                .map(file -> {
                    List<String> present = columns(file.getValue());
                    return RowFactory.create(
                            file.getKey(), wanted.stream().map(present::indexOf).toArray());
                })
                .toList();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Column value = get(col("csv"), get(col("at"), lit(i))); // null where the file has no such column
            columns.add(when(value.notEqual(""), value).as(wanted.get(i)));
        }
        ADDED.forEach(name -> columns.add(col(name)));
        return raw.of(table, 1)
                .join(broadcast(context.session().createDataFrame(positions, POSITIONS)), "file_no")
                .withColumn("csv", CsvLine.values(col("text")))
                .select(columns.toArray(Column[]::new));
    }

    /** The columns of a header line that ingest found readable. */
    private static List<String> columns(String header) {
        return Objects.requireNonNull(CsvLine.values(header));
    }

    private TableContract contract(String table) {
        return Objects.requireNonNull(context.specs().extracts().get(table));
    }
}
