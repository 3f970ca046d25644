package org.charthouse.measure.elm;

import java.util.Objects;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/** A named expression of a library; its value is worked out once for each person. */
public final class Definition {

    private final String key;
    private final String library;
    private final String name;
    private final int index;
    private boolean isUnfiltered;
    private int size;
    private @Nullable Evaluator body;

    Definition(String key, String library, String name, int index) {
        this.key = key;
        this.library = library;
        this.name = name;
        this.index = index;
    }

    void body(Evaluator evaluator, int frameSize) {
        body = evaluator;
        size = frameSize;
    }

    /** Makes it the same for all persons (CQL 1.5, 3.4 Unfiltered context). */
    void unfiltered() {
        isUnfiltered = true;
    }

    int index() {
        return index;
    }

    /** What {@link Needs} knows it by. */
    String key() {
        return key;
    }

    public String library() {
        return library;
    }

    public String name() {
        return name;
    }

    /**
     * Its value for a person.
     *
     * @throws CqlException names the definition, innermost first, and the place in it
     */
    @Nullable
    Object value(Subject subject) {
        Subject owner = isUnfiltered ? subject.population() : subject;
        if (!owner.isKnown(index)) {
            owner.keep(index, compute(owner));
        }
        Object known = owner.kept(index);
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
