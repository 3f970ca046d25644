package org.charthouse.terminology.list;

import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers that were worked out once. It may be asked by many threads; it travels empty, and forgets everything rather than
 * grow beyond its bound.
 *
 * @param <Q> what is asked, with equals and hashCode
 * @param <A> the answer, the same for the same question
 */
public final class Memory<Q, A> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int most;
    private final transient ConcurrentHashMap<Q, A> answers = new ConcurrentHashMap<>();

    /** A memory of about this many answers. */
    public Memory(int most) {
        this.most = most;
    }

    /** The answer, worked out if it is not known. */
    public A of(Q question, Function<Q, A> worker) {
        if (answers.size() > most) {
            answers.clear();
        }
        return answers.computeIfAbsent(question, worker);
    }

    @Serial
    private Object readResolve() {
        return new Memory<Q, A>(most);
    }
}
