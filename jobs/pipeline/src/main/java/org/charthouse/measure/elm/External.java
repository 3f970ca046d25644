package org.charthouse.measure.elm;

import org.charthouse.measure.value.CqlException;

/** Functions that a library declares and leaves to the engine. None of the published measures calls one. */
final class External {

    private External() {}

    static Evaluator function(String library, String name) {
        return frame -> {
            throw new CqlException("the function " + library + "." + name + " is external, and not provided");
        };
    }
}
