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
    private final ElementLists contained;

    private ElementTree(String resourceType, StructType schema, ElementLists contained) {
        this.resourceType = resourceType;
        this.schema = schema;
        this.root = Node.root(schema);
        this.contained = contained;
    }

    /** Compiles the row type of a resource, as {@link FhirSchema#of} builds it. */
    public static ElementTree of(String resourceType, StructType schema) {
        return new ElementTree(resourceType, schema, ElementLists.NONE);
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
                && tree.contained.equals(contained)
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

    /** The same with lists by which contained resources are read; without a list of its type one is dropped. */
    public ElementTree containing(ElementLists lists) {
        return new ElementTree(resourceType, schema, lists);
    }

    ElementLists contained() {
        return contained;
    }

    enum Kind {
        TEXT,
        /** A number whose characters are kept. */
        DECIMAL,
        FLAG,
        NUMBER,
        OBJECT,
        /** A contained resource as JSON text. */
        RESOURCE,
        /** Anything, as JSON text. */
        JSON
    }

    /**
     * One element. Only an OBJECT has children.
     *
     * @param aligned nulls in the array have their place, because what stands beside its items is an array of its own
     * @param pointer where the parts of a Reference are; null for all else
     * @param refers whether a Reference is here or somewhere below
     */
    record Node(
            Kind kind,
            boolean many,
            boolean aligned,
            DataType type,
            List<Node> children,
            List<String> names,
            Map<String, Integer> positions,
            @Nullable Pointer pointer,
            boolean refers)
            implements Serializable {

        static Node root(StructType struct) {
            return object(struct, "");
        }

        private static Node of(StructField field, boolean aligned) {
            if (field.dataType() instanceof ArrayType array) {
                Node one = of(field.copy(field.name(), array.elementType(), true, field.metadata()), aligned);
                Kind kind =
                        field.name().equals(FhirSchema.CONTAINED) && one.kind == Kind.TEXT ? Kind.RESOURCE : one.kind;
                return new Node(
                        kind,
                        true,
                        aligned,
                        field.dataType(),
                        one.children,
                        one.names,
                        one.positions,
                        one.pointer,
                        one.refers);
            }
            if (field.dataType() instanceof StructType struct) {
                return object(struct, target(field));
            }
            return new Node(kind(field), false, false, field.dataType(), List.of(), List.of(), Map.of(), null, false);
        }

        private static Kind kind(StructField field) {
            if (field.dataType().equals(DataTypes.BooleanType)) {
                return Kind.FLAG;
            }
            if (field.dataType().equals(DataTypes.IntegerType)) {
                return Kind.NUMBER;
            }
            if (field.metadata().contains(FhirSchema.JSON)) {
                return Kind.JSON;
            }
            boolean decimal = field.metadata().contains(FhirSchema.PRIMITIVE)
                    && field.metadata().getString(FhirSchema.PRIMITIVE).equals("decimal");
            return decimal ? Kind.DECIMAL : Kind.TEXT;
        }

        /** The only type that a reference may point to, else empty. */
        private static String target(StructField field) {
            String targets = field.metadata().contains(FhirSchema.TARGETS)
                    ? field.metadata().getString(FhirSchema.TARGETS)
                    : "";
            return targets.contains(",") ? "" : targets;
        }

        private static Node object(StructType struct, String target) {
            List<String> names = List.of(struct.fieldNames());
            Map<String, Integer> positions = new HashMap<>();
            names.forEach(name -> positions.put(name, positions.size()));
            List<Node> children = List.of(struct.fields()).stream()
                    .map(field -> of(field, isAligned(field.name(), positions)))
                    .toList();
            Pointer pointer = Pointer.of(positions, children, target);
            if (pointer != null) {
                // The key is ours: a document must not be able to set it.
                positions.remove(FhirSchema.KEY);
            }
            boolean refers = pointer != null || children.stream().anyMatch(Node::refers);
            return new Node(Kind.OBJECT, false, false, struct, children, names, positions, pointer, refers);
        }

        private static boolean isAligned(String name, Map<String, Integer> positions) {
            return positions.containsKey(
                    name.startsWith(FhirSchema.BESIDE)
                            ? name.substring(FhirSchema.BESIDE.length())
                            : FhirSchema.BESIDE + name);
        }

        @Nullable
        Node child(String name) {
            Integer position = positions.get(name);
            return position == null ? null : children.get(position);
        }
    }

    /**
     * Positions of the parts of a Reference, -1 for one that is not kept; system and value are those of its identifier.
     *
     * @param target the only type that the element may refer to, or empty
     */
    record Pointer(int key, int reference, int type, int identifier, int system, int value, String target)
            implements Serializable {

        static @Nullable Pointer of(Map<String, Integer> positions, List<Node> children, String target) {
            Integer key = positions.get(FhirSchema.KEY);
            Integer reference = positions.get("reference");
            if (key == null || reference == null) {
                return null;
            }
            int identifier = positions.getOrDefault("identifier", -1);
            Map<String, Integer> parts = identifier < 0 ? Map.of() : children.get(identifier).positions;
            return new Pointer(
                    key,
                    reference,
                    positions.getOrDefault("type", -1),
                    identifier,
                    parts.getOrDefault("system", -1),
                    parts.getOrDefault("value", -1),
                    target);
        }
    }
}
