package org.charthouse.measure.population;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which populations of a group a person, or her episodes, are in.
 *
 * @param members by the code of the population: what is counted; for the basis boolean the person stands for herself
 * @param observations in the order of their populations and episodes
 */
public record Membership(Map<String, List<Object>> members, List<Observation> observations) {

    /**
     * A value that was observed of an episode.
     *
     * @param population the code of the population that it is of
     * @param value null where the measure gives none
     */
    public record Observation(
            String population, String aggregate, @Nullable Object value) {}

    /** How many are in a population. */
    public int count(String population) {
        return members.getOrDefault(population, List.of()).size();
    }
}
