package org.charthouse.fhir;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/** A struct in the form of a wider one: fields by name, absent ones null, nothing else changed, empty structs kept. */
public final class StructFit implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A field of the wider struct: where it comes from, -1 for nowhere, and how its value is fitted, null for as it is. */
    private record Part(int source, DataType type, @Nullable StructFit fit) implements Serializable {}

    private final ArrayList<Part> parts = new ArrayList<>();

    private StructFit(StructType from, StructType to) {
        List<String> given = List.of(from.fieldNames());
        for (StructField field : to.fields()) {
            int source = given.indexOf(field.name());
            DataType type = source < 0 ? field.dataType() : from.fields()[source].dataType();
            parts.add(new Part(source, type, type.equals(field.dataType()) ? null : between(type, field.dataType())));
        }
    }

    private static @Nullable StructFit between(DataType from, DataType to) {
        if (from instanceof ArrayType some && to instanceof ArrayType wide) {
            return between(some.elementType(), wide.elementType());
        }
        return from instanceof StructType narrow && to instanceof StructType wide ? new StructFit(narrow, wide) : null;
    }

    static Column fit(Column value, StructType from, StructType to) {
        return from.equals(to)
                ? value
                : StaticCall.column(StructFit.class, "apply", to, value, new StructFit(from, to));
    }

    /** Called by Spark's generated code, hence public. */
    public static InternalRow apply(InternalRow row, StructFit fit) {
        return fit.row(row);
    }

    private InternalRow row(InternalRow row) {
        @Nullable Object[] values = new @Nullable Object[parts.size()];
        for (int at = 0; at < values.length; at++) {
            Part part = parts.get(at);
            if (part.source >= 0 && !row.isNullAt(part.source)) {
                Object value = row.get(part.source, part.type);
                values[at] = part.fit == null ? value : part.fit.value(value, part.type);
            }
        }
        return new GenericInternalRow(values);
    }

    private Object value(Object value, DataType type) {
        if (!(type instanceof ArrayType array)) {
            return row((InternalRow) value);
        }
        ArrayData items = (ArrayData) value;
        @Nullable Object[] fitted = new @Nullable Object[items.numElements()];
        for (int at = 0; at < fitted.length; at++) {
            if (!items.isNullAt(at)) {
                fitted[at] = row((InternalRow) items.get(at, array.elementType()));
            }
        }
        return new GenericArrayData(fitted);
    }

    /** Short, because Spark prints it in plans. */
    @Override
    public String toString() {
        return parts.size() + " elements";
    }
}
