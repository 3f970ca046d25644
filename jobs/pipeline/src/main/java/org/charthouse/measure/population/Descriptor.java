package org.charthouse.measure.population;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.FhirPrimitive;
import org.charthouse.measure.elm.Definition;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * What tells persons apart in a report: a stratifier of a group, or supplemental data of the measure such as sex or payer.
 *
 * @param name of the stratifier, or of the definition where it has none
 */
public record Descriptor(String name, Definition definition) {

    /**
     * Its values for a person, each once, in order: texts, codes, {@code true} or {@code false}. Empty where it has none; one
     * that fails for the person has none, since her counts do not depend on it.
     */
    public List<String> values(Subject subject) {
        TreeSet<String> values = new TreeSet<>();
        try {
            add(subject.value(definition), values);
        } catch (CqlException e) {
            return List.of();
        }
        return new ArrayList<>(values);
    }

    /**
     * The episodes that it selects of a person, by their keys, where it is a list of resources; empty where it tells persons
     * apart, or fails for this one.
     */
    public Optional<Set<Object>> episodes(Subject subject) {
        try {
            if (subject.value(definition) instanceof List<?> list
                    && list.stream().allMatch(Descriptor::isResource)) {
                return Optional.of(list.stream().map(Descriptor::key).collect(Collectors.toSet()));
            }
        } catch (CqlException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** What makes two values the same episode. */
    public static Object key(Object episode) {
        String key = episode instanceof Element element ? element.key() : null;
        return key == null ? episode : key;
    }

    private static boolean isResource(@Nullable Object value) {
        return value instanceof Element element && element.shape().isResource();
    }

    private static void add(@Nullable Object value, TreeSet<String> values) {
        if (value instanceof List<?> list) {
            list.forEach(item -> add(item, values));
        } else if (value instanceof Element element) {
            addElement(element, values);
        } else if (value instanceof Concept concept) {
            concept.codes().forEach(code -> add(code, values));
        } else if (value instanceof Code code) {
            values.add(Objects.requireNonNullElse(code.code(), ""));
        } else if (value instanceof Tuple tuple) {
            add(tuple.has("codes") ? tuple.get("codes") : tuple.get("code"), values);
        } else if (value instanceof FhirPrimitive primitive) {
            add(primitive.value(), values);
        } else if (value != null) {
            values.add(value.toString());
        }
    }

    /** A list of episodes says that there are some; anything that is coded says its codes. */
    private static void addElement(Element element, TreeSet<String> values) {
        if (element.shape().isResource()) {
            values.add("true");
        } else {
            Element.codes(element).forEach(code -> add(code, values));
        }
    }
}
