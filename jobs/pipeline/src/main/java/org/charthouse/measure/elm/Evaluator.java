package org.charthouse.measure.elm;

import org.jspecify.annotations.Nullable;

/** A compiled expression. The same one serves all persons and threads. */
@FunctionalInterface
interface Evaluator {

    /** Its value for the person and the names of a frame; null is unknown. */
    @Nullable
    Object eval(Frame frame);
}
