package org.charthouse.fhir;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.fhir.ElementTree.Node;

/**
 * XXH64 over the names and values of a row in their order. Spark's own leaves nulls out without a trace, so that a value
 * that moves to the next element would not be seen. Public only because Spark's generated code calls it.
 */
public final class RowHash {

    private static final long SEED = 42;
    private static final long END = -1;

    private RowHash() {}

    /** See {@link FhirJson#hash}. */
    public static long of(InternalRow row, ElementTree tree) {
        return object(row, tree.root(), SEED);
    }

    private static long object(InternalRow row, Node node, long seed) {
        long hash = seed;
        for (int at = 0; at < node.children().size(); at++) {
            if (!row.isNullAt(at)) {
                Node child = node.children().get(at);
                hash = XXH64.hashInt(node.names().get(at).hashCode(), hash);
                hash = child.many()
                        ? items(row.getArray(at), child, hash)
                        : value(row.get(at, child.type()), child, hash);
            }
        }
        return XXH64.hashLong(END, hash);
    }

    private static long items(ArrayData items, Node node, long seed) {
        DataType element = ((ArrayType) node.type()).elementType();
        long hash = seed;
        for (int at = 0; at < items.numElements(); at++) {
            hash = items.isNullAt(at) ? XXH64.hashLong(END, hash) : value(items.get(at, element), node, hash);
        }
        return XXH64.hashLong(END, hash);
    }

    private static long value(Object value, Node node, long seed) {
        return switch (node.kind()) {
            case OBJECT -> object((InternalRow) value, node, seed);
            case FLAG -> XXH64.hashInt((Boolean) value ? 1 : 0, seed);
            case NUMBER -> XXH64.hashInt((Integer) value, seed);
            case TEXT, DECIMAL, RESOURCE, JSON -> text((UTF8String) value, seed);
        };
    }

    private static long text(UTF8String text, long seed) {
        return XXH64.hashUnsafeBytes(text.getBaseObject(), text.getBaseOffset(), text.numBytes(), seed);
    }
}
