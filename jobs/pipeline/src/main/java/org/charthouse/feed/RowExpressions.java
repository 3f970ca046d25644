package org.charthouse.feed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Expressions to be computed of one row after another, by several threads: some of Spark's expressions remember what they
 * met last, so each thread has its own.
 */
final class RowExpressions implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Expression> bound;
    private transient @Nullable ThreadLocal<List<Expression>> own;

    RowExpressions(List<Expression> bound) {
        this.bound = new ArrayList<>(bound);
    }

    DataType type(int nth) {
        return bound.get(nth).dataType();
    }

    /** The value in Spark's internal form. */
    @Nullable
    Object value(int nth, InternalRow row) {
        return own().get().get(nth).eval(row);
    }

    private synchronized ThreadLocal<List<Expression>> own() {
        ThreadLocal<List<Expression>> made = own;
        if (made == null) {
            made = ThreadLocal.withInitial(
                    () -> bound.stream().map(each -> each.clone()).toList());
            own = made;
        }
        return made;
    }
}
