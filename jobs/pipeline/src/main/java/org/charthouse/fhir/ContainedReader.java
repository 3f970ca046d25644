package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Reads what a resource contains of one type. Public only because Spark's generated code calls it. */
public final class ContainedReader implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String parentType;
    private final ElementTree tree;

    ContainedReader(String parentType, ElementTree tree) {
        this.parentType = parentType;
        this.tree = tree;
    }

    /** The rows; see {@link FhirJson#contained}. */
    public static @Nullable ArrayData read(UTF8String text, ContainedReader reader) {
        try {
            return reader.rows(text.getBytes());
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
        }
    }

    private @Nullable ArrayData rows(byte[] text) throws IOException {
        ContainedKeys keys = new ContainedKeys(parentType);
        String parentId = ContainedResource.of(text).id();
        List<byte[]> ours = new ArrayList<>();
        for (byte[] each : parts(text)) {
            ContainedResource resource = ContainedResource.of(each);
            keys.add(resource);
            if (tree.resourceType().equals(resource.type()) && resource.id() != null) {
                ours.add(each);
            }
        }
        if (parentId == null || ours.isEmpty()) {
            return null;
        }
        keys.within(parentId);
        int id = Objects.requireNonNull(tree.root().positions().get("id"));
        List<InternalRow> rows = new ArrayList<>();
        for (byte[] each : ours) {
            InternalRow row = Objects.requireNonNull(RowReader.read(each, tree));
            keys.fill(row, tree.root());
            row.update(id, UTF8String.fromString(keys.idOf(row.getString(id))));
            rows.add(row);
        }
        return new GenericArrayData(rows.toArray());
    }

    private static List<byte[]> parts(byte[] text) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        try (JsonParser parser = FhirJson.FACTORY.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = parser.getCurrentName().equals(FhirSchema.CONTAINED);
                if (parser.nextToken() == JsonToken.START_ARRAY && isIt) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        parts.add(RawJson.passed(parser, text));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return parts;
    }

    /** Short, because Spark prints it in plans. */
    @Override
    public String toString() {
        return tree.resourceType() + " in " + parentType;
    }
}
