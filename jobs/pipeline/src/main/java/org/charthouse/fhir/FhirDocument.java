package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is no bulk export: one resource, several, or Bundles of any type (FHIR R4, 2.36), one within another where
 * they are. Taken apart into the resources, each as it was sent, but that references which have a meaning in the document
 * alone, {@code urn:uuid:...}, name the resource as a server would that takes the document in (2.36.4.1 Resolving
 * references in Bundles, 3.1.0.9.3 Replacing hyperlinks). Used once.
 */
public final class FhirDocument {

    private static final String DELETION = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[";
    private static final String LOCAL = "urn:";

    /** Two resources under one fullUrl: nobody knows which is meant. */
    private static final String AMBIGUOUS = "";

    private final byte[] json;
    private final JsonParser parser;
    private final List<Part> parts = new ArrayList<>();

    private FhirDocument(byte[] json) throws IOException {
        this.json = json;
        this.parser = FhirJson.FACTORY.createParser(json);
    }

    /**
     * A resource of a document, or the deletion of one.
     *
     * @param offset the byte at which it starts
     * @param type the resource type; null for a deletion, and for an object that does not say its type
     * @param text as sent, with its references to others of the document as {@code Type/id}; where only the entry tells
     *     the id, with that id put in front. A deletion is a Bundle with that one request
     * @param isDeletion whether a request deletes it
     */
    public record Resource(long offset, @Nullable String type, String text, boolean isDeletion) {}

    /** A reference within a Bundle: the bytes of its text, quotes included, and what it names once that is known. */
    private static final class Local {
        private final int from;
        private final int to;
        private final String reference;
        private @Nullable String target;

        private Local(int from, int to, String reference) {
            this.from = from;
            this.to = to;
            this.reference = reference;
        }
    }

    /** From one byte to another, with the local references between them. */
    private record Part(
            int from,
            int to,
            @Nullable String type,
            @Nullable String newId,
            boolean isDeletion,
            List<Local> local) {}

    /** What an object has told of itself. */
    private static final class Told {
        private final List<Local> local = new ArrayList<>();
        private final List<Part> entries = new ArrayList<>();
        private final Map<String, String> targets = new HashMap<>();
        private int from;
        private int to;
        private @Nullable String type;
        private @Nullable String id; // empty where it is no text
    }

    /** What an entry has told of its resource. */
    private static final class Entry {
        private String fullUrl = "";
        private String method = "";
        private String url = "";
        private boolean isAnswer;
        private @Nullable Told resource;
    }

    /**
     * The resources of a document in their order. The whole of it has been read when this returns; texts are made one by
     * one.
     *
     * @param json UTF-8
     * @throws JsonProcessingException where it stops being JSON; the message quotes the document, so it is not to be shown
     */
    public static Stream<Resource> resources(byte[] json) throws JsonProcessingException {
        try {
            FhirDocument document = new FhirDocument(json);
            document.read();
            return document.parts.stream().map(document::resource);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes cannot fail to be read", e);
        }
    }

    /** Whether a text that a document gave is a deletion: Bundles themselves are always taken apart. */
    public static boolean isDeletion(String text) {
        return text.startsWith(DELETION);
    }

    /** Objects one after another or in an array. What is neither stands for itself and is refused by its form later. */
    private void read() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                addAll(object());
            } else if (token.isScalarValue()) {
                int at = (int) parser.getTokenLocation().getByteOffset();
                parser.getText();
                parts.add(new Part(at, here(), null, null, false, List.of()));
            }
        }
    }

    private void addAll(Told told) {
        if ("Bundle".equals(told.type)) {
            parts.addAll(told.entries);
        } else {
            parts.add(new Part(told.from, told.to, told.type, null, false, told.local));
        }
    }

    private Told object() throws IOException {
        Told told = new Told();
        told.from = (int) parser.getTokenLocation().getByteOffset();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.getCurrentName();
            JsonToken token = parser.nextToken();
            if (name.equals("resourceType") && token == JsonToken.VALUE_STRING) {
                told.type = parser.getText();
            } else if (name.equals("id")) {
                told.id = token == JsonToken.VALUE_STRING ? parser.getText() : "";
                pass(token, told.local);
            } else if (name.equals("entry") && token == JsonToken.START_ARRAY) {
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    item(item, told);
                }
            } else if (name.equals("entry")) {
                item(token, told);
            } else {
                pass(token, told.local);
            }
        }
        told.to = here();
        if ("Bundle".equals(told.type)) {
            resolve(told);
        }
        return told;
    }

    /** What is no entry stands for itself, too: the form of the record is refused later, and nothing is lost. */
    private void item(JsonToken item, Told told) throws IOException {
        if (item == JsonToken.START_OBJECT) {
            entry(told);
        } else {
            int from = (int) parser.getTokenLocation().getByteOffset();
            pass(item, told.local);
            if (item != JsonToken.VALUE_NULL) {
                parser.getText(); // reads a text to its end
                told.entries.add(new Part(from, here(), null, null, false, List.of()));
            }
        }
    }

    /** A fullUrl names a resource of its own Bundle, else one of a Bundle around it. */
    private static void resolve(Told bundle) {
        for (Part part : bundle.entries) {
            for (Local local : part.local) {
                if (local.target == null) {
                    local.target = bundle.targets.get(local.reference);
                }
            }
        }
    }

    private void entry(Told bundle) throws IOException {
        int from = (int) parser.getTokenLocation().getByteOffset();
        Entry entry = new Entry();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.getCurrentName();
            JsonToken token = parser.nextToken();
            if (name.equals("fullUrl") && token == JsonToken.VALUE_STRING) {
                entry.fullUrl = parser.getText();
            } else if (name.equals("resource") && token == JsonToken.START_OBJECT) {
                entry.resource = object();
            } else if (name.equals("request") && token == JsonToken.START_OBJECT) {
                request(entry);
            } else {
                entry.isAnswer |= name.equals("response");
                pass(token, bundle.local);
            }
        }
        if (entry.method.equals("DELETE")) {
            bundle.entries.add(new Part(from, here(), null, null, true, List.of()));
        } else if (entry.resource != null) {
            add(bundle, entry, entry.resource);
        } else if (!entry.isAnswer && !entry.method.equals("GET") && !entry.method.equals("HEAD")) {
            bundle.entries.add(new Part(from, here(), null, null, false, List.of()));
        }
    }

    private void add(Told bundle, Entry entry, Told resource) {
        if ("Bundle".equals(resource.type)) {
            bundle.entries.addAll(resource.entries);
            return;
        }
        String newId = resource.id == null ? idOf(entry) : null;
        String id = resource.id == null ? newId : resource.id;
        if (id != null && !id.isEmpty() && resource.type != null && entry.fullUrl.startsWith(LOCAL)) {
            String target = resource.type + "/" + id;
            bundle.targets.merge(entry.fullUrl, target, (one, other) -> one.equals(other) ? one : AMBIGUOUS);
        }
        bundle.entries.add(new Part(resource.from, resource.to, resource.type, newId, false, resource.local));
    }

    /** The id that a server would read from the request or the URL of an entry. */
    private static @Nullable String idOf(Entry entry) {
        String url = entry.method.equals("PUT") && entry.url.indexOf('?') < 0 ? entry.url : entry.fullUrl;
        String id = url.substring(Math.max(url.lastIndexOf('/'), url.lastIndexOf(':')) + 1);
        return id.matches("[A-Za-z0-9.\\-]{1,64}") ? id : null;
    }

    private void request(Entry entry) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.getCurrentName();
            JsonToken token = parser.nextToken();
            if (name.equals("method") && token == JsonToken.VALUE_STRING) {
                entry.method = parser.getText();
            } else if (name.equals("url") && token == JsonToken.VALUE_STRING) {
                entry.url = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
    }

    /** To the end of a value, noting references that have a meaning only here. */
    private void pass(JsonToken first, List<Local> local) throws IOException {
        int depth = 0;
        JsonToken token = first;
        while (token != null) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING
                    && "reference".equals(parser.getCurrentName())
                    && parser.getText().startsWith(LOCAL)) {
                String reference = parser.getText();
                local.add(new Local((int) parser.getTokenLocation().getByteOffset(), here(), reference));
            }
            token = depth == 0 ? null : parser.nextToken();
        }
    }

    private int here() {
        return (int) parser.currentLocation().getByteOffset();
    }

    private Resource resource(Part part) {
        String text = text(part).strip();
        if (part.isDeletion) {
            text = DELETION + text + "]}";
        } else if (part.newId != null) {
            text = "{\"id\":\"" + part.newId + "\"," + text.substring(1);
        }
        return new Resource(part.from, part.type, text, part.isDeletion);
    }

    private String text(Part part) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(part.to - part.from);
        int at = part.from;
        for (Local local : part.local) {
            if (local.target != null && !local.target.equals(AMBIGUOUS)) {
                text.write(json, at, local.from - at);
                text.writeBytes(('"' + local.target + '"').getBytes(StandardCharsets.UTF_8));
                at = local.to;
            }
        }
        text.write(json, at, part.to - at);
        return text.toString(StandardCharsets.UTF_8);
    }
}
