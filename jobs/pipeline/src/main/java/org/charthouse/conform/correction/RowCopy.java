package org.charthouse.conform.correction;

import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Rows as they are, but for some fields. */
final class RowCopy {

    private RowCopy() {}

    /** The row with another value at one place. */
    static InternalRow with(InternalRow row, StructType type, int at, Object value) {
        GenericInternalRow copy = of(row, type);
        copy.update(at, value);
        return copy;
    }

    /** The row with other texts by name; those of which the type has no field are passed over. */
    static InternalRow with(InternalRow row, StructType type, Map<String, @Nullable String> texts) {
        GenericInternalRow copy = of(row, type);
        texts.forEach((name, text) -> {
            int at = position(type, name);
            if (at >= 0) {
                copy.update(at, text == null ? null : UTF8String.fromString(text));
            }
        });
        return copy;
    }

    /** The text of a field; null where it has none. */
    static @Nullable String text(InternalRow row, StructType type, String name) {
        int at = position(type, name);
        return at < 0 || row.isNullAt(at) ? null : row.getUTF8String(at).toString();
    }

    private static int position(StructType type, String name) {
        return type.getFieldIndex(name).isEmpty() ? -1 : type.fieldIndex(name);
    }

    private static GenericInternalRow of(InternalRow row, StructType type) {
        @Nullable Object[] values = new @Nullable Object[type.length()];
        for (int at = 0; at < values.length; at++) {
            values[at] = row.isNullAt(at) ? null : row.get(at, type.apply(at).dataType());
        }
        return new GenericInternalRow(values);
    }
}
