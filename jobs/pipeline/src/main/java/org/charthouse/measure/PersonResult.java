package org.charthouse.measure;

import java.util.List;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.Membership;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/**
 * What a measure found of a person.
 *
 * @param groups one for each group of the measure, in order
 */
public record PersonResult(CompiledMeasure measure, String subject, List<Outcome> groups) {

    /**
     * A group's populations, or why it has none for this person.
     *
     * @param membership null where a criterion has no value
     * @param failure null where all have
     */
    public record Outcome(
            @Nullable Membership membership, @Nullable CqlException failure) {}
}
