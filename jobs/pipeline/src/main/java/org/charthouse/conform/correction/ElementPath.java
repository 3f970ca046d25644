package org.charthouse.conform.correction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A path of kept elements from the top of a resource, such as {@code component.valueQuantity}, through whatever arrays are
 * on its way: it leads to one value or many.
 */
final class ElementPath implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<Step> steps;
    private final StructField element;

    /** A field of a struct. */
    private record Step(StructType within, int at, DataType type) implements Serializable {}

    private ElementPath(List<Step> steps, StructField element) {
        this.steps = new ArrayList<>(steps);
        this.element = element;
    }

    /** Empty where a name on the path is none of a kept element. */
    static Optional<ElementPath> of(StructType resource, String path) {
        List<Step> steps = new ArrayList<>();
        DataType type = resource;
        StructField element = null;
        for (String name : path.split("\\.", -1)) {
            if (!(type instanceof StructType within)
                    || within.getFieldIndex(name).isEmpty()) {
                return Optional.empty();
            }
            element = within.apply(name);
            steps.add(new Step(within, within.fieldIndex(name), element.dataType()));
            type = one(element.dataType());
        }
        return element == null ? Optional.empty() : Optional.of(new ElementPath(steps, element));
    }

    /** The names that may stand where the path goes wrong, with what stands before them. */
    static List<String> near(StructType resource, String path) {
        int dot = path.lastIndexOf('.');
        while (dot > 0) {
            String before = path.substring(0, dot);
            Optional<ElementPath> above = of(resource, before);
            if (above.isPresent() && above.get().type() instanceof StructType within) {
                return List.of(within.fieldNames()).stream()
                        .map(name -> before + "." + name)
                        .toList();
            }
            dot = before.lastIndexOf('.');
        }
        return List.of(resource.fieldNames());
    }

    /** The element that the path ends at, with the type of one value of it. */
    StructField element() {
        return element.copy(element.name(), type(), true, element.metadata());
    }

    /** The type of one value of it. */
    DataType type() {
        return one(element.dataType());
    }

    /** Whether there may be many values. */
    boolean isMany() {
        return steps.stream().anyMatch(step -> step.type instanceof ArrayType);
    }

    /** The value of a path that is not many. */
    @Nullable
    Object value(InternalRow resource) {
        InternalRow row = resource;
        for (int depth = 0; depth < steps.size() - 1; depth++) {
            Step step = steps.get(depth);
            if (row.isNullAt(step.at)) {
                return null;
            }
            row = (InternalRow) row.get(step.at, step.type);
        }
        Step last = steps.get(steps.size() - 1);
        return row.isNullAt(last.at) ? null : row.get(last.at, last.type);
    }

    /** The resource with each value edited; the same object where no edit did anything. */
    InternalRow edited(InternalRow resource, Edit edit) {
        return edited(resource, 0, edit);
    }

    private InternalRow edited(InternalRow row, int depth, Edit edit) {
        Step step = steps.get(depth);
        if (row.isNullAt(step.at)) {
            return row;
        }
        Object old = row.get(step.at, step.type);
        Object now = old instanceof ArrayData items
                ? items(items, ((ArrayType) step.type).elementType(), depth, edit)
                : one(old, depth, edit);
        return now == old ? row : RowCopy.with(row, step.within, step.at, now);
    }

    private Object items(ArrayData items, DataType type, int depth, Edit edit) {
        @Nullable Object[] values = new @Nullable Object[items.numElements()];
        boolean isEdited = false;
        for (int at = 0; at < values.length; at++) {
            if (!items.isNullAt(at)) {
                Object old = items.get(at, type);
                Object now = one(old, depth, edit);
                values[at] = now;
                isEdited |= now != old;
            }
        }
        return isEdited ? new GenericArrayData(values) : items;
    }

    private Object one(Object value, int depth, Edit edit) {
        return depth == steps.size() - 1 ? edit.edited(value) : edited((InternalRow) value, depth + 1, edit);
    }

    private static DataType one(DataType type) {
        return type instanceof ArrayType array ? array.elementType() : type;
    }
}
