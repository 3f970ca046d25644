package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.fhir.ElementTree.Kind;
import org.charthouse.fhir.ElementTree.Node;
import org.charthouse.fhir.ElementTree.Pointer;
import org.jspecify.annotations.Nullable;

/** Fills Spark's internal rows from JSON text. Public only because Spark's generated code calls it. */
public final class RowReader {

    private static final int FEW = 2;

    private final ElementTree tree;
    private final byte[] text;
    private final JsonParser parser;
    private final ContainedKeys inside;

    private RowReader(ElementTree tree, byte[] text, JsonParser parser) {
        this.tree = tree;
        this.text = text;
        this.parser = parser;
        this.inside = new ContainedKeys(tree.resourceType());
    }

    /** The row of a resource, null where the text is no JSON object; see {@link FhirJson#parse}. */
    public static @Nullable InternalRow read(UTF8String text, ElementTree tree) {
        return read(text.getBytes(), tree);
    }

    static @Nullable InternalRow read(byte[] text, ElementTree tree) {
        try (JsonParser parser = FhirJson.FACTORY.createParser(text)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? new RowReader(tree, text, parser).resource() : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
        }
    }

    private InternalRow resource() throws IOException {
        // Of a resource of which little is wanted the rest is not even looked at.
        InternalRow row = object(tree.root(), tree.root().children().size() <= FEW);
        Integer id = tree.root().positions().get("id");
        if (id != null && !row.isNullAt(id) && !inside.isEmpty()) {
            inside.within(row.getString(id)).fill(row, tree.root());
        }
        return row;
    }

    private InternalRow object(Node node, boolean isHead) throws IOException {
        GenericInternalRow row = new GenericInternalRow(node.children().size());
        int left = node.children().size();
        while (!(isHead && left == 0) && parser.nextToken() == JsonToken.FIELD_NAME) {
            Integer position = node.positions().get(parser.getCurrentName());
            JsonToken token = parser.nextToken();
            if (position == null) {
                parser.skipChildren();
            } else {
                row.update(position, value(token, node.children().get(position)));
                left--;
            }
        }
        Pointer pointer = node.pointer();
        if (pointer != null && !row.isNullAt(pointer.reference())) {
            String key =
                    References.plainKey(row.getUTF8String(pointer.reference()).toString());
            row.update(pointer.key(), UTF8String.fromString(key));
        }
        return row;
    }

    private @Nullable Object value(JsonToken token, Node node) throws IOException {
        if (!node.many()) {
            return one(token, node);
        }
        List<@Nullable Object> items = new ArrayList<>(4);
        if (token == JsonToken.START_ARRAY) {
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                add(items, one(item, node), node);
            }
        } else {
            add(items, one(token, node), node);
        }
        return items.stream().allMatch(item -> item == null) ? null : new GenericArrayData(items.toArray());
    }

    private static void add(List<@Nullable Object> items, @Nullable Object item, Node node) {
        if (item != null || node.aligned()) {
            items.add(item);
        }
    }

    private @Nullable Object one(JsonToken token, Node node) throws IOException {
        if (token.isStructStart()) {
            if (token == JsonToken.START_OBJECT && node.kind() == Kind.OBJECT) {
                return object(node, false);
            }
            if (token == JsonToken.START_OBJECT && node.kind() == Kind.RESOURCE) {
                return contained();
            }
            if (node.kind() == Kind.JSON) {
                return UTF8String.fromBytes(RawJson.passed(parser, text));
            }
            parser.skipChildren();
            return null;
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (node.kind()) {
            case OBJECT, RESOURCE, JSON -> null;
            case TEXT, DECIMAL -> UTF8String.fromString(parser.getText());
            case FLAG -> flag(parser.getText());
            case NUMBER -> number(parser.getText());
        };
    }

    /** The kept elements of the object that the parser stands on, as text. */
    private @Nullable UTF8String contained() throws IOException {
        byte[] part = RawJson.passed(parser, text);
        ContainedResource resource = ContainedResource.of(part);
        ElementTree kept = resource.type() == null ? null : tree.contained().tree(resource.type());
        InternalRow row = kept == null ? null : read(part, kept);
        if (kept == null || row == null) {
            return null;
        }
        inside.add(resource);
        return FhirText.of(row, kept);
    }

    static @Nullable Boolean flag(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** What is no whole number, or would come back with other characters, is none. */
    static @Nullable Integer number(String text) {
        UTF8String.IntWrapper value = new UTF8String.IntWrapper();
        boolean isNumber = UTF8String.fromString(text).toInt(value)
                && Integer.toString(value.value).equals(text);
        return isNumber ? (Integer) value.value : null;
    }
}
