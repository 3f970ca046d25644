package org.charthouse.lake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * The columns that expressions read, and no others, side by side: fields of the structures of a row become columns of their
 * own, so that a table need only be joined with what is asked for.
 */
public final class FlatRow {

    private static final char SEPARATOR = '.';

    private final StructType row;
    private final List<String> columns;

    private FlatRow(StructType row, Set<String> columns) {
        this.row = row;
        this.columns = List.copyOf(columns);
    }

    /**
     * What some expressions read.
     *
     * @param row the row they were resolved against
     */
    public static FlatRow of(StructType row, List<Expression> expressions) {
        Set<String> columns = new LinkedHashSet<>();
        expressions.forEach(each -> collect(each, row, columns));
        return new FlatRow(row, columns);
    }

    /** Names in order; a field of a structure is {@code structure.field}. */
    public List<String> columns() {
        return columns;
    }

    /** The expression over positions of the flat row. */
    public Expression bound(Expression expression) {
        String name = name(expression, row);
        if (!name.isEmpty()) {
            return new BoundReference(columns.indexOf(name), expression.dataType(), true);
        }
        List<Expression> children = new ArrayList<>();
        JavaConverters.seqAsJavaList(expression.children()).forEach(child -> children.add(bound(child)));
        return expression.withNewChildren(JavaConverters.asScalaBuffer(children).toIndexedSeq());
    }

    private static void collect(Expression expression, StructType row, Set<String> columns) {
        String name = name(expression, row);
        if (name.isEmpty()) {
            JavaConverters.seqAsJavaList(expression.children()).forEach(child -> collect(child, row, columns));
        } else {
            columns.add(name);
        }
    }

    private static String name(Expression expression, StructType row) {
        if (expression instanceof BoundReference column) {
            return row.fieldNames()[column.ordinal()];
        }
        if (expression instanceof GetStructField field && field.child() instanceof BoundReference structure) {
            return row.fieldNames()[structure.ordinal()] + SEPARATOR + field.extractFieldName();
        }
        return "";
    }
}
