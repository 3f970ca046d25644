package org.charthouse.measure.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.measure.data.Shape.Child;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of {@code fhir.*} into elements; compiled once for each row type. A reference is told by the key that the lake
 * resolved it to, where there is one, so that a resource is found however its source wrote the reference.
 */
public final class RowElements {

    private static final String REFERENCE = "reference";
    private static final String BESIDE = "_";

    private final Shape shape;
    private final List<Field> fields = new ArrayList<>();
    private final int evaluation;

    /** How a field of the row is read. */
    private interface Reading {
        @Nullable
        Object of(InternalRow row, int position, String source);
    }

    private record Field(int position, int slot, Reading reading) {}

    /**
     * A reader of rows.
     *
     * @param rows the row type, whole or with the columns that are wanted
     * @param evaluation minutes east of UTC, for dates that tell no offset
     */
    public RowElements(StructType rows, Shape shape, int evaluation) {
        this.shape = shape;
        this.evaluation = evaluation;
        StructField[] given = rows.fields();
        for (int position = 0; position < given.length; position++) {
            add(given[position], position);
        }
    }

    private void add(StructField field, int position) {
        String name = field.name();
        if (name.equals(FhirSchema.KEY) && shape.slot(REFERENCE) >= 0) {
            fields.add(new Field(position, shape.slot(REFERENCE), key()));
            return;
        }
        if (name.startsWith(BESIDE)) {
            Child child = shape.child(name.substring(1));
            if (child != null && child.primitive() != null) {
                fields.add(new Field(position, child.slot(), beside(child, child.primitive())));
            }
            return;
        }
        Child child = shape.child(name);
        if (child == null || name.equals("contained")) {
            return;
        }
        boolean isId = name.equals("id") && shape.isResource();
        Reading reading = isId ? id() : reading(field.dataType(), child);
        if (reading != null) {
            fields.add(new Field(position, child.slot(), reading));
        }
    }

    private @Nullable Reading reading(DataType type, Child child) {
        if (type instanceof ArrayType array) {
            return many(array.elementType(), child);
        }
        if (type instanceof StructType struct) {
            RowElements inner = new RowElements(struct, Objects.requireNonNull(child.complex()), evaluation);
            return (row, position, source) -> inner.read(row.getStruct(position, struct.size()), source);
        }
        Shape complex = child.complex();
        if (complex != null) {
            return (row, position, source) ->
                    JsonElements.read(row.getUTF8String(position).toString(), complex, child.many(), evaluation);
        }
        return primitive(type, Objects.requireNonNull(child.primitive()));
    }

    private Reading primitive(DataType type, String name) {
        if (type instanceof BooleanType) {
            return (row, position, source) -> new FhirPrimitive(name, row.getBoolean(position), evaluation, null);
        }
        if (type instanceof IntegerType) {
            return (row, position, source) -> new FhirPrimitive(name, row.getInt(position), evaluation, null);
        }
        return text(name);
    }

    private Reading id() {
        return (row, position, source) -> new FhirPrimitive(
                "id", SourceIds.qualified(row.getUTF8String(position).toString(), source), evaluation, null);
    }

    private Reading key() {
        return (row, position, source) -> new FhirPrimitive(
                "string", SourceIds.qualifiedKey(row.getUTF8String(position).toString(), source), evaluation, null);
    }

    private Reading text(String name) {
        return (row, position, source) ->
                new FhirPrimitive(name, row.getUTF8String(position).toString(), evaluation, null);
    }

    private @Nullable Reading many(DataType type, Child child) {
        Shape complex = child.complex();
        if (type instanceof StructType struct && complex != null) {
            RowElements inner = new RowElements(struct, complex, evaluation);
            return (row, position, source) -> {
                ArrayData array = row.getArray(position);
                List<@Nullable Object> items = new ArrayList<>(array.numElements());
                for (int at = 0; at < array.numElements(); at++) {
                    items.add(array.isNullAt(at) ? null : inner.read(array.getStruct(at, struct.size()), source));
                }
                return items;
            };
        }
        String name = child.primitive();
        return name == null ? null : (row, position, source) -> primitives(row.getArray(position), type, name);
    }

    private List<@Nullable Object> primitives(ArrayData array, DataType type, String name) {
        List<@Nullable Object> items = new ArrayList<>(array.numElements());
        for (int at = 0; at < array.numElements(); at++) {
            Object sent = array.isNullAt(at) ? null : array.get(at, type);
            Object plain = sent instanceof UTF8String text ? text.toString() : sent;
            items.add(plain == null ? null : new FhirPrimitive(name, plain, evaluation, null));
        }
        return items;
    }

    /** Extensions of a single primitive; those of repeating ones are not looked at by any measure. */
    private Reading beside(Child child, String primitive) {
        return (row, position, source) -> {
            JsonNode beside = JsonElements.parse(row.getUTF8String(position).toString());
            return (child.many() || beside == null)
                    ? null
                    : new FhirPrimitive(primitive, null, evaluation, JsonElements.extensions(beside, evaluation));
        };
    }

    /**
     * The element in a row.
     *
     * @param source what ids and references are told apart by where sources number their resources alike; empty where there
     *     is one source only
     */
    public Element read(InternalRow row, String source) {
        @Nullable Object[] values = new Object[shape.size()];
        for (Field field : fields) {
            if (!row.isNullAt(field.position)) {
                Object value = field.reading.of(row, field.position, source);
                Object before = values[field.slot];
                values[field.slot] = before instanceof FhirPrimitive one && value instanceof FhirPrimitive other
                        ? one.with(other)
                        : value;
            }
        }
        return new Element(shape, values);
    }
}
