package org.charthouse.measure.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Measure (FHIR R4, 9.1; Quality Measure IG).
 *
 * @param library canonical URL of the library that its criteria are defined in
 * @param periodStart first day of the measurement period that it was published for, {@code 2026-01-01}; null if none
 * @param periodEnd last day
 * @param supplemental names of definitions that describe persons: sex, race, ethnicity, payer
 * @param composition what it is composed of; null where it counts by itself
 */
public record MeasureDefinition(
        String id,
        String name,
        String url,
        String version,
        String title,
        String library,
        @Nullable String periodStart,
        @Nullable String periodEnd,
        List<Group> groups,
        List<Criterion> supplemental,
        @Nullable Composition composition) {

    /** The measure with another direction of all its groups: metadata may err. */
    MeasureDefinition directed(String improvement) {
        List<Group> directed = groups.stream()
                .map(group -> new Group(
                        group.number,
                        group.id,
                        group.scoring,
                        group.basis,
                        improvement,
                        group.populations,
                        group.stratifiers))
                .toList();
        return new MeasureDefinition(
                id, name, url, version, title, library, periodStart, periodEnd, directed, supplemental, composition);
    }

    /** How a group is scored (measure-scoring). */
    public enum Scoring {
        PROPORTION,
        RATIO,
        CONTINUOUS_VARIABLE,
        COHORT,
        COMPOSITE
    }

    /**
     * A group of populations with a rate of its own.
     *
     * @param number from 1
     * @param basis {@code boolean} where persons are counted, else the type of resource that is
     * @param improvement {@code increase} or {@code decrease} as the package says it; empty where it does not
     */
    public record Group(
            int number,
            String id,
            Scoring scoring,
            String basis,
            String improvement,
            List<Population> populations,
            List<Criterion> stratifiers) {}

    /**
     * A population of a group.
     *
     * @param code {@code initial-population}, {@code denominator}, ... (measure-population)
     * @param expression the name of its definition, or of its function for an observation
     * @param reference the id of the population that an observation is of, or that a population is drawn from; empty if
     *     not told
     * @param aggregate how observations make one number: {@code sum}, {@code average}, ...; empty if not told
     */
    public record Population(String id, String code, String expression, String reference, String aggregate) {}

    /** A named expression. */
    public record Criterion(String id, String expression) {}

    /**
     * Measures that one is composed of (Quality Measure IG, Composite Measures).
     *
     * @param scoring {@code opportunity}, {@code all-or-nothing}, {@code linear} or {@code weighted}
     *     (composite-measure-scoring)
     */
    public record Composition(String scoring, List<Component> components) {}

    /**
     * A measure that another is composed of.
     *
     * @param measure its canonical URL
     * @param group id of the group that counts; empty for the first
     * @param weight what it weighs among the others
     */
    public record Component(String measure, String group, double weight) {}
}
