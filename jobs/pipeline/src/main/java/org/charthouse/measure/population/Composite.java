package org.charthouse.measure.population;

import static org.charthouse.measure.population.PopulationCode.DENOMINATOR;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR_EXCEPTION;
import static org.charthouse.measure.population.PopulationCode.DENOMINATOR_EXCLUSION;
import static org.charthouse.measure.population.PopulationCode.INITIAL;
import static org.charthouse.measure.population.PopulationCode.MEASURE_POPULATION;
import static org.charthouse.measure.population.PopulationCode.NUMERATOR;
import static org.charthouse.measure.population.PopulationCode.NUMERATOR_EXCLUSION;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.content.MeasureDefinition.Group;
import org.charthouse.measure.elm.Definition;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.Membership.Observation;

/**
 * How a composite measure counts a person by its components (Quality Measure IG, Composite Measures). A component applies to who
 * remains in its denominator; where less of it is better, it is met by who is not in its numerator.
 *
 * @param scoring {@code opportunity}: each component that applies is an opportunity, met or not; {@code all-or-nothing}: all that
 *     apply must be met; {@code linear} and {@code weighted}: the mean of what is met, observed of each person
 */
record Composite(String scoring, List<Part> parts) {

    private static final List<String> KNOWN = List.of("opportunity", "all-or-nothing", "linear", "weighted");

    /** A group of a measure, and what it weighs. */
    record Part(CompiledMeasure measure, int group, double weight) {

        private Score score(Subject subject) {
            Membership found = measure.evaluate(group, subject);
            int applies =
                    found.count(DENOMINATOR) - found.count(DENOMINATOR_EXCLUSION) - found.count(DENOMINATOR_EXCEPTION);
            int met = found.count(NUMERATOR) - found.count(NUMERATOR_EXCLUSION);
            Group counted = measure.measure().groups().get(group - 1);
            boolean isInverse = counted.improvement().equals("decrease");
            return new Score(Math.max(applies, 0), isInverse ? applies - met : met, weight);
        }
    }

    private record Score(int applies, int met, double weight) {}

    Composite {
        if (!KNOWN.contains(scoring)) {
            throw new ElmProblem("'" + scoring + "' is no way to score a composite measure", "it is one of " + KNOWN);
        }
    }

    /** Who is counted: nobody to whom no component applies. */
    Membership evaluate(Subject subject) {
        List<Score> scores = parts.stream()
                .map(part -> part.score(subject))
                .filter(score -> score.applies() > 0)
                .toList();
        Map<String, List<Object>> members = new LinkedHashMap<>();
        keep(members, INITIAL, scores.isEmpty() ? 0 : 1, subject);
        boolean isObserved = scoring.equals("linear") || scoring.equals("weighted");
        if (isObserved) {
            keep(members, MEASURE_POPULATION, scores.isEmpty() ? 0 : 1, subject);
            return new Membership(members, scores.isEmpty() ? List.of() : List.of(mean(scores)));
        }
        boolean isWhole = scoring.equals("all-or-nothing");
        int applies = scores.stream().mapToInt(Score::applies).sum();
        int met = scores.stream().mapToInt(Score::met).sum();
        keep(members, DENOMINATOR, isWhole ? Math.min(applies, 1) : applies, subject);
        keep(members, NUMERATOR, isWhole ? (applies > 0 && met == applies ? 1 : 0) : met, subject);
        return new Membership(members, List.of());
    }

    private static void keep(Map<String, List<Object>> members, String population, int count, Subject subject) {
        members.put(population, Collections.nCopies(count, subject));
    }

    private Observation mean(List<Score> scores) {
        boolean isWeighted = scoring.equals("weighted");
        double sum = 0;
        double weights = 0;
        for (Score score : scores) {
            double weight = isWeighted ? score.weight() : 1;
            sum += weight * score.met() / score.applies();
            weights += weight;
        }
        BigDecimal value = new BigDecimal(weights == 0 ? 0 : sum / weights, MathContext.DECIMAL64);
        return new Observation(MEASURE_POPULATION, "average", value);
    }

    /** The definitions of all components. */
    List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.measure().definitions()));
        return all.stream().distinct().toList();
    }
}
