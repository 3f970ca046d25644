package org.charthouse.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How lines of a file become rows of one extract table.
 *
 * @param table the extract table
 * @param where which lines do; absent where all do
 * @param columns an expression for each column of the table that is filled
 */
public record FillSpec(String table, Optional<SqlText> where, Map<String, SqlText> columns) {

    static FillSpec read(Section fill) {
        Map<String, SqlText> columns = new LinkedHashMap<>();
        Section section = fill.requiredSection("columns");
        section.keys().forEach(column -> columns.put(column, new SqlText(section.text(column), section.place(column))));
        section.end();
        return new FillSpec(
                fill.text("table"),
                fill.optionalText("where").map(sql -> new SqlText(sql, fill.place("where"))),
                columns);
    }

    static FillSpec of(TableContract contract) {
        Map<String, SqlText> columns = new LinkedHashMap<>();
        contract.columnNames().forEach(name -> columns.put(name, SqlText.of(name)));
        return new FillSpec(contract.table().name(), Optional.empty(), columns);
    }
}
