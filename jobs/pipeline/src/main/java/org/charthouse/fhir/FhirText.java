package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.fhir.ElementTree.Kind;
import org.charthouse.fhir.ElementTree.Node;

/**
 * Writes rows back as FHIR JSON, the reverse of {@link RowReader}: what is null or empty is left out, keys of references
 * are ours and left out. Public only because Spark's generated code calls it.
 */
public final class FhirText {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final JsonGenerator json;

    private FhirText(JsonGenerator json) {
        this.json = json;
    }

    /** The JSON text of a row, in one line; see {@link FhirJson#text}. */
    public static UTF8String of(InternalRow row, ElementTree tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FhirJson.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("resourceType", tree.resourceType());
            new FhirText(json).fields(row, tree.root());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return UTF8String.fromBytes(bytes.toByteArray());
    }

    private void fields(InternalRow row, Node node) throws IOException {
        for (int at = 0; at < node.children().size(); at++) {
            Node child = node.children().get(at);
            boolean isOurs = node.pointer() != null && node.pointer().key() == at;
            if (isOurs || isEmpty(row, at, child)) {
                continue;
            }
            json.writeFieldName(node.names().get(at));
            if (child.many()) {
                items(row.getArray(at), child);
            } else {
                value(row.get(at, child.type()), child);
            }
        }
    }

    private void items(ArrayData items, Node node) throws IOException {
        DataType element = ((ArrayType) node.type()).elementType();
        json.writeStartArray();
        for (int at = 0; at < items.numElements(); at++) {
            if (!items.isNullAt(at) && !isEmpty(items.get(at, element), node)) {
                value(items.get(at, element), node);
            } else if (node.aligned()) {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private void value(Object value, Node node) throws IOException {
        switch (node.kind()) {
            case OBJECT -> {
                json.writeStartObject();
                fields((InternalRow) value, node);
                json.writeEndObject();
            }
            case TEXT -> json.writeString(value.toString());
            case DECIMAL -> decimal(value.toString());
            case FLAG -> json.writeBoolean((Boolean) value);
            case NUMBER -> json.writeNumber((Integer) value);
            case RESOURCE, JSON -> json.writeRawValue(value.toString());
        }
    }

    /** With the characters that were sent; what was sent and is no number stays a string. */
    private void decimal(String text) throws IOException {
        if (NUMBER.matcher(text).matches()) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    private static boolean isEmpty(InternalRow row, int at, Node node) {
        if (row.isNullAt(at)) {
            return true;
        }
        if (!node.many()) {
            return isEmpty(row.get(at, node.type()), node);
        }
        ArrayData items = row.getArray(at);
        DataType element = ((ArrayType) node.type()).elementType();
        for (int item = 0; item < items.numElements(); item++) {
            if (!items.isNullAt(item) && !isEmpty(items.get(item, element), node)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmpty(Object value, Node node) {
        if (node.kind() != Kind.OBJECT) {
            return false;
        }
        InternalRow row = (InternalRow) value;
        for (int at = 0; at < node.children().size(); at++) {
            boolean isOurs = node.pointer() != null && node.pointer().key() == at;
            if (!isOurs && !isEmpty(row, at, node.children().get(at))) {
                return false;
            }
        }
        return true;
    }
}
