package org.charthouse.fhir;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Element paths folded into one tree; a node where a path ends is kept whole. */
final class ElementPaths {
    private final Map<String, ElementPaths> children = new LinkedHashMap<>();
    private boolean whole;

    static ElementPaths of(Collection<String> paths) {
        ElementPaths root = new ElementPaths();
        paths.forEach(root::add);
        return root;
    }

    static ElementPaths everything() {
        ElementPaths node = new ElementPaths();
        node.whole = true;
        return node;
    }

    /** These paths in an element of which everything is kept. */
    ElementPaths andAll() {
        ElementPaths all = everything();
        all.children.putAll(children);
        return all;
    }

    /** Adds one path; {@code value[x]} is the same as {@code value}, and a url in brackets is none of its steps. */
    void add(String path) {
        ElementPaths node = this;
        String steps = path.endsWith(")") ? path.substring(0, path.indexOf('(')) : path;
        for (String name : steps.replace("[x]", "").split("\\.", -1)) {
            node = node.children.computeIfAbsent(name, key -> new ElementPaths());
        }
        node.whole = true;
    }

    boolean whole() {
        return whole;
    }

    Collection<String> names() {
        return children.keySet();
    }

    @Nullable
    ElementPaths child(String name) {
        return children.get(name);
    }
}
