package org.charthouse.measure.population;

import static org.charthouse.measure.population.PopulationCode.DENOMINATOR;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR_EXCEPTION;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR_EXCLUSION;
import static org.charthouse.measure.population.PopulationCode.INITIAL;
import static org.charthouse.measure.population.PopulationCode.MEASURE_POPULATION;
import static org.charthouse.measure.population.PopulationCode.MEASURE_POPULATION_EXCLUSION;
import static org.charthouse.measure.population.PopulationCode.NUMERATOR;
import static org.charthouse.measure.population.PopulationCode.NUMERATOR_EXCLUSION;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.content.MeasureDefinition.Scoring;

/**
 * In which order populations are drawn from one another (Quality Measure IG, Measure Conformance, Population criteria).
 * Definitions of a measure are independent: a person may satisfy the numerator's without being in the denominator.
 */
final class Gating {

    private static final int FEW = 8;

    private final Map<String, List<Object>> raw;
    private final Map<String, List<Object>> gated = new LinkedHashMap<>();

    private Gating(Map<String, List<Object>> raw) {
        this.raw = raw;
    }

    /**
     * The populations as they count.
     *
     * @param raw by code what satisfies the criteria, each alone; the initial populations of a ratio's numerator under
     *     {@code initial-population} and the code of what is drawn from it, separated by a blank, where it has its own
     */
    static Map<String, List<Object>> apply(Scoring scoring, Map<String, List<Object>> raw) {
        Gating gating = new Gating(raw);
        switch (scoring) {
            case PROPORTION, COMPOSITE -> gating.proportion();
            case RATIO -> gating.ratio();
            case CONTINUOUS_VARIABLE -> gating.continuous();
            case COHORT -> gating.keep(INITIAL, gating.raw(INITIAL));
        }
        return gating.gated;
    }

    private void proportion() {
        keep(INITIAL, raw(INITIAL));
        List<Object> denominator = keep(DENOMINATOR, both(raw(DENOMINATOR), raw(INITIAL)));
        List<Object> excluded = keep(DENOMINATOR_EXCLUSION, both(raw(DENOMINATOR_EXCLUSION), denominator));
        List<Object> eligible = without(denominator, excluded);
        List<Object> numerator = keep(NUMERATOR, both(raw(NUMERATOR), eligible));
        keep(NUMERATOR_EXCLUSION, both(raw(NUMERATOR_EXCLUSION), numerator));
        keep(DENOMINATOR_EXCEPTION, both(raw(DENOMINATOR_EXCEPTION), without(eligible, numerator)));
    }

    /** Numerator and denominator of a ratio are drawn apart, each from its own initial population. */
    private void ratio() {
        keep(INITIAL, raw(INITIAL));
        List<Object> denominator = keep(DENOMINATOR, both(raw(DENOMINATOR), initial(DENOMINATOR)));
        keep(DENOMINATOR_EXCLUSION, both(raw(DENOMINATOR_EXCLUSION), denominator));
        List<Object> numerator = keep(NUMERATOR, both(raw(NUMERATOR), initial(NUMERATOR)));
        keep(NUMERATOR_EXCLUSION, both(raw(NUMERATOR_EXCLUSION), numerator));
    }

    private void continuous() {
        keep(INITIAL, raw(INITIAL));
        List<Object> population = keep(MEASURE_POPULATION, both(raw(MEASURE_POPULATION), raw(INITIAL)));
        keep(MEASURE_POPULATION_EXCLUSION, both(raw(MEASURE_POPULATION_EXCLUSION), population));
    }

    private List<Object> initial(String population) {
        return raw.getOrDefault(INITIAL + " " + population, raw(INITIAL));
    }

    private List<Object> raw(String population) {
        return raw.getOrDefault(population, List.of());
    }

    private List<Object> keep(String population, List<Object> members) {
        if (raw.containsKey(population)) {
            gated.put(population, members);
        }
        return members;
    }

    static List<Object> both(List<Object> members, List<Object> allowed) {
        List<Object> kept = new ArrayList<>(members);
        kept.retainAll(quick(allowed));
        return kept;
    }

    static List<Object> without(List<Object> members, List<Object> excluded) {
        List<Object> kept = new ArrayList<>(members);
        kept.removeAll(quick(excluded));
        return kept;
    }

    /** A person may have thousands of episodes. */
    private static Collection<Object> quick(List<Object> members) {
        return members.size() > FEW ? new HashSet<>(members) : members;
    }
}
