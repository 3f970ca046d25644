package org.charthouse.measure.report;

import static org.charthouse.measure.population.PopulationCode.DENOMINATOR;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR_EXCEPTION;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR_EXCLUSION;
import static org.charthouse.measure.population.PopulationCode.INITIAL;
import static org.charthouse.measure.population.PopulationCode.MEASURE_POPULATION;
import static org.charthouse.measure.population.PopulationCode.MEASURE_POPULATION_EXCLUSION;
import static org.charthouse.measure.population.PopulationCode.NUMERATOR;
import static org.charthouse.measure.population.PopulationCode.NUMERATOR_EXCLUSION;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Which counts of a group are not told (CMS cell size suppression policy: no count from 1 to 10, excluded cases among them, nor
 * what it follows from).
 *
 * <p>Whether numerator and rate are told is decided in {@code mart.measure_rate}, and such a cell is hidden whole. What stands
 * around the rate is decided here: where what is left out of it is few, no count but the numerator's is told, for the rate
 * itself gives what remains. And where what is left out of all hidden cells of a stratum is few together, it would follow from
 * the whole: then these counts are told for no value of that stratum.
 */
final class SmallCells {

    private static final Set<String> AROUND = Set.of(
            INITIAL,
            DENOMINATOR,
            DENOMINATOR_EXCLUSION,
            DENOMINATOR_EXCEPTION,
            MEASURE_POPULATION,
            MEASURE_POPULATION_EXCLUSION);
    private static final Set<String> WITHIN = Set.of(NUMERATOR, NUMERATOR_EXCLUSION);

    /** What is left out on the way from the initial population to what the rate is of. */
    private static final List<ToLongFunction<Cell>> LEFT_OUT = List.of(
            Cell::notMeasured,
            cell -> cell.count(DENOMINATOR_EXCLUSION),
            cell -> cell.count(DENOMINATOR_EXCEPTION),
            cell -> cell.count(MEASURE_POPULATION_EXCLUSION));

    private static final List<ToLongFunction<Cell>> LEFT_OUT_OF_NUMERATOR =
            List.of(cell -> cell.count(NUMERATOR_EXCLUSION));

    private final int smallCell;

    /**
     * A rule.
     *
     * @param smallCell counts from 1 up to below this are small
     */
    SmallCells(int smallCell) {
        this.smallCell = smallCell;
    }

    /** All counts, for those who must report them. */
    static List<ToldCell> all(List<Cell> cells) {
        return cells.stream().map(cell -> new ToldCell(cell, Set.of(), true)).toList();
    }

    /** The cells of a group, each with what of it is not told, in the order that they came in. */
    List<ToldCell> told(List<Cell> cells) {
        Map<String, List<Cell>> strata = new TreeMap<>();
        cells.forEach(cell ->
                strata.computeIfAbsent(cell.stratum(), any -> new ArrayList<>()).add(cell));
        Map<String, Predicate<Cell>> around = new TreeMap<>();
        Map<String, Predicate<Cell>> within = new TreeMap<>();
        strata.forEach((name, values) -> {
            around.put(name, hidden(values, this::isSmallAround, LEFT_OUT));
            within.put(name, hidden(values, cell -> isSmall(cell.count(NUMERATOR_EXCLUSION)), LEFT_OUT_OF_NUMERATOR));
        });
        List<ToldCell> told = new ArrayList<>();
        for (Cell cell : cells) {
            Set<String> masked = new HashSet<>();
            if (around.getOrDefault(cell.stratum(), any -> true).test(cell)) {
                masked.addAll(AROUND);
            }
            if (within.getOrDefault(cell.stratum(), any -> true).test(cell)) {
                masked.addAll(WITHIN);
            }
            told.add(new ToldCell(cell, masked, !cell.isSuppressed()));
        }
        return told;
    }

    /**
     * The same of several groups of a measure, which may be of the same persons: what stands around the rate of one is told for
     * all of them or for none, stratum by stratum; if not of everybody, then of no stratum.
     */
    static List<List<ToldCell>> alike(List<List<ToldCell>> groups) {
        Set<String> strata = new HashSet<>();
        groups.forEach(cells -> cells.stream()
                .filter(told -> told.tellsScore() && told.masked().contains(INITIAL))
                .forEach(told -> strata.add(told.cell().stratum())));
        if (groups.size() < 2 || strata.isEmpty()) {
            return groups;
        }
        Predicate<ToldCell> hidden = told ->
                strata.contains(Cell.WHOLE) || strata.contains(told.cell().stratum());
        return groups.stream()
                .map(cells -> cells.stream()
                        .map(told -> hidden.test(told) ? told.without(AROUND) : told)
                        .toList())
                .toList();
    }

    /** The cells of a stratum that are hidden: those that must be, and all where those would follow from the others. */
    private Predicate<Cell> hidden(List<Cell> cells, Predicate<Cell> small, List<ToLongFunction<Cell>> leftOut) {
        Predicate<Cell> hidden = small.or(Cell::isSuppressed);
        boolean followsFromOthers = leftOut.stream()
                .anyMatch(count ->
                        isSmall(cells.stream().filter(hidden).mapToLong(count).sum()));
        return followsFromOthers ? any -> true : hidden;
    }

    private boolean isSmallAround(Cell cell) {
        return isSmall(cell.persons())
                || AROUND.stream().anyMatch(population -> isSmall(cell.count(population)))
                || LEFT_OUT.stream().anyMatch(count -> isSmall(count.applyAsLong(cell)));
    }

    private boolean isSmall(long count) {
        return count > 0 && count < smallCell;
    }
}
