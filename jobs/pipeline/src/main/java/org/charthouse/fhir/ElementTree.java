package org.charthouse.fhir;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A resource's row type compiled for reading JSON: names to positions, once per schema instead of once per row. Safe
 * to share between threads and to send to executors.
 */
public final class ElementTree implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String resourceType;
    private final StructType schema;
    private final Node root;

    private ElementTree(String resourceType, StructType schema) {
        this.resourceType = resourceType;
        this.schema = schema;
        this.root = Node.of(schema);
    }

    /** Compiles the row type of a resource, as {@link FhirSchema#of} builds it. */
    public static ElementTree of(String resourceType, StructType schema) {
        return new ElementTree(resourceType, schema);
    }

    public String resourceType() {
        return resourceType;
    }

    public StructType schema() {
        return schema;
    }

    Node root() {
        return root;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ElementTree tree
                && tree.schema.equals(schema)
                && tree.resourceType.equals(resourceType);
    }

    @Override
    public int hashCode() {
        return schema.hashCode();
    }

    /** Short, because Spark prints it in plans. */
    @Override
    public String toString() {
        return resourceType + " elements";
    }

    enum Kind {
        TEXT,
        FLAG,
        NUMBER,
        OBJECT
    }

    /**
     * One element. Only an OBJECT has children; {@code reference} and {@code key} are the positions of those children in
     * a Reference, else -1; {@code refers}: a Reference is here or somewhere below.
     */
    record Node(
            Kind kind,
            boolean many,
            DataType type,
            List<Node> children,
            Map<String, Integer> positions,
            int reference,
            int key,
            boolean refers)
            implements Serializable {

        static Node of(DataType type) {
            if (type instanceof ArrayType array) {
                Node one = of(array.elementType());
                return new Node(one.kind, true, type, one.children, one.positions, one.reference, one.key, one.refers);
            }
            if (type instanceof StructType struct) {
                return object(struct);
            }
            Kind kind = type.equals(DataTypes.BooleanType)
                    ? Kind.FLAG
                    : type.equals(DataTypes.IntegerType) ? Kind.NUMBER : Kind.TEXT;
            return new Node(kind, false, type, List.of(), Map.of(), -1, -1, false);
        }

        private static Node object(StructType struct) {
            Map<String, Integer> positions = new HashMap<>();
            for (StructField field : struct.fields()) {
                positions.put(field.name(), positions.size());
            }
            List<Node> children = List.of(struct.fields()).stream()
                    .map(field -> of(field.dataType()))
                    .toList();
            int reference = positions.getOrDefault("reference", -1);
            // The key is ours: a document must not be able to set it.
            Integer key = reference < 0 ? null : positions.remove(FhirSchema.KEY);
            boolean refers = key != null || children.stream().anyMatch(Node::refers);
            return new Node(Kind.OBJECT, false, struct, children, positions, reference, key == null ? -1 : key, refers);
        }

        @Nullable
        Node child(String name) {
            Integer position = positions.get(name);
            return position == null ? null : children.get(position);
        }
    }
}
