package org.charthouse.lake;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Enumeration;
import scala.Option;

/** Rows written as text, such as worked examples in YAML, in Spark's own form; Spark need not run. */
public final class RowText {

    private static final Enumeration.Value ANSI = EvalMode.ANSI();

    private RowText() {}

    /**
     * A row; columns that are not given are null.
     *
     * @param given texts by column; a structure is a map of such, an array a list of texts
     * @throws IllegalArgumentException if a column is none of the row, or a text is no value of its type
     */
    public static InternalRow of(StructType row, Map<String, ? extends @Nullable Object> given) {
        List<String> names = List.of(row.fieldNames());
        for (String column : given.keySet()) {
            if (!names.contains(column)) {
                throw new IllegalArgumentException("there is no column '" + column + "'");
            }
        }
        @Nullable Object[] values = new @Nullable Object[row.length()];
        for (int i = 0; i < values.length; i++) {
            StructField field = row.apply(i);
            Object text = given.get(field.name());
            values[i] = text == null ? null : value(field, field.dataType(), text);
        }
        return new GenericInternalRow(values);
    }

    private static @Nullable Object value(StructField field, DataType type, Object given) {
        if (type instanceof StructType structure && given instanceof Map<?, ?> fields) {
            @SuppressWarnings("unchecked") // keys of YAML mappings are texts
            Map<String, @Nullable Object> texts = (Map<String, @Nullable Object>) fields;
            return of(structure, texts);
        }
        if (type instanceof ArrayType array && given instanceof List<?> list) {
            return new GenericArrayData(list.stream()
                    .map(each -> each == null ? null : value(field, array.elementType(), each))
                    .toArray());
        }
        try {
            Literal text = new Literal(UTF8String.fromString(given.toString()), DataTypes.StringType);
            return new Cast(text, type, Option.apply("UTC"), ANSI).eval(null);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "'" + given + "' is no " + type.sql() + ", as column '" + field.name() + "' is", e);
        }
    }
}
