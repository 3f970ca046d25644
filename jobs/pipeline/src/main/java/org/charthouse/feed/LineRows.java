package org.charthouse.feed;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/** Lines as rows, within Spark's generated code. */
public final class LineRows {

    private LineRows() {}

    /**
     * What reads the lines of which file.
     *
     * @param byFile by number of the file
     */
    public record Readers(TreeMap<Integer, LineReader> byFile) implements Serializable {

        /** Stands in plans. */
        @Override
        public String toString() {
            return byFile.size() + " files";
        }
    }

    /**
     * The rows of one extract table that lines give, each an array of its columns.
     *
     * @param line file_no and text
     */
    static Column of(Column line, Readers readers) {
        return StaticCall.column(
                LineRows.class,
                "read",
                DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.StringType)),
                line,
                readers);
    }

    /** Called by Spark's generated code. */
    public static ArrayData read(InternalRow line, Readers readers) {
        LineReader reader = readers.byFile().get(line.getInt(0));
        if (reader == null) {
            throw new IllegalStateException("a line of a file that was not asked for");
        }
        List<@Nullable String[]> rows = reader.rows(line.getString(1));
        Object[] arrays = new Object[rows.size()];
        for (int i = 0; i < arrays.length; i++) {
            @Nullable String[] row = rows.get(i);
            @Nullable Object[] cells = new Object[row.length];
            for (int j = 0; j < cells.length; j++) {
                cells[j] = UTF8String.fromString(row[j]);
            }
            arrays[i] = new GenericArrayData(cells);
        }
        return new GenericArrayData(arrays);
    }
}
