package org.charthouse.measure.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.charthouse.fhir.References;
import org.charthouse.measure.data.Shape.Child;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON into elements: resources from files, and the text that rows of {@code fhir.*} keep for rare parts, such as
 * extensions of elements.
 */
public final class JsonElements {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final String REFERENCE = "reference";
    private static final Set<String> INTEGERS = Set.of("integer", "positiveInt", "unsignedInt");

    private JsonElements() {}

    /** Whether a JSON object says that it is a resource of another type; what is broken says nothing. */
    static boolean isOtherThan(String type, InputStream in) {
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isType = parser.getCurrentName().equals("resourceType");
                parser.nextToken();
                if (isType) {
                    return !type.equals(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    static @Nullable JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null; // the lake keeps only what was JSON when it came
        }
    }

    /** An element, or a list where it repeats. */
    static @Nullable Object read(String text, Shape shape, boolean many, int evaluation) {
        JsonNode node = parse(text);
        return node == null ? null : value(node, new Child(0, many, null, shape), evaluation);
    }

    static @Nullable List<@Nullable Object> extensions(JsonNode beside, int evaluation) {
        JsonNode sent = beside.get("extension");
        Shape shape = Objects.requireNonNull(FhirModel.shared().dataType("Extension"));
        return sent == null ? null : list(sent, new Child(0, true, null, shape), evaluation);
    }

    private static @Nullable Object value(JsonNode node, Child child, int evaluation) {
        return child.many() ? list(node, child, evaluation) : one(node, child, evaluation);
    }

    private static List<@Nullable Object> list(JsonNode node, Child child, int evaluation) {
        List<@Nullable Object> items = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> items.add(one(item, child, evaluation)));
        } else {
            items.add(one(node, child, evaluation));
        }
        return items;
    }

    private static @Nullable Object one(JsonNode node, Child child, int evaluation) {
        Shape complex = child.complex();
        if (complex != null) {
            return node.isObject() ? element(node, complex, evaluation) : null;
        }
        String primitive = Objects.requireNonNull(child.primitive());
        if (node.isBoolean() && primitive.equals("boolean")) {
            return new FhirPrimitive(primitive, node.booleanValue(), evaluation, null);
        }
        if (node.isInt() && INTEGERS.contains(primitive)) {
            return new FhirPrimitive(primitive, node.intValue(), evaluation, null);
        }
        return (node.isValueNode() && !node.isNull())
                ? new FhirPrimitive(primitive, node.asText(), evaluation, null)
                : null;
    }

    private static Element element(JsonNode node, Shape shape, int evaluation) {
        @Nullable Object[] values = new Object[shape.size()];
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String name = property.getKey();
            Child child = shape.child(name.startsWith("_") ? name.substring(1) : name);
            if (child == null) {
                continue;
            }
            Object value = name.startsWith("_")
                    ? beside(property.getValue(), child, evaluation)
                    : value(property.getValue(), child, evaluation);
            Object before = values[child.slot()];
            values[child.slot()] = before instanceof FhirPrimitive one && value instanceof FhirPrimitive other
                    ? one.with(other)
                    : value;
        }
        int reference = shape.name().equals("Reference") ? shape.slot(REFERENCE) : -1;
        if (reference >= 0 && values[reference] instanceof FhirPrimitive sent) {
            String key = References.plainKey(sent.toString());
            values[reference] = key == null ? sent : sent.with(new FhirPrimitive("string", key, evaluation, null));
        }
        return new Element(shape, values);
    }

    /** Extensions of a single primitive; those of repeating ones are not looked at by any measure. */
    private static @Nullable Object beside(JsonNode node, Child child, int evaluation) {
        return (child.many() || child.primitive() == null)
                ? null
                : new FhirPrimitive(child.primitive(), null, evaluation, extensions(node, evaluation));
    }

    /**
     * The resource in an object; empty where it tells no type of FHIR R4.
     *
     * @param evaluation minutes east of UTC, for dates that tell no offset
     */
    public static Optional<Element> resource(JsonNode node, int evaluation) {
        Shape shape = FhirModel.shared().resource(node.path("resourceType").asText());
        return shape == null ? Optional.empty() : Optional.of(element(node, shape, evaluation));
    }

    /**
     * The resource in a text; empty where it is no JSON object that tells a type of FHIR R4.
     *
     * @param evaluation minutes east of UTC, for dates that tell no offset
     */
    public static Optional<Element> resource(String text, int evaluation) {
        JsonNode node = parse(text);
        return node == null ? Optional.empty() : resource(node, evaluation);
    }
}
