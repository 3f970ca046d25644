package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.charthouse.measure.operator.Lists;
import org.charthouse.measure.value.Tuple;
import org.jspecify.annotations.Nullable;

/** A query (CQL 1.5, 3.4): a list from lists; one value where each of its sources is one. */
final class Query implements Evaluator {

    private final Parts parts;
    private final @Nullable Source only;
    private final @Nullable Evaluator returned;
    private final boolean isDistinct;
    private final @Nullable Sort sort;

    /** A source, and where its item stands. */
    record Source(String alias, int place, Evaluator list) {}

    /** A value that is worked out for each combination of items. */
    record Let(int place, Evaluator value) {}

    /** Items of another list that must be there, or must not. */
    record Relationship(int place, Evaluator list, Evaluator suchThat, boolean isWithout) {

        boolean holds(Frame frame) {
            List<?> items = ListNodes.list(list.eval(frame));
            if (items != null) {
                for (Object item : items) {
                    frame.slots[place] = item;
                    if (Boolean.TRUE.equals(suchThat.eval(frame))) {
                        return !isWithout;
                    }
                }
            }
            return isWithout;
        }
    }

    /** What is done for each combination of items that passes. */
    interface Sink {
        void take(Frame frame);
    }

    /** What a query goes through. */
    record Parts(
            List<Source> sources,
            List<Let> lets,
            List<Relationship> relationships,
            @Nullable Evaluator where) {

        /** Goes through all combinations; false where every source was one value, or the only one null. */
        boolean run(Frame frame, Sink sink) {
            return run(0, false, frame, sink);
        }

        private boolean run(int at, boolean isMany, Frame frame, Sink sink) {
            if (at == sources.size()) {
                if (passes(frame)) {
                    sink.take(frame);
                }
                return isMany;
            }
            Source source = sources.get(at);
            Object value = source.list.eval(frame);
            if (!(value instanceof List<?> items)) {
                if (value != null) {
                    frame.slots[source.place] = value;
                    return run(at + 1, isMany, frame, sink);
                }
                return isMany || sources.size() > 1;
            }
            for (Object item : items) {
                frame.slots[source.place] = item;
                run(at + 1, true, frame, sink);
            }
            return true;
        }

        private boolean passes(Frame frame) {
            for (Let let : lets) {
                frame.slots[let.place] = let.value.eval(frame);
            }
            for (Relationship relationship : relationships) {
                if (!relationship.holds(frame)) {
                    return false;
                }
            }
            return where == null || Boolean.TRUE.equals(where.eval(frame));
        }
    }

    Query(Parts parts, @Nullable Evaluator returned, boolean isDistinct, @Nullable Sort sort) {
        this.parts = parts;
        this.only = parts.sources.size() == 1 ? parts.sources.get(0) : null;
        this.returned = returned;
        this.isDistinct = isDistinct;
        this.sort = sort;
    }

    @Override
    public @Nullable Object eval(Frame frame) {
        List<@Nullable Object> found = new ArrayList<>();
        boolean isMany = only == null ? parts.run(frame, here -> found.add(value(here))) : run(only, frame, found);
        if (!isMany) {
            return found.isEmpty() ? null : found.get(0);
        }
        List<@Nullable Object> result = found;
        if (isDistinct && found.size() > 1) {
            result = java.util.Objects.requireNonNull(Lists.distinct(found));
        }
        return sort == null ? result : sort.sorted(frame, result);
    }

    /** As {@link Parts#run(Frame, Sink)}, for the one source that most queries have. */
    private boolean run(Source source, Frame frame, List<@Nullable Object> found) {
        Object value = source.list.eval(frame);
        if (value instanceof List<?> items) {
            for (Object item : items) {
                take(source, item, frame, found);
            }
            return true;
        }
        if (value != null) {
            take(source, value, frame, found);
        }
        return false;
    }

    private void take(Source source, @Nullable Object item, Frame frame, List<@Nullable Object> found) {
        frame.slots[source.place] = item;
        if (parts.passes(frame)) {
            found.add(returned == null ? item : returned.eval(frame));
        }
    }

    /** What is returned of several sources; without a return a tuple of their items. */
    private @Nullable Object value(Frame frame) {
        if (returned != null) {
            return returned.eval(frame);
        }
        LinkedHashMap<String, @Nullable Object> items = new LinkedHashMap<>();
        parts.sources.forEach(source -> items.put(source.alias, frame.slots[source.place]));
        return new Tuple(items);
    }
}
