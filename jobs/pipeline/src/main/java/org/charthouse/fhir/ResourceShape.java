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
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/**
 * Brings a struct that names some elements of a resource into the resource's whole shape: elements by name, absent ones
 * null, a complex element without any value null, an array without any value null; an array loses its nulls, but not
 * where what stands beside its items ({@code _given}) is given, too. So that whoever fills a resource need
 * name only what he has, and need not guard every null.
 *
 * <p>One static call rather than nested Columns: a resource has hundreds of elements, and Spark would plan longer than
 * it works.
 */
public final class ResourceShape implements Serializable {

    private static final long serialVersionUID = 1L;

    private final StructType from;
    private final StructType to;
    private final Fit fit;

    private ResourceShape(StructType from, StructType to) {
        this.from = from;
        this.to = to;
        this.fit = Fit.of(from, to);
    }

    /**
     * The struct in the shape.
     *
     * @param value a struct of the type {@code from}
     * @throws IllegalArgumentException if {@link #misfits} says that it does not fit
     */
    public static Column fit(Column value, StructType from, StructType to) {
        if (!misfits(from, to).isEmpty()) {
            throw new IllegalArgumentException("does not fit: " + misfits(from, to));
        }
        return StaticCall.column(ResourceShape.class, "fit", to, value, new ResourceShape(from, to));
    }

    /** Called by Spark's generated code, hence public. */
    public static @Nullable InternalRow fit(InternalRow row, ResourceShape shape) {
        return (InternalRow) shape.fit.apply(row);
    }

    /** Elements that the shape does not have, or has with another type, as dotted paths with the reason in brackets. */
    public static List<String> misfits(StructType from, StructType to) {
        List<String> found = new ArrayList<>();
        collect(from, to, "", found);
        return List.copyOf(found);
    }

    private static void collect(DataType from, DataType to, String path, List<String> found) {
        if (from instanceof ArrayType have && to instanceof ArrayType want) {
            collect(have.elementType(), want.elementType(), path, found);
        } else if (from instanceof StructType have && to instanceof StructType want) {
            List<String> known = List.of(want.fieldNames());
            for (StructField field : have.fields()) {
                String here = path.isEmpty() ? field.name() : path + "." + field.name();
                if (known.contains(field.name())) {
                    collect(field.dataType(), want.apply(field.name()).dataType(), here, found);
                } else {
                    found.add(here + " (not kept)");
                }
            }
        } else if (!from.equals(to) && !from.equals(DataTypes.NullType)) {
            found.add(path + " (is " + from.simpleString() + ", must be " + to.simpleString() + ")");
        }
    }

    /** Short, because Spark prints it in plans. */
    @Override
    public String toString() {
        return from.size() + " of " + to.size() + " elements";
    }

    /** A field of the target, and where it comes from; without a fit it is absent from what is given. */
    private record Child(
            int source, DataType type, @Nullable Fit fit) implements Serializable {}

    /** How one value is fitted; only a complex one has children. Aligned: nulls in an array have their place. */
    private record Fit(boolean many, boolean aligned, DataType element, List<Child> children) implements Serializable {

        static Fit of(DataType from, DataType to) {
            if (from instanceof ArrayType have && to instanceof ArrayType want) {
                return new Fit(true, false, have.elementType(), of(have.elementType(), want.elementType()).children);
            }
            List<Child> children = new ArrayList<>();
            if (from instanceof StructType have && to instanceof StructType want) {
                List<String> given = List.of(have.fieldNames());
                for (StructField field : want.fields()) {
                    int source = given.indexOf(field.name());
                    DataType type = source < 0 ? field.dataType() : have.fields()[source].dataType();
                    boolean aligned = given.contains(beside(field.name()));
                    children.add(new Child(
                            source,
                            type,
                            source < 0 ? null : of(type, field.dataType()).aligned(aligned)));
                }
            }
            return new Fit(false, false, from, List.copyOf(children));
        }

        private static String beside(String name) {
            return name.startsWith(FhirSchema.BESIDE)
                    ? name.substring(FhirSchema.BESIDE.length())
                    : FhirSchema.BESIDE + name;
        }

        private Fit aligned(boolean is) {
            return new Fit(many, is, element, children);
        }

        @Nullable
        Object apply(Object value) {
            return many ? array((ArrayData) value) : one(value);
        }

        private @Nullable Object array(ArrayData values) {
            List<@Nullable Object> kept = new ArrayList<>();
            for (int i = 0; i < values.numElements(); i++) {
                Object fitted = values.isNullAt(i) ? null : one(values.get(i, element));
                if (fitted != null || aligned) {
                    kept.add(fitted);
                }
            }
            return kept.stream().allMatch(item -> item == null) ? null : new GenericArrayData(kept.toArray());
        }

        private @Nullable Object one(Object value) {
            if (!(element instanceof StructType)) {
                return value;
            }
            InternalRow row = (InternalRow) value;
            @Nullable Object[] fitted = new @Nullable Object[children.size()];
            boolean any = false;
            for (int i = 0; i < fitted.length; i++) {
                Child child = children.get(i);
                if (child.fit != null && !row.isNullAt(child.source)) {
                    fitted[i] = child.fit.apply(row.get(child.source, child.type));
                    any |= fitted[i] != null;
                }
            }
            return any ? new GenericInternalRow(fitted) : null;
        }
    }
}
