package org.charthouse.measure.elm;

import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.Shape;
import org.jspecify.annotations.Nullable;

/** An element of a value. Most expressions see one type of resource only, so the place of the last is remembered. */
final class Step implements Evaluator {

    private final Evaluator source;
    private final String name;
    private Place last = new Place(null, -1);

    /** Where the element stands in a type. */
    private record Place(@Nullable Shape shape, int slot) {}

    Step(Evaluator source, String name) {
        this.source = source;
        this.name = name;
    }

    @Override
    public @Nullable Object eval(Frame frame) {
        Object value = source.eval(frame);
        if (!(value instanceof Element element)) {
            return Properties.get(value, name);
        }
        Place place = last; // threads may overwrite one another's: each finds a whole one
        if (place.shape != element.shape()) {
            place = new Place(element.shape(), element.shape().slot(name));
            last = place;
        }
        return place.slot < 0 ? null : element.get(place.slot);
    }
}
