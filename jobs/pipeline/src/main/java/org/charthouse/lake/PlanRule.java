package org.charthouse.lake;

import java.util.function.UnaryOperator;
import scala.runtime.AbstractPartialFunction;

/** A rewrite of one kind of plan node or expression, in the form that Catalyst takes. */
final class PlanRule<T> extends AbstractPartialFunction<T, T> {

    private final Class<?> kind;
    private final UnaryOperator<T> rewrite;

    PlanRule(Class<?> kind, UnaryOperator<T> rewrite) {
        this.kind = kind;
        this.rewrite = rewrite;
    }

    @Override
    public boolean isDefinedAt(T node) {
        return kind.isInstance(node);
    }

    @Override
    public T apply(T node) {
        return rewrite.apply(node);
    }
}
