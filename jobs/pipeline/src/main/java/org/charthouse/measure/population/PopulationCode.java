package org.charthouse.measure.population;

import java.util.Set;

/** Codes of populations (measure-population). */
public final class PopulationCode {

    public static final String INITIAL = "initial-population";
    public static final String DENOMINATOR = "denominator";
    public static final String DENOMINATOR_EXCLUSION = "denominator-exclusion";
    public static final String DENOMINATOR_EXCEPTION = "denominator-exception";
    public static final String NUMERATOR = "numerator";
    public static final String NUMERATOR_EXCLUSION = "numerator-exclusion";
    public static final String MEASURE_POPULATION = "measure-population";
    public static final String MEASURE_POPULATION_EXCLUSION = "measure-population-exclusion";
    public static final String OBSERVATION = "measure-observation";

    /** Those that say who or what is looked at. */
    public static final Set<String> QUALIFYING = Set.of(INITIAL, DENOMINATOR, MEASURE_POPULATION);

    private PopulationCode() {}
}
