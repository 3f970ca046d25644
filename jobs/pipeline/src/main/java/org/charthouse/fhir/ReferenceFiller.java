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
import org.charthouse.fhir.ElementTree.Pointer;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/**
 * Fills the keys of references by identifier in a row, be they conditional or a Reference that has an identifier alone; a
 * row without one is passed on as it is, uncopied.
 */
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
        if (key == null || node.pointer() == null) {
            return copy == null ? row : copy;
        }
        GenericInternalRow result = copy == null ? copy(row, node) : copy;
        result.update(node.pointer().key(), key);
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
        Pointer pointer = node.pointer();
        if (pointer == null || !row.isNullAt(pointer.key())) {
            return null;
        }
        if (row.isNullAt(pointer.reference())) {
            return byIdentifier(row, node, pointer);
        }
        UTF8String reference = row.getUTF8String(pointer.reference());
        if (!reference.contains(QUERY)) {
            return UTF8String.fromString(References.plainKey(reference.toString()));
        }
        return target(References.conditional(reference.toString()));
    }

    /** A logical reference (FHIR R4, 2.3.0.3): of the type that it says, or of the only one that may stand there. */
    private @Nullable UTF8String byIdentifier(InternalRow row, Node node, Pointer pointer) {
        if (pointer.value() < 0 || row.isNullAt(pointer.identifier())) {
            return null;
        }
        Node parts = node.children().get(pointer.identifier());
        InternalRow identifier =
                row.getStruct(pointer.identifier(), parts.children().size());
        String type = text(row, pointer.type());
        String value = text(identifier, pointer.value());
        String of = type.isEmpty() ? pointer.target() : type.substring(type.lastIndexOf('/') + 1);
        return of.isEmpty() || value.isEmpty()
                ? null
                : target(new References.Conditional(of, text(identifier, pointer.system()), value));
    }

    private static String text(InternalRow row, int at) {
        return at < 0 || row.isNullAt(at) ? "" : row.getUTF8String(at).toString();
    }

    private @Nullable UTF8String target(References.@Nullable Conditional sought) {
        return sought == null ? null : UTF8String.fromString(lookup.value().get(sought.lookupKey()));
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
