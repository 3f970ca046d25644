package org.charthouse.measure.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.measure.MeasureSet;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.population.CompiledMeasure;

/** Takes the measures of a source into the folder of measures of a house: checked before anything is written. */
public final class Intake {

    private final Path house;
    private final Source source;
    private final MeasureSet set;
    private final List<MeasureFolder> folders = new ArrayList<>();
    private final Map<String, String> states = new TreeMap<>();

    /**
     * Reads a source and checks it to its end.
     *
     * @param path a folder, a zip file, or a file of resources
     * @param house the folder of measures; it need not be there
     * @throws org.charthouse.error.UserError with all problems of the source, or where it has no measure
     */
    public Intake(Path path, Path house) {
        this.house = house;
        this.source = Source.read(List.of(path));
        if (!source.problems().isEmpty()) {
            throw IntakeErrors.all(source.problems());
        }
        List<MeasureDefinition> measures = source.content().measures();
        if (measures.isEmpty()) {
            throw IntakeErrors.nothing(path);
        }
        this.set = MeasureSet.of(source.content(), measures, 0);
        set.measures().stream()
                .map(CompiledMeasure::measure)
                .map(measure -> Closure.of(source, measure))
                .forEach(folders::add);
    }

    /**
     * A measure of the source.
     *
     * @param state what is done with it
     * @param libraries how many it is made of
     * @param there how many value sets of those that it names the source has
     * @param missing how many of those that it counts by the source has not
     * @param models {@code QICore 6.0.0}
     */
    public record Line(
            MeasureDefinition measure, String state, int libraries, int there, int missing, List<String> models) {}

    /** The measures by name; their states are those of the last check. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Map<String, MeasureFolder> byName = new HashMap<>();
        folders.forEach(folder -> byName.put(folder.measure().name(), folder));
        for (MeasureDefinition measure : source.content().measures()) {
            MeasureFolder folder = byName.get(measure.name());
            int missing = set.measures().stream()
                    .filter(each -> each.measure().equals(measure))
                    .mapToInt(each -> set.missingValueSets(each).size())
                    .sum();
            lines.add(new Line(
                    measure,
                    states.getOrDefault(measure.name(), "refused"),
                    folder == null ? 0 : folder.libraries().size(),
                    folder == null ? 0 : folder.valueSets().size(),
                    missing,
                    List.copyOf(Closure.models(source, measure))));
        }
        return lines;
    }

    /** Measures that are not taken, since they could not be counted. */
    public Map<String, ElmProblem> refused() {
        return set.refused();
    }

    /** The measures, compiled: for what must be known of them. */
    public MeasureSet set() {
        return set;
    }

    /** What the source leaves open and how it was settled. */
    public List<String> remarks() {
        return source.remarks();
    }

    /**
     * Checks the source against the house.
     *
     * @param isReplaced whether an imported measure gives way to another content of its name
     * @throws org.charthouse.error.UserError with all that stands against it
     */
    public void check(boolean isReplaced) {
        Housed housed = new Housed(house);
        List<Problem> problems = new ArrayList<>(sameFolders());
        problems.addAll(housed.problems(folders, isReplaced));
        problems.addAll(housed.contradictions(folders));
        if (!problems.isEmpty()) {
            throw IntakeErrors.all(problems);
        }
        for (MeasureFolder folder : folders) {
            states.put(
                    folder.measure().name(),
                    switch (housed.state(folder)) {
                        case NEW -> "new";
                        case THERE -> "already there";
                        case OTHER, NOT_IMPORTED -> "replaced";
                    });
        }
    }

    private List<Problem> sameFolders() {
        Map<String, MeasureFolder> known = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (MeasureFolder folder : folders) {
            MeasureFolder other = known.putIfAbsent(folder.folder(), folder);
            if (other != null) {
                problems.add(IntakeErrors.sameFolder(folder, other));
            }
        }
        return problems;
    }

    /** The refusals as problems, for who wants all measures or none. */
    public List<Problem> refusals() {
        List<Problem> problems = new ArrayList<>();
        refused()
                .forEach((name, problem) -> problems.add(new Problem(
                        "Measure " + name + " cannot be counted",
                        problem.place().isEmpty() ? null : Place.of(problem.place()),
                        String.valueOf(problem.getMessage()),
                        problem.cure())));
        return problems;
    }

    /** Checks and places the measures, all or none; what is there already stays as it is. */
    public void place(boolean isReplaced) {
        place(isReplaced, step -> {});
    }

    /** The same, told step by step. */
    void place(boolean isReplaced, Consumer<String> steps) {
        Placing placing = new Placing(house, steps);
        placing.alone(() -> {
            check(isReplaced);
            Housed housed = new Housed(house);
            placing.put(folders.stream()
                    .filter(folder -> housed.state(folder) != Housed.State.THERE)
                    .toList());
        });
    }
}
