package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.List;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.value.Tuple;
import org.jspecify.annotations.Nullable;

/** What an element is made of (CQL 1.5, 9.5 Children and Descendents). */
final class Descendants {

    private Descendants() {}

    static @Nullable List<@Nullable Object> children(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        List<@Nullable Object> children = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> add(children, item));
        } else if (value instanceof Element element) {
            element.shape().names().forEach(name -> add(children, element.get(name)));
        } else if (value instanceof Tuple tuple) {
            tuple.names().forEach(name -> add(children, tuple.get(name)));
        }
        return children;
    }

    private static void add(List<@Nullable Object> children, @Nullable Object child) {
        if (child instanceof List<?> list) {
            children.addAll(list);
        } else if (child != null) {
            children.add(child);
        }
    }

    static @Nullable List<@Nullable Object> all(@Nullable Object value) {
        List<@Nullable Object> all = children(value);
        if (all != null) {
            for (int at = 0; at < all.size(); at++) {
                List<@Nullable Object> below = children(all.get(at));
                if (below != null) {
                    all.addAll(below);
                }
            }
        }
        return all;
    }
}
