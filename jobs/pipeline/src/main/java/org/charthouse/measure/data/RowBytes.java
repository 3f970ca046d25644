package org.charthouse.measure.data;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/**
 * Rows of several types in one column: the bytes of Spark's own row format, so that resources of all types go to their person in
 * one shuffle.
 */
public final class RowBytes implements Serializable {

    private static final long serialVersionUID = 1L;

    private final StructType schema;
    private transient @Nullable ThreadLocal<UnsafeProjection> projections;

    private RowBytes(StructType schema) {
        this.schema = schema;
    }

    /** A struct column as bytes. */
    public static Column of(Column struct, StructType schema) {
        return StaticCall.column(RowBytes.class, "write", DataTypes.BinaryType, struct, new RowBytes(schema));
    }

    /** Called by Spark's generated code, hence public. */
    public static byte[] write(InternalRow row, RowBytes form) {
        return form.projection().apply(row).getBytes();
    }

    private UnsafeProjection projection() {
        return threads().get();
    }

    private synchronized ThreadLocal<UnsafeProjection> threads() {
        if (projections == null) {
            projections = ThreadLocal.withInitial(() -> UnsafeProjection.create(schema));
        }
        return projections;
    }

    /** The row in bytes that {@link #of} made. */
    public static InternalRow read(byte[] bytes, StructType schema) {
        UnsafeRow row = new UnsafeRow(schema.size());
        row.pointTo(bytes, bytes.length);
        return row;
    }

    /** Short, because Spark prints it in plans. */
    @Override
    public String toString() {
        return schema.size() + " columns";
    }
}
