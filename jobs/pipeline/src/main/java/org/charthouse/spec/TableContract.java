package org.charthouse.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The contract of one table: an Open Data Contract Standard 3.1.0 document with one schema object.
 *
 * @param table the table it describes
 * @param purpose what the table is for
 * @param grain what one row is
 * @param columns in the order of the table
 */
public record TableContract(TableName table, String purpose, String grain, List<ColumnSpec> columns) {

    /** The column of an extract table that says that its source has deleted the record. */
    public static final String DELETED = "is_deleted";

    /** The column of an extract table that says when its source last changed the record. */
    public static final String UPDATED = "updated_at";

    public List<String> columnNames() {
        return columns.stream().map(ColumnSpec::name).toList();
    }

    /** The primary key in its declared order. */
    public List<String> key() {
        return columns.stream()
                .filter(column -> column.keyPosition() > 0)
                .sorted(Comparator.comparingInt(ColumnSpec::keyPosition))
                .map(ColumnSpec::name)
                .toList();
    }

    public Optional<ColumnSpec> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
