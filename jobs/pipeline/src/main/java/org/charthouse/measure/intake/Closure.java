package org.charthouse.measure.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.elm.ElmLibrary;

/** What belongs to a measure: its library, all that it includes, and the value sets that they name. */
final class Closure {

    private final Source source;
    private final Set<ElmLibrary> libraries = new LinkedHashSet<>();

    private Closure(Source source, MeasureDefinition measure) {
        this.source = source;
        Deque<ElmLibrary> next = new ArrayDeque<>();
        source.content().mainLibrary(measure).ifPresent(next::add);
        while (!next.isEmpty()) {
            ElmLibrary library = next.poll();
            if (libraries.add(library)) {
                library.includes()
                        .values()
                        .forEach(each -> source.content()
                                .library(each.name(), each.version())
                                .ifPresent(next::add));
            }
        }
    }

    /** The folder of a measure. */
    static MeasureFolder of(Source source, MeasureDefinition measure) {
        Closure closure = new Closure(source, measure);
        return new MeasureFolder(
                measure, source.measure(measure.name()).orElseThrow(), closure.libraries(), closure.valueSets());
    }

    private List<Part> libraries() {
        Map<String, Part> parts = new TreeMap<>();
        libraries.forEach(library -> source.of(library).ifPresent(part -> parts.put(part.key(), part)));
        return List.copyOf(parts.values());
    }

    private List<Part> valueSets() {
        Map<String, Part> parts = new TreeMap<>();
        names(libraries).forEach(url -> source.valueSet(url).forEach(part -> parts.put(part.key(), part)));
        return List.copyOf(parts.values());
    }

    /** URLs of the value sets that the libraries of a measure name. */
    static Set<String> valueSets(Source source, MeasureDefinition measure) {
        return names(new Closure(source, measure).libraries);
    }

    /** The models that the libraries of a measure are written in. */
    static Set<String> models(Source source, MeasureDefinition measure) {
        Set<String> models = new TreeSet<>();
        new Closure(source, measure).libraries.forEach(library -> models.addAll(library.models()));
        return models;
    }

    private static Set<String> names(Set<ElmLibrary> libraries) {
        Set<String> urls = new TreeSet<>();
        libraries.forEach(library -> urls.addAll(library.valueSets().keySet()));
        return urls;
    }
}
