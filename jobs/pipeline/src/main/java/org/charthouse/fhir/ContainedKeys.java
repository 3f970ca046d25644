package org.charthouse.fhir;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.fhir.ElementTree.Node;
import org.charthouse.fhir.ElementTree.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Keys of references within one resource: {@code #x} to what it contains, {@code #} to itself.
 *
 * <p>The id of a contained resource is {@code <parent type>.<parent id>#<its id>}. No FHIR id holds a {@code #} and no
 * type a dot, so it is the id of nothing else, and the same in each version of its parent.
 */
final class ContainedKeys {
    private final String parentType;
    private final Map<String, String> types = new HashMap<>();
    private String parentId = "";

    ContainedKeys(String parentType) {
        this.parentType = parentType;
    }

    /** What stands before the {@code #} of ids of resources that a parent contains. */
    static String prefix(String parentType, String parentId) {
        return parentType + "." + parentId;
    }

    void add(ContainedResource resource) {
        if (resource.type() != null && resource.id() != null) {
            types.put(resource.id(), resource.type());
        }
    }

    boolean isEmpty() {
        return types.isEmpty();
    }

    ContainedKeys within(String id) {
        parentId = id;
        return this;
    }

    /** The id under which a contained resource has a row of its own. */
    String idOf(String containedId) {
        return prefix(parentType, parentId) + "#" + containedId;
    }

    /** Sets the keys in a row that was just read, so that it may still be changed. */
    void fill(InternalRow row, Node node) {
        for (int at = 0; at < node.children().size(); at++) {
            Node child = node.children().get(at);
            if (!child.refers() || row.isNullAt(at)) {
                continue;
            }
            if (child.many()) {
                ArrayData items = row.getArray(at);
                for (int item = 0; item < items.numElements(); item++) {
                    if (!items.isNullAt(item)) {
                        fill((InternalRow) items.get(item, ((ArrayType) child.type()).elementType()), child);
                    }
                }
            } else {
                fill(row.getStruct(at, child.children().size()), child);
            }
        }
        Pointer pointer = node.pointer();
        if (pointer != null && !row.isNullAt(pointer.reference())) {
            String key = key(row.getUTF8String(pointer.reference()).toString());
            if (key != null) {
                row.update(pointer.key(), UTF8String.fromString(key));
            }
        }
    }

    private @Nullable String key(String reference) {
        if (!reference.startsWith("#")) {
            return null;
        }
        if (reference.length() == 1) {
            return parentType + "/" + parentId;
        }
        String id = reference.substring(1);
        String type = types.get(id);
        return type == null ? null : type + "/" + idOf(id);
    }
}
