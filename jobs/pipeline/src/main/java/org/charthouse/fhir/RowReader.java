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
import org.jspecify.annotations.Nullable;

/** Fills Spark's internal rows from JSON text. Public only because Spark's generated code calls it. */
public final class RowReader {
    private RowReader() {}

    /** The row of a resource, null where the text is no JSON object; see {@link FhirJson#parse}. */
    public static @Nullable InternalRow read(UTF8String text, ElementTree tree) {
        try (JsonParser parser = FhirJson.FACTORY.createParser(text.getBytes())) {
            return parser.nextToken() == JsonToken.START_OBJECT ? object(parser, tree.root()) : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
        }
    }

    private static InternalRow object(JsonParser parser, Node node) throws IOException {
        GenericInternalRow row = new GenericInternalRow(node.children().size());
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Integer position = node.positions().get(parser.getCurrentName());
            JsonToken token = parser.nextToken();
            if (position == null) {
                parser.skipChildren();
            } else {
                row.update(position, value(parser, token, node.children().get(position)));
            }
        }
        if (node.key() >= 0 && !row.isNullAt(node.reference())) {
            String key = References.plainKey(row.getUTF8String(node.reference()).toString());
            row.update(node.key(), UTF8String.fromString(key));
        }
        return row;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, Node node) throws IOException {
        if (!node.many()) {
            return one(parser, token, node);
        }
        List<Object> items = new ArrayList<>(4);
        if (token == JsonToken.START_ARRAY) {
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                add(items, one(parser, item, node));
            }
        } else {
            add(items, one(parser, token, node));
        }
        return items.isEmpty() ? null : new GenericArrayData(items.toArray());
    }

    private static void add(List<Object> items, @Nullable Object item) {
        if (item != null) {
            items.add(item);
        }
    }

    private static @Nullable Object one(JsonParser parser, JsonToken token, Node node) throws IOException {
        if (token.isStructStart()) {
            if (token == JsonToken.START_OBJECT && node.kind() == Kind.OBJECT) {
                return object(parser, node);
            }
            parser.skipChildren();
            return null;
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (node.kind()) {
            case OBJECT -> null;
            case TEXT -> UTF8String.fromString(parser.getText());
            case FLAG -> flag(parser.getText());
            case NUMBER -> number(parser.getText());
        };
    }

    private static @Nullable Boolean flag(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static @Nullable Integer number(String text) {
        UTF8String.IntWrapper value = new UTF8String.IntWrapper();
        return UTF8String.fromString(text).toInt(value) ? (Integer) value.value : null;
    }
}
