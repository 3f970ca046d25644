package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/**
 * Whom a program is evaluated for: a person's resources, and what has been worked out of them so far. Not safe for several
 * threads. The population is a subject as well: what is shared by all.
 */
public final class Subject {

    static final Object UNKNOWN = new Object();

    private final Program program;
    private final Run run;
    private final Map<String, List<Element>> resources;
    private final @Nullable Subject population;
    private final @Nullable Object[] values;
    private final Map<Retrieve.Index, Map<Integer, List<Element>>> byCode = new HashMap<>();

    /**
     * A subject.
     *
     * @param resources by type, in the order in which measures see them
     * @param population what all share; null for the population itself
     */
    Subject(Program program, Run run, Map<String, List<Element>> resources, @Nullable Subject population) {
        this.program = program;
        this.run = run;
        this.resources = resources;
        this.population = population;
        this.values = new Object[program.definitions()];
        java.util.Arrays.fill(values, UNKNOWN);
    }

    Subject population() {
        return population == null ? this : population;
    }

    Run run() {
        return run;
    }

    Program program() {
        return program;
    }

    @Nullable
    Object known(int definition) {
        return values[definition];
    }

    void keep(int definition, @Nullable Object value) {
        values[definition] = value;
    }

    /** All resources of a type: the person's, then those that all share. */
    List<Element> all(String type) {
        List<Element> own = resources.getOrDefault(type, List.of());
        if (population == null) {
            return own;
        }
        List<Element> shared = population.all(type);
        if (shared.isEmpty() || own.isEmpty()) {
            return own.isEmpty() ? shared : own;
        }
        List<Element> both = new ArrayList<>(own);
        both.addAll(shared);
        return both;
    }

    /** Resources whose code is in a set; worked out for all sets of an element at once. */
    List<Element> coded(Retrieve.Index index, int codeSet) {
        Map<Integer, List<Element>> known = byCode.get(index);
        if (known == null) {
            known = sort(index);
            byCode.put(index, known);
        }
        return known.getOrDefault(codeSet, List.of());
    }

    /** The resources that a retrieve finds, whatever their profile. */
    public List<Element> found(Sought sought) {
        return sought.isOfAll() ? all(sought.type()) : coded(sought.index(), sought.codeSet());
    }

    private Map<Integer, List<Element>> sort(Retrieve.Index index) {
        Map<Integer, List<Element>> sorted = new HashMap<>();
        for (Element resource : all(index.type())) {
            for (Code code : index.codes(resource)) {
                for (int set : program.codeSets().containing(code)) {
                    List<Element> list = sorted.computeIfAbsent(set, unknown -> new ArrayList<>(2));
                    if (list.isEmpty() || !list.get(list.size() - 1).equals(resource)) {
                        list.add(resource);
                    }
                }
            }
        }
        return sorted;
    }

    /** What a definition was worked out to be; null where it was not yet, or had no value. */
    @Nullable
    Object known(Definition definition) {
        Object value = values[definition.index()];
        return value == UNKNOWN || value instanceof CqlException ? null : value;
    }

    /** The value of a definition of the program for this subject. */
    public @Nullable Object value(Definition definition) {
        return definition.value(this);
    }

    @Override
    public String toString() {
        return Objects.toString(resources.keySet());
    }
}
