package org.charthouse.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.apache.spark.sql.Row;
import org.charthouse.fhir.CompiledView;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/** Rows of a view as JSON: numbers with the digits that were sent, absent values as null, collections as arrays. */
final class ViewRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final CompiledView view;

    ViewRows(CompiledView view) {
        this.view = view;
    }

    ObjectNode row(Row row) {
        ObjectNode object = JSON.objectNode();
        for (String name : row.schema().fieldNames()) {
            object.set(name, value(row.getAs(name), view.isNumber(name)));
        }
        return object;
    }

    private static JsonNode value(@Nullable Object value, boolean number) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof scala.collection.Seq<?> items) {
            ArrayNode array = JSON.arrayNode();
            JavaConverters.seqAsJavaList(items).forEach(item -> array.add(value(item, number)));
            return array;
        }
        if (value instanceof Row struct) {
            return struct(struct);
        }
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        return value instanceof Integer integer ? JSON.numberNode(integer) : text(value.toString(), number);
    }

    /** A part of a resource, without what it does not have. */
    private static JsonNode struct(Row struct) {
        ObjectNode object = JSON.objectNode();
        for (String name : struct.schema().fieldNames()) {
            if (!struct.isNullAt(struct.fieldIndex(name))) {
                object.set(name, value(struct.getAs(name), false));
            }
        }
        return object;
    }

    private static JsonNode text(String text, boolean number) {
        if (number && text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
            return JSON.numberNode(new BigDecimal(text));
        }
        return JSON.textNode(text);
    }
}
