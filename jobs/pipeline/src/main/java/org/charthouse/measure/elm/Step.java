package org.charthouse.measure.elm;

import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.Shape;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/** An element of a value. Most expressions see one type of resource only, so the place of the last is remembered. */
abstract class Step implements Evaluator {

    private final String name;
    private Place last = new Place(null, -1);

    /** Where the element stands in a type. */
    private record Place(@Nullable Shape shape, int slot) {}

    private Step(String name) {
        this.name = name;
    }

    /** Of the value of an expression. */
    static Step of(Evaluator source, String name) {
        return new Step(name) {
            @Override
            public @Nullable Object eval(Frame frame) {
                return step(source.eval(frame));
            }
        };
    }

    /**
     * Of what stands at a place of the frame, which cannot fail, so that only the step itself has to tell where it stands.
     *
     * @param locator its place in the source of the measure; empty where it is not told
     */
    static Step of(int place, String name, String locator) {
        return new Step(name) {
            @Override
            public @Nullable Object eval(Frame frame) {
                Object value = frame.slots[place];
                if (value instanceof Element element) {
                    return stepOf(element);
                }
                try {
                    return step(value);
                } catch (CqlException e) {
                    throw locator.isEmpty() ? e : e.at(locator);
                }
            }
        };
    }

    final @Nullable Object step(@Nullable Object value) {
        return value instanceof Element element ? stepOf(element) : Properties.get(value, name);
    }

    final @Nullable Object stepOf(Element element) {
        Place place = last; // threads may overwrite one another's: each finds a whole one
        if (place.shape != element.shape()) {
            place = new Place(element.shape(), element.shape().slot(name));
            last = place;
        }
        return place.slot < 0 ? null : element.get(place.slot);
    }
}
