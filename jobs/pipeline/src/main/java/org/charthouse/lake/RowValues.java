package org.charthouse.lake;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedUnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection$;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Values computed of each row by code that Spark compiles and cuts into methods small enough for the JVM to compile in turn,
 * however many there are. To be sent by a broadcast, so that the partitions of a machine share the code. A select of as many would be one method of whole-stage code, which the JVM interprets beyond 8,000 bytes.
 */
public final class RowValues implements Serializable {

    private static final long serialVersionUID = 1;

    private final Expression[] values;

    /** Code that no thread uses now; to write it anew for each of many small partitions costs more than to run it. */
    private transient @Nullable Deque<UnsafeProjection> idle;

    /** Values in order; each names columns as positions of the row. */
    public RowValues(List<Expression> values) {
        this.values = values.toArray(Expression[]::new);
    }

    /** The code, for one thread, until it is closed. */
    public Computed start() {
        UnsafeProjection code = idle(Deque::poll);
        return new Computed(
                code == null
                        ? UnsafeProjection$.MODULE$.create(
                                JavaConverters.asScalaBuffer(List.of(values)).toSeq())
                        : code);
    }

    private synchronized <T> T idle(Function<Deque<UnsafeProjection>, T> use) {
        if (idle == null) {
            idle = new ArrayDeque<>();
        }
        return use.apply(idle);
    }

    /** Code that computes the values of a row. */
    public final class Computed implements AutoCloseable {

        private final UnsafeProjection code;

        private Computed(UnsafeProjection code) {
            this.code = code;
        }

        /** The values of a row; overwritten by the next. */
        public UnsafeRow of(InternalRow row) {
            return code.apply(row);
        }

        /** Whether Spark could compile it; otherwise it gives the same, slowly. */
        public boolean isCompiled() {
            return !(code instanceof InterpretedUnsafeProjection);
        }

        /** Leaves the code to the next that asks. */
        @Override
        public void close() {
            idle(free -> free.add(code));
        }
    }
}
