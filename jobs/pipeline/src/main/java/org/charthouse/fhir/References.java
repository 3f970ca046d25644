package org.charthouse.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * References as keys (FHIR R4, 2.3 Resource References): what {@code Reference.reference} points to, as
 * {@code Type/id}.
 */
public final class References {
    private References() {}

    /** A conditional reference (FHIR R4, 3.1.0.11.1): the resource of a type that has a certain identifier. */
    public record Conditional(String type, String system, String value) {
        /** The key under which a lookup holds the target: {@code Type|system|value}. */
        public String lookupKey() {
            return type + "|" + system + "|" + value;
        }
    }

    /**
     * The key of a relative or absolute reference, with or without version: {@code Patient/17},
     * {@code https://host/base/Patient/17/_history/2} both give {@code Patient/17}. Null for what a text alone cannot
     * tell: {@code urn:} and contained ({@code #}) references, conditional ones, anything malformed.
     */
    public static @Nullable String plainKey(@Nullable String reference) {
        if (reference == null || reference.startsWith("urn:") || !isPlain(reference)) {
            return null;
        }
        int history = reference.indexOf("/_history/");
        String path = history < 0 ? reference : reference.substring(0, history);
        int beforeId = path.lastIndexOf('/');
        int beforeType = path.lastIndexOf('/', beforeId - 1);
        if (beforeId <= beforeType + 1 || beforeId == path.length() - 1) {
            return null;
        }
        return isTypeName(path, beforeType + 1, beforeId) ? path.substring(beforeType + 1) : null;
    }

    /**
     * The parts of {@code Type?identifier=system|value} (system empty where none is given); null for any other
     * reference.
     */
    public static @Nullable Conditional conditional(@Nullable String reference) {
        String search = "?identifier=";
        int query = reference == null ? -1 : reference.indexOf(search);
        if (reference == null || query < 1) {
            return null;
        }
        String type = reference.substring(reference.lastIndexOf('/', query) + 1, query);
        String token = reference.substring(query + search.length());
        int bar = token.indexOf('|');
        String value = token.substring(bar + 1);
        if (value.isEmpty() || value.indexOf('&') >= 0 || !isTypeName(type, 0, type.length())) {
            return null;
        }
        return new Conditional(type, bar < 0 ? "" : token.substring(0, bar), value);
    }

    /**
     * The resource with the {@code key} of each reference that has none yet, at any depth: a plain one by its text, a
     * conditional one by the lookup. An unknown target leaves the key null.
     *
     * @param resource a struct of the tree's schema
     * @param lookup {@link Conditional#lookupKey()} to {@code Type/id}; travels as a broadcast, never in the plan
     */
    public static Column resolve(Column resource, ElementTree tree, Broadcast<Map<String, String>> lookup) {
        return ReferenceFiller.column(resource, tree, lookup);
    }

    /** The paths of all references in a row type, from its top: {@code participant.individual}, {@code subject}. */
    public static List<String> conditionalPaths(StructType schema) {
        List<String> paths = new ArrayList<>();
        collect(schema, "", paths);
        return List.copyOf(paths);
    }

    /** The types that references in a row type may point to, as far as the model names them. */
    public static Set<String> targets(StructType schema) {
        Set<String> targets = new TreeSet<>();
        for (StructField field : schema.fields()) {
            if (field.metadata().contains(FhirSchema.TARGETS)) {
                targets.addAll(
                        List.of(field.metadata().getString(FhirSchema.TARGETS).split(",", -1)));
            }
            DataType type = field.dataType() instanceof ArrayType array ? array.elementType() : field.dataType();
            if (type instanceof StructType struct) {
                targets.addAll(targets(struct));
            }
        }
        targets.remove("");
        return targets;
    }

    private static void collect(DataType type, String path, List<String> paths) {
        if (type instanceof ArrayType array) {
            collect(array.elementType(), path, paths);
        } else if (type instanceof StructType struct) {
            List<String> names = List.of(struct.fieldNames());
            if (names.contains("reference") && names.contains(FhirSchema.KEY)) {
                paths.add(path);
            }
            for (StructField field : struct.fields()) {
                collect(field.dataType(), path.isEmpty() ? field.name() : path + "." + field.name(), paths);
            }
        }
    }

    private static boolean isPlain(String reference) {
        for (int at = 0; at < reference.length(); at++) {
            char c = reference.charAt(at);
            if (c == '?' || c == '#' || c == '|' || c <= ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean isTypeName(String text, int from, int to) {
        if (from >= to || text.charAt(from) < 'A' || text.charAt(from) > 'Z') {
            return false;
        }
        for (int at = from + 1; at < to; at++) {
            char c = text.charAt(at);
            if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }
}
