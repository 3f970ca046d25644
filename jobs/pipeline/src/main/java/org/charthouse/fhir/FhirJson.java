package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/** FHIR JSON (FHIR R4, 2.6.2) as rows and as a first impression. */
public final class FhirJson {
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private FhirJson() {}

    /**
     * The resource in a text column as a struct of the tree's schema; null where the text is no JSON object.
     *
     * <p>Numbers and dates keep the characters that were sent ({@code 1.50}, {@code 1E3}). A single value where the
     * schema has an array becomes an array of one; a part of the wrong shape becomes null; nothing is thrown. The keys
     * of plain references are set, see {@link References}.
     */
    public static Column parse(Column text, ElementTree tree) {
        return StaticCall.column(RowReader.class, "read", tree.schema(), text, tree);
    }

    /** The type of the resource in a text column; null where the text is no JSON object that tells one. */
    public static Column resourceType(Column text) {
        return StaticCall.column(FhirJson.class, "typeOf", DataTypes.StringType, text);
    }

    /** Called by Spark's generated code, hence public. */
    public static @Nullable UTF8String typeOf(UTF8String text) {
        return UTF8String.fromString(inspect(text.getBytes(), ElementLists.NONE).resourceType());
    }

    /**
     * The rows of the resources of one type that a resource in a text column contains: an array of structs of the
     * tree's schema, each under the id of its own that {@link ContainedKeys} makes; null where there are none.
     *
     * @param parentType the type of the resource in the text
     * @param tree the elements kept of the contained type
     */
    public static Column contained(Column text, String parentType, ElementTree tree) {
        return StaticCall.column(
                ContainedReader.class,
                "read",
                DataTypes.createArrayType(tree.schema()),
                text,
                new ContainedReader(parentType, tree));
    }

    /**
     * The reverse of {@link #parse}: a struct of the tree's schema as FHIR JSON in one line, in the order of the model,
     * numbers and dates with the characters that were sent.
     */
    public static Column text(Column resource, ElementTree tree) {
        return StaticCall.column(FhirText.class, "of", DataTypes.StringType, resource, tree);
    }

    /** A number for the content of a struct of the tree's schema, by names and values: equal rows have equal numbers. */
    public static Column hash(Column resource, ElementTree tree) {
        return StaticCall.column(RowHash.class, "of", DataTypes.LongType, resource, tree);
    }

    /**
     * One pass over a resource: what it is, whether it may enter, and what would be left behind.
     *
     * @param json the resource, UTF-8
     * @param lists the elements kept; a type without a list is reported as not kept at all
     */
    public static Inspection inspect(byte[] json, ElementLists lists) {
        return inspect(json, lists::tree);
    }

    static Inspection inspect(byte[] json, Trees trees) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                return first == null
                        ? Inspection.refused(Inspection.NOT_JSON, "the text is empty")
                        : afterWrongStart(parser);
            }
            String type = resourceType(parser, json);
            return type == null ? untyped(parser) : new ResourceScan(parser, json, type, trees).inspection();
        } catch (JsonProcessingException e) {
            return notJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
        }
    }

    /** As {@link #inspect(byte[], ElementLists)}, for a text and one type of resource. */
    public static Inspection inspect(String json, ElementTree tree) {
        return inspect(
                json.getBytes(StandardCharsets.UTF_8),
                type -> type.equals(tree.resourceType())
                        ? tree
                        : tree.contained().tree(type));
    }

    /** What is kept of a type; null where nothing is. */
    interface Trees {
        @Nullable
        ElementTree of(String type);
    }

    /** Reads the type at the parser's place; elsewhere in the object it is sought by a parser of its own. */
    private static @Nullable String resourceType(JsonParser parser, byte[] json) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.FIELD_NAME && parser.getCurrentName().equals("resourceType")) {
            token = parser.nextToken();
            return token == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        try (JsonParser ahead = FACTORY.createParser(json)) {
            ahead.nextToken();
            while (ahead.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = ahead.getCurrentName().equals("resourceType");
                token = ahead.nextToken();
                if (found) {
                    return token == JsonToken.VALUE_STRING ? ahead.getText() : null;
                }
                ahead.skipChildren();
            }
            return null;
        }
    }

    private static Inspection untyped(JsonParser parser) throws IOException {
        readToEnd(parser);
        return Inspection.refused(Inspection.NO_RESOURCE_TYPE, "the object has no resourceType that is a text");
    }

    private static Inspection afterWrongStart(JsonParser parser) throws IOException {
        readToEnd(parser);
        return Inspection.refused(Inspection.NOT_AN_OBJECT, "the text is JSON, but no object");
    }

    /** What is no JSON anywhere is no JSON, whatever else is wrong with it. */
    private static void readToEnd(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        while (token != null) {
            token = parser.nextToken();
        }
    }

    /** Jackson's own message quotes the document, so only the position is told. */
    private static Inspection notJson(JsonProcessingException e) {
        long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        if (e instanceof StreamConstraintsException
                && String.valueOf(e.getMessage()).contains("nesting")) {
            return Inspection.refused(
                    Inspection.TOO_DEEP,
                    "elements stand more than " + StreamReadConstraints.DEFAULT_MAX_DEPTH
                            + " deep in one another, which no resource needs; ask the source to send it without them");
        }
        return Inspection.refused(
                Inspection.NOT_JSON, at < 0 ? "the text is no JSON" : "the text stops being JSON at byte " + at);
    }
}
