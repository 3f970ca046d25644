package org.charthouse.conform;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.MappingSpec;
import org.charthouse.spec.TableContract;

/**
 * Rows of the CSV extract as tables of text: the newest row per source system and key, empty values as null. Newest is
 * the greatest {@code updated_at}, or the day of delivery where there is none, then the later place.
 */
final class ExtractViews {

    private static final Map<String, String> CSV = Map.of("quote", "\"", "escape", "\"", "mode", "PERMISSIVE");
    private static final List<String> ADDED = List.of("source_system", "delivery_on", "ingested_in", "place");

    private final JobContext context;
    private final MappingSpec mapping;
    private final Map<String, Dataset<Row>> newest = new TreeMap<>();
    private boolean tellsDeletions;

    /**
     * The tables that a mapping reads.
     *
     * @param since only what belongs to a key of which some row came in this run or later; 1 for everything
     */
    ExtractViews(JobContext context, MappingSpec mapping, long since) {
        this.context = context;
        this.mapping = mapping;
        Map<String, Dataset<Row>> all = new TreeMap<>();
        mapping.reads().forEach(table -> all.put(table, rows(table)));
        Optional<Dataset<Row>> touched = since == 1
                ? Optional.empty()
                : all.entrySet().stream()
                        .map(entry -> touched(entry.getKey(), entry.getValue(), since))
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

    /** The same with only those rows of the mapping's own table that its source has deleted; empty if none can be. */
    Optional<Map<String, Dataset<Row>>> dead() {
        if (!tellsDeletions) {
            return Optional.empty();
        }
        Map<String, Dataset<Row>> dead = new TreeMap<>();
        newest.forEach((table, rows) -> dead.put(table, rows.filter(isOwn(table) ? isDeleted() : lit(false))));
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
    private Dataset<Row> touched(String table, Dataset<Row> rows, long since) {
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
        Column version =
                coalesce(try_to_timestamp(col("updated_at")), col("delivery_on").cast("timestamp"));
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

    /** All rows of an extract table; files whose header has another order of columns are read by their own. */
    private Dataset<Row> rows(String table) {
        List<Row> headers = context.read(RawRows.FILE)
                .filter(col("kind")
                        .equalTo(table)
                        .and(col("state").equalTo("loaded"))
                        .and(col("header").isNotNull()))
                .select("header")
                .distinct()
                .orderBy("header")
                .collectAsList();
        Dataset<Row> said = new RawRows(context).of(table);
        return headers.stream()
                .map(header -> rows(table, said, header.getString(0)))
                .reduce(Dataset::union)
                .orElseGet(
                        () -> rows(table, said, String.join(",", contract(table).columnNames())));
    }

    private Dataset<Row> rows(String table, Dataset<Row> said, String header) {
        Dataset<Row> files = context.read(RawRows.FILE)
                .filter(col("kind").equalTo(table).and(col("header").equalTo(header)))
                .select("file_no");
        List<String> present = names(header);
        tellsDeletions |= isOwn(table) && present.contains(TableContract.DELETED);
        StructType schema = new StructType();
        for (int i = 0; i < present.size(); i++) { // by position: a header may hold any text, or nothing between commas
            schema = schema.add("c" + i, DataTypes.StringType);
        }
        List<Column> columns = new ArrayList<>();
        for (String name : contract(table).columnNames()) {
            int at = present.indexOf(name);
            Column value = at < 0 ? lit(null).cast("string") : col("csv.c" + at);
            columns.add(when(value.notEqual(""), value).as(name));
        }
        ADDED.forEach(name -> columns.add(col(name)));
        return said.join(broadcast(files), "file_no")
                .withColumn("csv", from_csv(col("text"), lit(schema.toDDL()), CSV))
                .select(columns.toArray(Column[]::new));
    }

    /** The columns of a header line that ingest found readable. */
    private static List<String> names(String header) {
        try (CSVParser parser = CSVParser.parse(header, CSVFormat.RFC4180)) {
            return parser.getRecords().get(0).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TableContract contract(String table) {
        return Objects.requireNonNull(context.specs().extracts().get(table));
    }
}
