package org.charthouse.measure.elm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.charthouse.measure.data.Element;
import org.jspecify.annotations.Nullable;

/** The resources behind the value of a definition: those that the nearest definitions it refers to have found. */
public final class Evidence {

    private Evidence() {}

    /**
     * A resource that was found.
     *
     * @param definition the definition that found it
     */
    public record Item(String definition, Element resource) {}

    /** What was found for a subject for whom the definition has been worked out. Nothing is worked out anew. */
    public static List<Item> of(Definition definition, Subject subject) {
        List<Item> items = new ArrayList<>();
        Set<Element> seen = new HashSet<>();
        Set<Definition> reached = new HashSet<>(Set.of(definition));
        Deque<Definition> next = new ArrayDeque<>(subject.program().needs().definitions(definition));
        while (!next.isEmpty()) {
            Definition nearest = next.poll();
            if (!reached.add(nearest)) {
                continue;
            }
            List<Element> found = resources(subject.known(nearest));
            if (found.isEmpty()) {
                next.addAll(subject.program().needs().definitions(nearest));
            }
            for (Element resource : found) {
                if (seen.add(resource)) {
                    items.add(new Item(nearest.name(), resource));
                }
            }
        }
        return items;
    }

    /** Resources in a value, the Patient left out: that a person is herself proves nothing. */
    private static List<Element> resources(@Nullable Object value) {
        List<Element> resources = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
            if (item instanceof Element element
                    && element.shape().isResource()
                    && !element.type().equals("Patient")) {
                resources.add(element);
            }
        }
        return resources;
    }
}
