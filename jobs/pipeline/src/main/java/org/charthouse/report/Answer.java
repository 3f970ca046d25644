package org.charthouse.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.charthouse.spec.ReportSpec.ChartSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a query gave, in its order.
 *
 * @param columns as named in the query
 * @param rows one value per column
 */
record Answer(List<Column> columns, List<List<@Nullable Object>> rows) {

    /** A column, how it is headed, and whether its values are numbers. */
    record Column(String name, String heading, boolean numeric) {}

    static Answer of(Dataset<Row> data) {
        List<Column> columns = Arrays.stream(data.schema().fields())
                .map(field ->
                        new Column(field.name(), Texts.heading(field.name()), field.dataType() instanceof NumericType))
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row row : data.collectAsList()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(row.get(i));
            }
            rows.add(Collections.unmodifiableList(values));
        }
        return new Answer(columns, List.copyOf(rows));
    }

    /** The value of a row in a column that the configuration check found to exist. */
    @Nullable
    Object value(List<@Nullable Object> row, String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return row.get(i);
            }
        }
        throw new IllegalArgumentException("the query has no column " + column);
    }

    /** The same numbers with one column per series, where the chart names all columns; else unchanged. */
    Answer asDrawn(ChartSpec chart) {
        if (chart.series().isEmpty() || columns.size() != 3) {
            return this;
        }
        String series = chart.series().get();
        Set<String> names = new LinkedHashSet<>();
        Map<String, Map<String, @Nullable Object>> lines = new LinkedHashMap<>();
        for (List<@Nullable Object> row : rows) {
            String name = Texts.of(value(row, series));
            names.add(name);
            lines.computeIfAbsent(Texts.of(value(row, chart.category())), key -> new LinkedHashMap<>())
                    .put(name, value(row, chart.value()));
        }
        List<Column> wide = new ArrayList<>();
        wide.add(new Column(chart.category(), Texts.heading(chart.category()), false));
        names.forEach(name -> wide.add(new Column(name, name, true)));
        return new Answer(List.copyOf(wide), wide(lines, names));
    }

    private static List<List<@Nullable Object>> wide(
            Map<String, Map<String, @Nullable Object>> lines, Set<String> names) {
        List<List<@Nullable Object>> wide = new ArrayList<>();
        lines.forEach((category, values) -> {
            List<@Nullable Object> line = new ArrayList<>();
            line.add(category);
            names.forEach(name -> line.add(values.get(name)));
            wide.add(Collections.unmodifiableList(line));
        });
        return List.copyOf(wide);
    }

    static @Nullable BigDecimal number(@Nullable Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()) : null;
    }
}
