package org.charthouse.spec;

import java.util.HashMap;
import java.util.Map;
import org.charthouse.error.Place;

/** Remembers where each definition stands, so that a check across files can point at the line. */
final class Places {

    private final Map<Object, Section> sections = new HashMap<>();

    void put(Object key, Section section) {
        sections.put(key, section);
    }

    Place of(Object key, String field) {
        Section section = sections.get(key);
        return section == null ? Place.of(String.valueOf(key)) : section.place(field);
    }
}
