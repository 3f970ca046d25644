package org.charthouse.identity.match;

import java.util.Iterator;
import java.util.function.BiFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.charthouse.lake.RowValues;

/** Rows of a partition, each made of a row by computed values, one at a time. */
final class EachRow<T extends InternalRow> implements Iterator<Row> {

    private final Iterator<T> rows;
    private final RowValues.Computed computed;
    private final BiFunction<T, RowValues.Computed, Row> made;
    private boolean isOpen = true;

    EachRow(Iterator<T> rows, RowValues values, BiFunction<T, RowValues.Computed, Row> made) {
        this.rows = rows;
        this.computed = values.start();
        this.made = made;
    }

    @Override
    public boolean hasNext() {
        boolean hasNext = rows.hasNext();
        if (!hasNext && isOpen) {
            isOpen = false;
            computed.close();
        }
        return hasNext;
    }

    @Override
    public Row next() {
        return made.apply(rows.next(), computed);
    }
}
