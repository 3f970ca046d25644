package org.charthouse.measure.elm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that names stand for at a place of a library: aliases, lets, operands. */
final class Scope {

    static final Scope EMPTY = new Scope(Map.of());

    private final Map<String, String> types;

    private Scope(Map<String, String> types) {
        this.types = types;
    }

    /** The type of a name; null where it is not known. */
    @Nullable
    String type(String name) {
        return types.get(name);
    }

    /** The same with one name more, which hides another of that name. */
    Scope with(String name, @Nullable String type) {
        Map<String, String> all = new HashMap<>(types);
        if (type == null) {
            all.remove(name);
        } else {
            all.put(name, type);
        }
        return new Scope(all);
    }
}
