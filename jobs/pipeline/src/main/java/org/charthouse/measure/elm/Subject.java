package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/**
 * Whom a program is evaluated for: a person's resources, and what has been worked out of them so far. Not safe for several
 * threads. The population is a subject as well: what is shared by all.
 */
public final class Subject {

    private static final Object NULL = new Object();

    /** Values stand in pages that are made when one is kept: a measure asks for few of the definitions of all measures. */
    private static final int PAGE_BITS = 5;

    private static final int PAGE_END = (1 << PAGE_BITS) - 1;

    private final Program program;
    private final Run run;
    private final Map<String, List<Element>> resources;
    private final @Nullable Subject population;
    private final @Nullable Object[] @Nullable [] values;
    private final @Nullable List<Element>[] retrieved;
    private final @Nullable Coded[] coded;

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
        this.values = new Object[(program.definitions() >> PAGE_BITS) + 1][];
        this.retrieved = program.retrieved();
        this.coded = new Coded[program.indexes()];
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

    boolean isKnown(int definition) {
        Object[] page = values[definition >> PAGE_BITS];
        return page != null && page[definition & PAGE_END] != null;
    }

    /** What was kept of a definition: its value, or why it has none. */
    @Nullable
    Object kept(int definition) {
        Object[] page = values[definition >> PAGE_BITS];
        Object value = page == null ? null : page[definition & PAGE_END];
        return value == NULL ? null : value;
    }

    void keep(int definition, @Nullable Object value) {
        Object[] page = values[definition >> PAGE_BITS];
        if (page == null) {
            page = new Object[PAGE_END + 1];
            values[definition >> PAGE_BITS] = page;
        }
        page[definition & PAGE_END] = value == null ? NULL : value;
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

    /** What a retrieve finds; worked out once, however many definitions and measures ask for it. */
    List<Element> retrieved(Retrieve retrieve) {
        List<Element> known = retrieved[retrieve.number()];
        if (known == null) {
            known = retrieve.find(this);
            retrieved[retrieve.number()] = known;
        }
        return known;
    }

    /** Resources by their codes. */
    Coded coded(Retrieve.Index index) {
        Coded known = coded[index.number()];
        if (known == null) {
            known = new Coded(all(index.type()), index, program.codeSets());
            coded[index.number()] = known;
        }
        return known;
    }

    /** What a definition was worked out to be; null where it was not yet, or had no value. */
    @Nullable
    Object known(Definition definition) {
        Object value = kept(definition.index());
        return value instanceof CqlException ? null : value;
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
