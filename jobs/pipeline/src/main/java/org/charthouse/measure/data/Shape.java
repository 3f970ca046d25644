package org.charthouse.measure.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complex type of FHIR R4: its elements and where each stands in an {@link Element}. The choices of an element share its
 * place. Elements that nobody asked for are found when they are, since types contain one another.
 */
public final class Shape {

    private final String name;
    private final boolean isResource;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Child> children = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int id = -1;

    Shape(String name, boolean isResource) {
        this.name = name;
        this.isResource = isResource;
    }

    /**
     * What a name in JSON holds.
     *
     * @param slot the place of the element
     * @param many whether it repeats
     * @param primitive its type where it is primitive, such as {@code dateTime}
     * @param complex its type where it is complex
     */
    record Child(
            int slot,
            boolean many,
            @Nullable String primitive,
            @Nullable Shape complex) {}

    /** Adds what a name in JSON holds, as a choice of an element or as the element itself. */
    void add(String element, String jsonName, boolean many, @Nullable String primitive, @Nullable Shape complex) {
        int slot = slots.computeIfAbsent(
                element.intern(),
                unknown -> { // so that a literal is found by identity
                    names.add(element);
                    return names.size() - 1;
                });
        children.put(jsonName, new Child(slot, many, primitive, complex));
        if (element.equals("id")) {
            id = slot;
        }
    }

    @Nullable
    Child child(String jsonName) {
        return children.get(jsonName);
    }

    /** The type, {@code Encounter} or {@code Encounter.Location}, as model infos of CQL name it. */
    public String name() {
        return name;
    }

    public boolean isResource() {
        return isResource;
    }

    /** The place of an element by its name, {@code value} for {@code value[x]}; -1 where there is none. */
    public int slot(String element) {
        return slots.getOrDefault(element, -1);
    }

    /** The names of its elements by place. */
    public List<String> names() {
        return names;
    }

    /** The place of the id; -1 where there is none. */
    int id() {
        return id;
    }

    int size() {
        return names.size();
    }
}
