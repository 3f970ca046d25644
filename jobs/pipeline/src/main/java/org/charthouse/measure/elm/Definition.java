package org.charthouse.measure.elm;

import java.util.Objects;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/** A named expression of a library; its value is worked out once for each person. */
public final class Definition {

    private final String library;
    private final String name;
    private final boolean isUnfiltered;
    private final int index;
    private int size;
    private @Nullable Evaluator body;

    Definition(String library, String name, boolean isUnfiltered, int index) {
        this.library = library;
        this.name = name;
        this.isUnfiltered = isUnfiltered;
        this.index = index;
    }

    void body(Evaluator evaluator, int frameSize) {
        body = evaluator;
        size = frameSize;
    }

    boolean isCompiled() {
        return body != null;
    }

    public String library() {
        return library;
    }

    public String name() {
        return name;
    }

    /** Whether it is the same for all persons (CQL 1.5, 3.4 Unfiltered context). */
    boolean isUnfiltered() {
        return isUnfiltered;
    }

    int index() {
        return index;
    }

    /**
     * Its value for a person.
     *
     * @throws CqlException names the definition, innermost first, and the place in it
     */
    @Nullable
    Object value(Subject subject) {
        Subject owner = isUnfiltered ? subject.population() : subject;
        Object known = owner.known(index);
        if (known == Subject.UNKNOWN) {
            known = compute(owner);
            owner.keep(index, known);
        }
        if (known instanceof CqlException failed) {
            throw failed;
        }
        return known;
    }

    private @Nullable Object compute(Subject subject) {
        try {
            return Objects.requireNonNull(body).eval(new Frame(subject, size));
        } catch (CqlException e) {
            return e.in(library + "." + name);
        }
    }
}
