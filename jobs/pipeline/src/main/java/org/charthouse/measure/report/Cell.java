package org.charthouse.measure.report;

import java.math.BigDecimal;
import java.util.Map;
import org.charthouse.measure.population.PopulationCode;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a group for one value of a stratum.
 *
 * @param stratum {@link #WHOLE}, or what persons are put together by
 * @param isSuppressed whether the house shows none of it to those who do not treat
 * @param persons in the initial population
 * @param counts by code of the population
 * @param score null where there is none
 */
public record Cell(
        String stratum,
        String value,
        boolean isSuppressed,
        long persons,
        Map<String, Long> counts,
        @Nullable BigDecimal score) {

    /** The name of the stratum that everybody is in. */
    public static final String WHOLE = "all";

    long count(String population) {
        return counts.getOrDefault(population, 0L);
    }

    /** Members of the initial population that are not measured. */
    long notMeasured() {
        String measured = counts.containsKey(PopulationCode.MEASURE_POPULATION)
                ? PopulationCode.MEASURE_POPULATION
                : PopulationCode.DENOMINATOR;
        return counts.containsKey(measured) ? count(PopulationCode.INITIAL) - count(measured) : 0;
    }
}
