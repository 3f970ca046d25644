package org.charthouse.measure.elm;

import java.util.List;
import java.util.Objects;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/** A function of a library, with its operands' types for choosing among those of one name. */
final class Function {

    private final String name;
    private final List<TypeTest> operands;
    private int size;
    private @Nullable Evaluator body;

    Function(String name, List<TypeTest> operands) {
        this.name = name;
        this.operands = operands;
    }

    void body(Evaluator evaluator, int frameSize) {
        body = evaluator;
        size = frameSize;
    }

    List<TypeTest> operands() {
        return operands;
    }

    @Nullable
    Object call(Subject subject, @Nullable Object[] values) {
        Frame frame = new Frame(subject, size);
        System.arraycopy(values, 0, frame.slots, 0, values.length);
        try {
            return Objects.requireNonNull(body).eval(frame);
        } catch (CqlException e) {
            throw e.in(name);
        }
    }

    /** How badly the values fit, 0 for exactly; -1 where they do not. */
    int misfit(@Nullable Object[] values) {
        int sum = 0;
        for (int at = 0; at < values.length; at++) {
            int one = operands.get(at).misfit(values[at]);
            if (one < 0) {
                return -1;
            }
            sum += one;
        }
        return sum;
    }
}
