package org.charthouse.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.charthouse.spec.TableName;

/**
 * Rows of the CSV extract as tables of text: the newest row per source system and key, empty values as null.
 */
final class ExtractViews {

    private static final TableName RECORD = new TableName("raw", "record");
    private static final TableName FILE = new TableName("ops", "file");
    private static final Map<String, String> CSV = Map.of("quote", "\"", "escape", "\"", "mode", "PERMISSIVE");

    private final JobContext context;

    ExtractViews(JobContext context) {
        this.context = context;
    }

    /**
     * The tables that a mapping reads.
     *
     * @param since only what belongs to a key of which some row came in this run or later; 1 for everything
     */
    Map<String, Dataset<Row>> of(MappingSpec mapping, long since) {
        Map<String, Dataset<Row>> tables = new java.util.TreeMap<>();
        mapping.reads().forEach(table -> tables.put(table, rows(table)));
        if (since > 1) {
            Dataset<Row> touched = tables.values().stream()
                    .map(rows -> rows.filter(col("ingested_in").geq(since))
                            .select(
                                    col("source_system").as("touched_in"),
                                    col(mapping.key()).as("touched")))
                    .reduce(Dataset::union)
                    .orElseThrow()
                    .distinct();
            tables.replaceAll((name, rows) -> rows.join(
                    touched,
                    rows.col("source_system")
                            .equalTo(touched.col("touched_in"))
                            .and(rows.col(mapping.key()).equalTo(touched.col("touched"))),
                    "left_semi"));
        }
        tables.replaceAll((name, rows) -> newest(name, rows));
        return tables;
    }

    private Dataset<Row> newest(String table, Dataset<Row> rows) {
        List<Column> key = new ArrayList<>(List.of(col("source_system")));
        contract(table).key().forEach(column -> key.add(col(column)));
        List<Column> order = new ArrayList<>();
        if (contract(table).column("updated_at").isPresent()) {
            order.add(org.apache
                    .spark
                    .sql
                    .functions
                    .to_timestamp(col("updated_at"))
                    .desc_nulls_last());
        }
        order.addAll(List.of(
                col("delivery_on").desc(),
                col("file_no").desc(),
                col("byte_offset").desc()));
        Column nth =
                row_number().over(Window.partitionBy(key.toArray(Column[]::new)).orderBy(order.toArray(Column[]::new)));
        return rows.withColumn("nth", nth).filter(col("nth").equalTo(1)).drop("nth", "file_no", "byte_offset");
    }

    /** All rows of an extract table; files whose header has another order of columns are read by their own. */
    private Dataset<Row> rows(String table) {
        List<Row> headers = context.read(FILE)
                .filter(col("kind")
                        .equalTo(table)
                        .and(col("state").equalTo("loaded"))
                        .and(col("header").isNotNull()))
                .select("header")
                .distinct()
                .orderBy("header")
                .collectAsList();
        return headers.stream()
                .map(header -> rows(table, header.getString(0)))
                .reduce(Dataset::union)
                .orElseGet(() -> rows(table, String.join(",", contract(table).columnNames())));
    }

    private Dataset<Row> rows(String table, String header) {
        Dataset<Row> files = context.read(FILE)
                .filter(col("kind").equalTo(table).and(col("header").equalTo(header)))
                .select("file_no");
        List<String> present = names(header);
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
        for (String name : List.of("source_system", "delivery_on", "ingested_in", "file_no", "byte_offset")) {
            columns.add(col(name));
        }
        return context.read(RECORD)
                .filter(col("kind").equalTo(table))
                .join(org.apache.spark.sql.functions.broadcast(files), "file_no")
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
