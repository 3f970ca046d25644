package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.charthouse.measure.operator.Lists;
import org.jspecify.annotations.Nullable;

/** A query with an aggregate clause (CQL 1.5, 3.4.5): each item makes the next value from the last. */
final class Aggregate implements Evaluator {

    private final Query.Parts parts;
    private final int place;
    private final Evaluator starting;
    private final Evaluator next;
    private final boolean isDistinct;

    Aggregate(Query.Parts parts, int place, Evaluator starting, Evaluator next, boolean isDistinct) {
        this.parts = parts;
        this.place = place;
        this.starting = starting;
        this.next = next;
        this.isDistinct = isDistinct;
    }

    @Override
    public @Nullable Object eval(Frame frame) {
        Object[] last = {starting.eval(frame)};
        List<@Nullable Object> seen = new ArrayList<>();
        parts.run(frame, here -> {
            if (isDistinct && isSeen(seen, here)) {
                return;
            }
            here.slots[place] = last[0];
            last[0] = next.eval(here);
        });
        return last[0];
    }

    private boolean isSeen(List<@Nullable Object> seen, Frame frame) {
        Object items = Arrays.asList(parts.sources().stream()
                .map(source -> frame.slots[source.place()])
                .toArray());
        if (Boolean.TRUE.equals(Lists.contains(seen, items))) {
            return true;
        }
        seen.add(Objects.requireNonNull(items));
        return false;
    }
}
