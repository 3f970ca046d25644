package org.charthouse.measure.data;

/**
 * Ids of resources where persons come from several sources: two sources may both have an {@code Encounter/1}, and what refers
 * to one must not find the other.
 */
public final class SourceIds {

    /** No character of an id in FHIR (FHIR R4, 2.24, id), and none that a reference is taken apart by. */
    private static final char MARK = '~';

    private SourceIds() {}

    static String qualified(String id, String source) {
        return source.isEmpty() ? id : source + MARK + id;
    }

    /** {@code Encounter/1} as {@code Encounter/source~1}. */
    static String qualifiedKey(String key, String source) {
        int slash = key.lastIndexOf('/');
        return source.isEmpty() || slash < 0
                ? key
                : key.substring(0, slash + 1) + qualified(key.substring(slash + 1), source);
    }

    /** The id as its source knows it. */
    public static String bare(String id) {
        return id.substring(id.indexOf(MARK) + 1);
    }

    /** The source that an id is qualified by; empty where it is not. */
    public static String source(String id) {
        int mark = id.indexOf(MARK);
        return mark < 0 ? "" : id.substring(0, mark);
    }
}
