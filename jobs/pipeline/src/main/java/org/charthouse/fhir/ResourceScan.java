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
    private static final String EXTENSION = "extension";

    /** A url that is longer is told without its end: paths are counted, and a source may make up urls. */
    private static final int LONGEST_URL = 200;

    private final JsonParser parser;
    private final byte[] json;
    private final String type;
    private final FhirJson.Trees trees;
    private final @Nullable ElementTree tree;
    private final StringBuilder path;
    private final Set<String> notKept = new TreeSet<>();
    private final Set<String> contained = new TreeSet<>();

    private @Nullable String id;
    private @Nullable String lastUpdated;
    private boolean modified;
    private boolean hasId;
    private boolean isTwice;

    ResourceScan(JsonParser parser, byte[] json, String type, FhirJson.Trees trees) {
        this.parser = parser;
        this.json = json;
        this.type = type;
        this.trees = trees;
        this.tree = trees.of(type);
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
        if (modified) {
            problem = Inspection.UNKNOWN_MODIFIER_EXTENSION;
            reason = "a modifierExtension changes the meaning of the resource in a way that is not known here";
        } else if (isTwice) {
            problem = Inspection.TWO_IDS;
            reason =
                    "the resource has more than one id, and which of them is meant nobody knows; ask the source to send one";
        } else if (id == null || id.isEmpty()) {
            problem = Inspection.NO_ID;
            reason = "the resource has no id that is a text";
        }
        return new Inspection(type, id, lastUpdated, problem, reason, List.copyOf(notKept), List.copyOf(contained));
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
        if (top && name.equals("id")) {
            isTwice |= hasId;
            hasId = true;
            id = token == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        if (name.equals("lastUpdated") && token == JsonToken.VALUE_STRING && isMeta()) {
            lastUpdated = parser.getText();
        }
        path.append('.').append(name);
        Node child = node == null ? null : node.child(name);
        boolean isModifier = name.equals(FhirSchema.MODIFIER) && token != JsonToken.VALUE_NULL;
        int from = isModifier ? (int) parser.getTokenLocation().getByteOffset() : 0;
        if (child == null && name.equals(EXTENSION) && token == JsonToken.START_ARRAY) {
            extensionsNotKept();
        } else if (child == null && !(top && name.equals(META))) {
            // What is not kept may be modified as it likes: the modifier reaches no further than its element.
            notKept.add(path.toString());
            parser.skipChildren();
        } else {
            value(token, child);
        }
        if (isModifier && (child == null || !isKnown(from))) {
            modified = true;
        }
        path.setLength(length);
    }

    /** Whether all modifiers that the parser has just passed are known. */
    private boolean isKnown(int from) throws IOException {
        int to = (int) parser.getCurrentLocation().getByteOffset();
        Set<String> known = tree == null ? Set.of() : tree.contained().modifiers(type);
        try (JsonParser again = FhirJson.FACTORY.createParser(json, from, to - from)) {
            again.nextToken();
            for (JsonToken item = again.nextToken(); item == JsonToken.START_OBJECT; item = again.nextToken()) {
                if (!known.contains(url(again))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The url of the extension that a parser stands on; it is passed. */
    private static String url(JsonParser parser) throws IOException {
        String url = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isUrl = parser.getCurrentName().equals("url");
            url = parser.nextToken() == JsonToken.VALUE_STRING && isUrl ? parser.getText() : url;
            parser.skipChildren();
        }
        return url;
    }

    private void value(JsonToken token, @Nullable Node node) throws IOException {
        if (token.isStructStart() && node != null && node.kind() == Kind.JSON) {
            parser.skipChildren();
        } else if (token == JsonToken.START_ARRAY) {
            if (node != null && !node.many()) {
                lose();
                return;
            }
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                one(item, node);
            }
        } else {
            one(token, node);
        }
    }

    private void one(JsonToken token, @Nullable Node node) throws IOException {
        if (token == JsonToken.START_OBJECT && node != null && node.kind() == Kind.RESOURCE) {
            contained();
        } else if (token == JsonToken.START_OBJECT && (node == null || node.kind() == Kind.OBJECT)) {
            fields(node);
        } else if (token.isStructStart() || (token != JsonToken.VALUE_NULL && isLost(node))) {
            lose();
        }
    }

    private void lose() throws IOException {
        notKept.add(path.toString());
        parser.skipChildren();
    }

    /** Whether a row has no place for the value that the parser stands on. */
    private boolean isLost(@Nullable Node node) throws IOException {
        if (node == null) {
            return false;
        }
        return switch (node.kind()) {
            case OBJECT, RESOURCE, JSON -> true;
            case TEXT, DECIMAL -> false;
            case FLAG -> RowReader.flag(parser.getText()) == null;
            case NUMBER -> RowReader.number(parser.getText()) == null;
        };
    }

    /** Extensions where none is kept, each by its url: what they are cannot be told by their place. */
    private void extensionsNotKept() throws IOException {
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            String url = "";
            if (item == JsonToken.START_OBJECT) {
                url = url(parser);
            } else {
                parser.skipChildren();
            }
            String shown = url.length() > LONGEST_URL ? url.substring(0, LONGEST_URL) + "..." : url;
            notKept.add(path + "(" + shown + ")");
        }
    }

    /** A contained resource is looked at as one of its own type. */
    private void contained() throws IOException {
        byte[] part = RawJson.passed(parser, json);
        String inside = ContainedResource.of(part).type();
        if (inside == null) {
            notKept.add(path.toString());
            return;
        }
        Inspection seen = FhirJson.inspect(part, trees);
        if (trees.of(inside) != null) {
            contained.add(inside);
        }
        modified |= Inspection.UNKNOWN_MODIFIER_EXTENSION.equals(seen.problem());
        seen.notKept().forEach(each -> notKept.add(path + "(" + inside + ")" + each.substring(inside.length())));
    }

    private boolean isMeta() {
        return path.length() == type.length() + META.length() + 1 && path.indexOf(META, type.length() + 1) > 0;
    }
}
