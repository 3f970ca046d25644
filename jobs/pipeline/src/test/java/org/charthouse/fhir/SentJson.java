package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as a tree that can be compared text for text: numbers and flags are their characters, strings stand in
 * quotes. What an inspection says is not kept can be cut out of it.
 */
final class SentJson {
    private SentJson() {}

    static Map<String, Object> tree(byte[] json) {
        try (JsonParser parser = FhirJson.FACTORY.createParser(json)) {
            return object(value(parser, parser.nextToken()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(Object value) {
        return (List<@Nullable Object>) value;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new TreeMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.getCurrentName();
                    object.put(name, value(parser, parser.nextToken()));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    items.add(value(parser, item));
                }
                yield items;
            }
            case VALUE_NULL -> null;
            case VALUE_STRING -> "'" + parser.getText() + "'";
            default -> parser.getText();
        };
    }

    /** The tree without some paths as {@link Inspection#notKept} writes them, and without what they leave empty. */
    static Map<String, Object> without(Map<String, Object> tree, List<String> paths) {
        paths.forEach(path -> cut(tree, path.substring(path.indexOf('.') + 1)));
        clean(tree);
        return tree;
    }

    private static void cut(@Nullable Object at, String path) {
        if (at instanceof List<?> items) {
            items.forEach(item -> cut(item, path));
        } else if (at instanceof Map<?, ?>) {
            Map<String, Object> object = object(at);
            String step = path.replaceFirst("^([A-Za-z_0-9]+(\\([^)]*\\))?).*", "$1");
            String name = step.replaceFirst("\\(.*", "");
            String rest = path.substring(step.length());
            if (step.equals(name)) {
                step(object, name, rest);
            } else if (object.get(name) instanceof List<?> items) {
                String which = "'" + step.substring(name.length() + 1, step.length() - 1) + "'";
                String key = name.equals("contained") ? "resourceType" : "url";
                if (rest.isEmpty()) {
                    items.removeIf(item -> which.equals(object(item).get(key)));
                } else {
                    items.stream()
                            .filter(item -> which.equals(object(item).get(key)))
                            .forEach(item -> cut(item, rest.substring(1)));
                }
            }
        }
    }

    private static void step(Map<String, Object> object, String name, String rest) {
        if (rest.isEmpty()) {
            object.remove(name);
        } else {
            cut(object.get(name), rest.substring(1));
        }
    }

    private static boolean clean(@Nullable Object at) {
        if (at instanceof List<?>) {
            List<@Nullable Object> items = list(at);
            items.removeIf(item -> item != null && clean(item));
            return items.isEmpty();
        }
        if (at instanceof Map<?, ?>) {
            object(at).values().removeIf(SentJson::clean);
            return object(at).isEmpty();
        }
        return at == null;
    }
}
