package org.charthouse.measure.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named values in their order (CQL 1.5, 2.3.1 Structured values). */
public final class Tuple {

    private final Map<String, @Nullable Object> elements;

    public Tuple(Map<String, @Nullable Object> elements) {
        this.elements = elements;
    }

    /** Null where it has no such element, too. */
    public @Nullable Object get(String name) {
        return elements.get(name);
    }

    public Iterable<String> names() {
        return elements.keySet();
    }

    public int size() {
        return elements.size();
    }

    public boolean has(String name) {
        return elements.containsKey(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tuple tuple && tuple.elements.equals(elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return elements.toString();
    }
}
