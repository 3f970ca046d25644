package org.charthouse.lake;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection$;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import scala.collection.JavaConverters;

/**
 * Values computed of each row by code that Spark compiles and cuts into methods small enough for the JVM to compile in turn,
 * however many there are. A select of as many would be one method of whole-stage code, which the JVM interprets beyond 8,000 bytes.
 */
public final class RowValues implements Serializable {

    private static final long serialVersionUID = 1;

    private final Expression[] values;

    /** Values in order; each names columns as positions of the row. */
    public RowValues(List<Expression> values) {
        this.values = values.toArray(Expression[]::new);
    }

    /** Compiled code, for one thread; the row it gives is overwritten by the next. */
    public Computed start() {
        UnsafeProjection code = UnsafeProjection$.MODULE$.create(
                JavaConverters.asScalaBuffer(List.of(values)).toSeq());
        return code::apply;
    }

    /** The values of a row. */
    @FunctionalInterface
    public interface Computed {
        UnsafeRow of(InternalRow row);
    }
}
