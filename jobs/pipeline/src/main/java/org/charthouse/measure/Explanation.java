package org.charthouse.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.FhirPrimitive;
import org.charthouse.measure.data.ResourceDate;
import org.charthouse.measure.elm.Definition;
import org.charthouse.measure.elm.ElmLibrary;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.elm.Linker;
import org.charthouse.measure.elm.Program;
import org.charthouse.measure.elm.Run;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Tuple;
import org.jspecify.annotations.Nullable;

/** What each definition of a measure's library says of a person, and which resources it found. */
public final class Explanation {

    private static final int LONGEST = 40;

    private final List<Definition> definitions = new ArrayList<>();
    private final Linker linker;

    /**
     * The definitions of a measure.
     *
     * @param classes of encounters that are taken for visits without CPT; none for the official meaning
     * @throws ElmProblem where the measure lacks something
     */
    public Explanation(MeasurePackage content, MeasureDefinition measure, int evaluation, List<String> classes) {
        linker = new Linker(content, evaluation);
        ElmLibrary library = MeasureSet.library(content, measure);
        linker.visits(MeasureSet.visits(content, measure, library, classes));
        library.definitions().forEach(name -> definitions.add(linker.definition(library, name)));
        addIncluded();
    }

    /** After those of the library itself, those of other libraries that they refer to, nearest first. */
    private void addIncluded() {
        for (int at = 0; at < definitions.size(); at++) {
            for (Definition nearest : linker.program().needs().definitions(definitions.get(at))) {
                if (!definitions.contains(nearest)) {
                    definitions.add(nearest);
                }
            }
        }
    }

    Program program() {
        return linker.program();
    }

    /**
     * What a definition says.
     *
     * @param definition its name; of another library with the name of that
     * @param value in a line
     * @param resources that are its value, each with the day that it tells of
     */
    public record Line(String definition, String value, List<String> resources) {}

    /** All definitions in the order of the library, then those that they refer to in others. */
    public List<Line> of(Map<String, List<Element>> resources, Run run) {
        return of(resources, Map.of(), run);
    }

    /**
     * All definitions in the order of the library, then those that they refer to in others.
     *
     * @param shared resources that belong to nobody
     */
    List<Line> of(Map<String, List<Element>> resources, Map<String, List<Element>> shared, Run run) {
        Subject population = linker.program().population(run, shared);
        Subject subject = linker.program().subject(population, resources);
        return definitions.stream().map(definition -> line(definition, subject)).toList();
    }

    private Line line(Definition definition, Subject subject) {
        boolean isOwn = definition.library().equals(definitions.get(0).library());
        String name = isOwn ? definition.name() : definition.library() + "." + definition.name();
        try {
            Object value = subject.value(definition);
            List<String> found = new ArrayList<>();
            add(value, found);
            return new Line(name, text(value), found);
        } catch (CqlException e) {
            return new Line(name, "no value: " + e.getMessage() + " (" + e.locator() + ")", e.within());
        }
    }

    private static void add(@Nullable Object value, List<String> found) {
        if (value instanceof List<?> list) {
            list.forEach(item -> add(item, found));
        } else if (value instanceof Element element && element.shape().isResource()) {
            found.add(element + ResourceDate.of(element).map(day -> " " + day).orElse(""));
        }
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "unknown";
        }
        if (value instanceof List<?> list) {
            boolean isOfResources = list.stream().anyMatch(Element.class::isInstance);
            String size = list.size() == 1 ? "1 item" : list.size() + " items";
            return list.isEmpty() || isOfResources || list.size() > LONGEST
                    ? size
                    : size + " " + list.stream().map(Explanation::text).toList();
        }
        if (value instanceof Tuple tuple) {
            List<String> parts = new ArrayList<>();
            tuple.names().forEach(name -> parts.add(name + ": " + text(tuple.get(name))));
            return parts.toString();
        }
        return value instanceof FhirPrimitive primitive ? String.valueOf(primitive.value()) : value.toString();
    }
}
