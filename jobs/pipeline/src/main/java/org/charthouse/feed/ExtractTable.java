package org.charthouse.feed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.FileSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;

/** All rows of one extract table, of whatever feed, as text; each line is read by the header of its file. */
final class ExtractTable {

    private static final List<String> ADDED = List.of("source_system", "delivery_on", "ingested_in", "place");

    private final RawRows raw;
    private final TableContract contract;
    private final List<DeliveredFile> files = new ArrayList<>();
    private final TreeMap<Integer, LineReader> readers = new TreeMap<>();
    private boolean tellsDeletions;

    ExtractTable(JobContext context, RawRows raw, String table) {
        this.raw = raw;
        this.contract = Objects.requireNonNull(context.specs().extracts().get(table));
        Map<List<String>, LineReader> known = new TreeMap<>(java.util.Comparator.comparing(List::toString));
        for (DeliveredFile file : raw.files()) {
            add(context.specs(), file, known);
        }
    }

    private void add(Specifications specs, DeliveredFile delivered, Map<List<String>, LineReader> known) {
        String header = delivered.header();
        FileSpec file = specs.file(delivered.feed(), delivered.kind())
                .filter(each -> each.fills().stream()
                        .anyMatch(fill -> fill.table().equals(contract.table().name())))
                .orElse(null);
        if (header == null || file == null) {
            return;
        }
        files.add(delivered);
        readers.put(
                delivered.fileNo(),
                known.computeIfAbsent(
                        List.of(delivered.feed(), delivered.kind(), header),
                        any -> LineReader.of(
                                specs,
                                delivered.feed(),
                                file,
                                header,
                                contract.table().name())));
        tellsDeletions |= readers.get(delivered.fileNo()).tellsDeletions();
    }

    /** Whether any file has a column that says that a record is deleted. */
    boolean tellsDeletions() {
        return tellsDeletions;
    }

    /** The contract's columns, and source_system, delivery_on, ingested_in, place. Rows without a key are none. */
    Dataset<Row> rows() {
        List<Column> columns = new ArrayList<>();
        List<String> names = contract.columnNames();
        for (int i = 0; i < names.size(); i++) {
            columns.add(get(col("cells"), lit(i)).as(names.get(i)));
        }
        ADDED.forEach(name -> columns.add(col(name)));
        Column hasKey =
                contract.key().stream().map(name -> col(name).isNotNull()).reduce(lit(true), Column::and);
        return raw.of(files, 1)
                .withColumn(
                        "cells",
                        explode(LineRows.of(struct(col("file_no"), col("text")), new LineRows.Readers(readers))))
                .select(columns.toArray(Column[]::new))
                .filter(hasKey);
    }
}
