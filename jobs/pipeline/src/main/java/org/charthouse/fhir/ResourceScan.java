package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.fhir.ElementTree.Kind;
import org.charthouse.fhir.ElementTree.Node;
import org.jspecify.annotations.Nullable;

/** One pass over one resource, from its first field name to its end. Used once. */
final class ResourceScan {
    private static final String META = "meta";

    private final JsonParser parser;
    private final String type;
    private final @Nullable ElementTree tree;
    private final StringBuilder path;
    private final Set<String> notKept = new TreeSet<>();

    private @Nullable String id;
    private @Nullable String lastUpdated;
    private boolean modified;

    ResourceScan(JsonParser parser, String type, @Nullable ElementTree tree) {
        this.parser = parser;
        this.type = type;
        this.tree = tree;
        this.path = new StringBuilder(type);
    }

    Inspection inspection() throws IOException {
        // The parser stands on the value of resourceType, or on the name of another first field.
        boolean onName = parser.currentToken() == JsonToken.FIELD_NAME;
        if (onName) {
            field(root());
        }
        fields(root());
        if (parser.nextToken() != null) {
            return Inspection.refused(Inspection.NOT_JSON, "more text follows the end of the object");
        }
        if (tree == null) {
            notKept.clear();
            notKept.add(type);
        }
        return judged();
    }

    private @Nullable Node root() {
        return tree == null ? null : tree.root();
    }

    private Inspection judged() {
        String problem = null;
        String reason = null;
        if (id == null || id.isEmpty()) {
            problem = Inspection.NO_ID;
            reason = "the resource has no id that is a text";
        } else if (modified) {
            problem = Inspection.UNKNOWN_MODIFIER_EXTENSION;
            reason = "a modifierExtension changes the meaning of the resource in a way that is not known here";
        }
        return new Inspection(type, id, lastUpdated, problem, reason, List.copyOf(notKept));
    }

    /** Up to the end of the object that the parser is in. */
    private void fields(@Nullable Node node) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            field(node);
        }
    }

    private void field(@Nullable Node node) throws IOException {
        String name = parser.getCurrentName();
        JsonToken token = parser.nextToken();
        int length = path.length();
        boolean top = length == type.length();
        if (top && name.equals("resourceType")) {
            parser.skipChildren();
            return;
        }
        if (top && name.equals("id") && token == JsonToken.VALUE_STRING) {
            id = parser.getText();
        }
        if (name.equals("lastUpdated") && token == JsonToken.VALUE_STRING && isMeta()) {
            lastUpdated = parser.getText();
        }
        path.append('.').append(name);
        Node child = node == null ? null : node.child(name);
        if (name.equals("modifierExtension") && token != JsonToken.VALUE_NULL) {
            modified = true;
        }
        if (child == null && !(top && name.equals(META))) {
            // What is not kept may be modified as it likes: the modifier reaches no further than its element.
            notKept.add(path.toString());
            parser.skipChildren();
        } else {
            value(token, child);
        }
        path.setLength(length);
    }

    private void value(JsonToken token, @Nullable Node node) throws IOException {
        switch (token) {
            case START_ARRAY -> {
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    value(item, node);
                }
            }
            case START_OBJECT -> {
                if (node != null && node.kind() != Kind.OBJECT) {
                    notKept.add(path.toString());
                    parser.skipChildren();
                } else {
                    fields(node);
                }
            }
            case VALUE_NULL -> {}
            default -> {
                if (node != null && node.kind() == Kind.OBJECT) {
                    notKept.add(path.toString());
                }
            }
        }
    }

    private boolean isMeta() {
        return path.length() == type.length() + META.length() + 1 && path.indexOf(META, type.length() + 1) > 0;
    }
}
