package org.charthouse.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.elm.ElmLibrary;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.elm.Linker;
import org.charthouse.measure.elm.Program;
import org.charthouse.measure.elm.Run;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.Membership;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Temporal;

/** Measures of a package over persons, in memory. */
public final class PlainEvaluation {
    private final List<CompiledMeasure> measures = new ArrayList<>();
    private final Map<String, ElmProblem> refused = new LinkedHashMap<>();
    private final Map<Run, Subject> populations = new HashMap<>();
    private final Linker linker;
    private final Program program;

    public PlainEvaluation(MeasurePackage content, int evaluation) {
        linker = new Linker(content, evaluation);
        for (MeasureDefinition measure : content.measures()) {
            try {
                ElmLibrary library = content.mainLibrary(measure)
                        .orElseThrow(() -> new ElmProblem(
                                "The library " + measure.library() + " of measure " + measure.name() + " is missing",
                                "add it to the folder of the package"));
                measures.add(new CompiledMeasure(measure, library, linker));
            } catch (ElmProblem e) {
                refused.put(measure.name(), e);
            }
        }
        program = linker.program();
    }

    public List<CompiledMeasure> measures() {
        return measures;
    }

    public Map<String, ElmProblem> refused() {
        return refused;
    }

    public Program program() {
        return program;
    }

    public static Run run(String start, String end) {
        LocalDate from = LocalDate.parse(start);
        LocalDate to = LocalDate.parse(end);
        return Run.over(Interval.closed(
                Temporal.dateTime(from.atStartOfDay(), Precision.MILLISECOND, 0, 0),
                Temporal.dateTime(to.atTime(23, 59, 59, 999_000_000), Precision.MILLISECOND, 0, 0)));
    }

    public List<Membership> evaluate(CompiledMeasure measure, Map<String, List<Element>> resources, Run run) {
        Subject population = populations.computeIfAbsent(run, r -> program.population(r, Map.of()));
        return measure.evaluate(program.subject(population, resources));
    }
}
