package org.charthouse.measure.elm;

import java.util.List;
import org.charthouse.measure.operator.Ordering;
import org.jspecify.annotations.Nullable;

/**
 * The sort clause of a query (CQL 1.5, 3.4.3): stable, so that what is equal keeps its order; null comes first, last where
 * descending.
 *
 * @param place where the item that is looked at stands
 */
record Sort(List<Key> keys, int place) {

    /** What items are sorted by. */
    record Key(Evaluator value, boolean isDescending) {}

    List<@Nullable Object> sorted(Frame frame, List<@Nullable Object> items) {
        items.sort((one, other) -> {
            for (Key key : keys) {
                int order = Ordering.sort(value(key, frame, one), value(key, frame, other));
                if (order != 0) {
                    return key.isDescending ? -order : order;
                }
            }
            return 0;
        });
        return items;
    }

    private @Nullable Object value(Key key, Frame frame, @Nullable Object item) {
        frame.slots[place] = item;
        return key.value.eval(frame);
    }
}
