package org.charthouse.measure.elm;

import java.util.Map;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a program fixes for all persons.
 *
 * @param parameters by name, such as {@code Measurement Period}
 * @param now what {@code Now()} and {@code Today()} say: an input, so that a run can be repeated
 */
public record Run(Map<String, Object> parameters, Temporal now) {

    public static final String MEASUREMENT_PERIOD = "Measurement Period";

    /** A run over a measurement period, whose end is its now. */
    public static Run over(Interval period) {
        Object end = period.high();
        if (!(end instanceof Temporal now)) {
            throw new IllegalArgumentException("a measurement period has an end");
        }
        return new Run(Map.of(MEASUREMENT_PERIOD, period), now);
    }

    @Nullable
    Object parameter(String name) {
        return parameters.get(name);
    }
}
