package org.charthouse.fhir;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.fhir.ElementTree.Node;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/** Fills the keys of conditional references in a row; a row without one is passed on as it is, uncopied. */
public final class ReferenceFiller implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final UTF8String QUERY = UTF8String.fromString("?");

    private final Node root;
    private final Broadcast<Map<String, String>> lookup;

    private ReferenceFiller(Node root, Broadcast<Map<String, String>> lookup) {
        this.root = root;
        this.lookup = lookup;
    }

    static Column column(Column resource, ElementTree tree, Broadcast<Map<String, String>> lookup) {
        return StaticCall.column(
                ReferenceFiller.class, "fill", tree.schema(), resource, new ReferenceFiller(tree.root(), lookup));
    }

    /** Called by Spark's generated code, hence public. */
    public static InternalRow fill(InternalRow row, ReferenceFiller filler) {
        return filler.object(row, filler.root);
    }

    private InternalRow object(InternalRow row, Node node) {
        GenericInternalRow copy = null;
        for (int at = 0; at < node.children().size(); at++) {
            Node child = node.children().get(at);
            if (child.refers() && !row.isNullAt(at)) {
                Object old = row.get(at, child.type());
                Object filled = value(old, child);
                if (filled != old) {
                    copy = copy == null ? copy(row, node) : copy;
                    copy.update(at, filled);
                }
            }
        }
        UTF8String key = key(row, node);
        if (key == null) {
            return copy == null ? row : copy;
        }
        GenericInternalRow result = copy == null ? copy(row, node) : copy;
        result.update(node.key(), key);
        return result;
    }

    private Object value(Object value, Node node) {
        if (!node.many()) {
            return object((InternalRow) value, node);
        }
        ArrayData array = (ArrayData) value;
        DataType element = ((ArrayType) node.type()).elementType();
        @Nullable Object[] copy = new @Nullable Object[array.numElements()];
        boolean changed = false;
        for (int at = 0; at < copy.length; at++) {
            if (!array.isNullAt(at)) {
                InternalRow old = (InternalRow) array.get(at, element);
                copy[at] = object(old, node);
                changed |= copy[at] != old;
            }
        }
        return changed ? new GenericArrayData(copy) : value;
    }

    private @Nullable UTF8String key(InternalRow row, Node node) {
        if (node.key() < 0 || row.isNullAt(node.reference()) || !row.isNullAt(node.key())) {
            return null;
        }
        UTF8String reference = row.getUTF8String(node.reference());
        if (!reference.contains(QUERY)) {
            String plain = References.plainKey(reference.toString());
            return plain == null ? null : UTF8String.fromString(plain);
        }
        References.Conditional conditional = References.conditional(reference.toString());
        String key = conditional == null ? null : lookup.value().get(conditional.lookupKey());
        return key == null ? null : UTF8String.fromString(key);
    }

    private static GenericInternalRow copy(InternalRow row, Node node) {
        @Nullable Object[] values = new @Nullable Object[node.children().size()];
        for (int at = 0; at < values.length; at++) {
            Node child = node.children().get(at);
            values[at] = row.isNullAt(at) ? null : row.get(at, child.type());
        }
        return new GenericInternalRow(values);
    }

    /** Short, and without the lookup: Spark prints it in plans. */
    @Override
    public String toString() {
        return "references";
    }
}
