package org.charthouse.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.elm.ClassVisits;
import org.charthouse.measure.elm.Definition;
import org.charthouse.measure.elm.ElmLibrary;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.elm.Linker;
import org.charthouse.measure.elm.Needs;
import org.charthouse.measure.elm.Program;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.value.Code;

/** The measures of a package, compiled together, and those that had to be refused. Safe for several threads. */
public final class MeasureSet {

    private final List<CompiledMeasure> measures = new ArrayList<>();
    private final Map<String, ElmProblem> refused = new LinkedHashMap<>();
    private final Map<String, ClassVisits> visits = new HashMap<>();
    private final MeasurePackage content;
    private final Program program;
    private final Map<CompiledMeasure, List<Optional<CareSought>>> care = new HashMap<>();

    private MeasureSet(
            MeasurePackage content, Collection<MeasureDefinition> wanted, int evaluation, List<String> classes) {
        this.content = content;
        Linker linker = new Linker(content, evaluation);
        for (MeasureDefinition measure : wanted) {
            try {
                ElmLibrary library = library(content, measure);
                ClassVisits taken = visits(content, measure, library, classes);
                linker.visits(taken);
                measures.add(new CompiledMeasure(measure, library, linker));
                visits.put(measure.name(), taken);
            } catch (ElmProblem e) {
                refused.put(measure.name(), e);
            }
        }
        program = linker.program();
        for (CompiledMeasure measure : measures) {
            care.put(
                    measure,
                    measure.measure().groups().stream()
                            .map(group -> CareSought.of(measure, group.number(), program.needs()))
                            .toList());
        }
    }

    /**
     * By which value sets a measure finds the visits that make someone count. Exclusions by kinds of visits are none of them:
     * taken by class they would exclude everybody.
     */
    static ClassVisits visits(
            MeasurePackage content, MeasureDefinition measure, ElmLibrary library, List<String> classes) {
        if (classes.isEmpty()) {
            return ClassVisits.NONE;
        }
        Linker alone = new Linker(content, 0);
        List<Definition> qualifying = new CompiledMeasure(measure, library, alone).qualifying();
        Needs needs = alone.program().needs();
        Map<String, Optional<Collection<Code>>> codes = needs.valueSets(qualifying);
        Set<String> urls = new TreeSet<>(needs.visits(qualifying));
        urls.removeIf(url ->
                !ClassVisits.concerns(codes.getOrDefault(url, Optional.empty()).orElse(List.of())));
        return urls.isEmpty() ? ClassVisits.NONE : new ClassVisits(urls, classes);
    }

    /**
     * Measures of a package.
     *
     * @param evaluation minutes east of UTC at which dates and times are compared
     */
    public static MeasureSet of(MeasurePackage content, Collection<MeasureDefinition> wanted, int evaluation) {
        return new MeasureSet(content, wanted, evaluation, List.of());
    }

    /**
     * Measures of a package for those who have no CPT codes.
     *
     * @param evaluation minutes east of UTC at which dates and times are compared
     * @param classes of encounters that are taken for visits where no CPT code tells their kind; none for the official meaning
     */
    public static MeasureSet of(
            MeasurePackage content, Collection<MeasureDefinition> wanted, int evaluation, List<String> classes) {
        return new MeasureSet(content, wanted, evaluation, classes);
    }

    static ElmLibrary library(MeasurePackage content, MeasureDefinition measure) {
        String url = measure.library();
        String name = url.substring(url.lastIndexOf('/') + 1).replaceAll("\\|.*", "");
        return content.mainLibrary(measure)
                .orElseThrow(() -> content.isWithoutElm(name)
                        ? ElmProblem.withoutElm(name)
                        : new ElmProblem(
                                "Library " + (measure.library().isEmpty() ? "(none is named)" : measure.library())
                                        + ", which measure " + measure.name() + " counts by, is missing",
                                "add the file of the library to the package"));
    }

    public List<CompiledMeasure> measures() {
        return measures;
    }

    /** By the name of the measure, what it lacks. */
    public Map<String, ElmProblem> refused() {
        return refused;
    }

    public Program program() {
        return program;
    }

    /** What the numerator of a group looks for; empty where it has none. */
    Optional<CareSought> care(CompiledMeasure measure, int group) {
        return Objects.requireNonNull(care.get(measure)).get(group - 1);
    }

    /** Value sets that a measure asks for, by URL, with their codes; without where the package has them not. */
    public Map<String, Optional<Collection<Code>>> valueSets(CompiledMeasure measure) {
        return program.needs().valueSets(measure.definitions());
    }

    /** Types of resources that a measure retrieves. */
    public Set<String> types(CompiledMeasure measure) {
        return program.needs().types(measure.definitions());
    }

    /** Value sets that a measure asks for and the package has not: its rates may be wrong. */
    public Set<String> missingValueSets(CompiledMeasure measure) {
        Set<String> missing = new TreeSet<>();
        valueSets(measure).forEach((url, codes) -> {
            if (codes.isEmpty()) {
                missing.add(url);
            }
        });
        return missing;
    }

    /** What must be said with a rate of a measure, in sentences: value sets that are missing or cut, and visits told by class. */
    public List<String> caveats(MeasureDefinition measure) {
        return measures.stream()
                .filter(compiled -> compiled.measure().equals(measure))
                .findFirst()
                .map(compiled -> new Caveats(content, program.needs())
                        .of(compiled, visits.getOrDefault(measure.name(), ClassVisits.NONE)))
                .orElse(List.of());
    }
}
