package org.charthouse.measure.elm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charthouse.measure.data.Element;
import org.jspecify.annotations.Nullable;

/** Libraries compiled together: what is asked of them, and what they ask of the data. Safe for several threads. */
public final class Program {

    private final Linker linker;

    Program(Linker linker) {
        this.linker = linker;
    }

    int definitions() {
        return linker.definitions();
    }

    /** Room for what a subject's retrieves find. */
    @SuppressWarnings("unchecked") // Java has no arrays of lists of a type
    @Nullable
    List<Element>[] retrieved() {
        return (@Nullable List<Element>[]) new List<?>[linker.retrieves()];
    }

    int indexes() {
        return linker.indexes();
    }

    CodeSets codeSets() {
        return linker.codeSets();
    }

    /** Types of resources that are retrieved. */
    public Set<String> types() {
        return linker.types();
    }

    /** Names of elements that are looked at, of whatever type. */
    public Set<String> elements() {
        return linker.elements();
    }

    /**
     * The codes by which resources of a type are retrieved, whatever their systems, by the element that has them; empty where
     * some retrieve asks for all of the type, or for codes that are worked out.
     */
    public Map<String, Set<String>> codes(String type) {
        Map<String, Set<String>> codes = new TreeMap<>();
        for (Sought sought : linker.needs().sought(type)) {
            if (sought.isOfAll()) {
                return Map.of();
            }
            codes.computeIfAbsent(sought.index().property(), unknown -> new TreeSet<>())
                    .addAll(linker.codeSets().codes(sought.codeSet()));
        }
        return codes;
    }

    /** What definitions need, each with all that it refers to. */
    public Needs needs() {
        return linker.needs();
    }

    /** What all persons of a run share. */
    public Subject population(Run run, Map<String, List<Element>> shared) {
        return new Subject(this, run, shared, null);
    }

    /** A person of a run. */
    public Subject subject(Subject population, Map<String, List<Element>> resources) {
        return new Subject(this, population.run(), resources, population);
    }
}
