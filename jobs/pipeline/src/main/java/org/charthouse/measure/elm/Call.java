package org.charthouse.measure.elm;

import java.util.List;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/** The call of a function: of the one whose operands fit the values best, where there are several of the name. */
final class Call implements Evaluator {

    private final String name;
    private final List<Function> candidates;
    private final Evaluator[] operands;

    Call(String name, List<Function> candidates, List<Evaluator> operands) {
        this.name = name;
        this.candidates = candidates;
        this.operands = operands.toArray(Evaluator[]::new);
    }

    @Override
    public @Nullable Object eval(Frame frame) {
        @Nullable Object[] values = new Object[operands.length];
        for (int at = 0; at < operands.length; at++) {
            values[at] = operands[at].eval(frame);
        }
        return choose(values).call(frame.subject, values);
    }

    private Function choose(@Nullable Object[] values) {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        Function best = null;
        int least = Integer.MAX_VALUE;
        for (Function candidate : candidates) {
            int misfit = candidate.misfit(values);
            if (misfit == 0) {
                return candidate;
            }
            if (misfit > 0 && misfit < least) {
                least = misfit;
                best = candidate;
            }
        }
        if (best == null) {
            throw new CqlException("no function " + name + " takes operands of these types");
        }
        return best;
    }
}
