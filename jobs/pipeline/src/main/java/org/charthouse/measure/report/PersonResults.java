package org.charthouse.measure.report;

import java.util.List;
import java.util.SortedMap;

/**
 * What a measure says of a person.
 *
 * @param patient the record that stands for the person
 * @param counts by number of the group, then by code of the population
 * @param evidence in the order in which it is to be told
 */
public record PersonResults(
        ResourceKey patient, SortedMap<Integer, SortedMap<String, Integer>> counts, List<Evidence> evidence) {

    /**
     * A resource.
     *
     * @param source system that numbers it; empty where that is not known
     */
    public record ResourceKey(String source, String type, String id) {}

    /**
     * A resource and the populations that it speaks for.
     *
     * @param populations in order
     */
    public record Evidence(ResourceKey resource, List<Population> populations) {}

    /** A population of a group. */
    public record Population(int group, String code) {}
}
