package org.charthouse.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charthouse.measure.PersonResult.Outcome;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.PatientFiles;
import org.charthouse.measure.data.PatientFiles.Person;
import org.charthouse.measure.data.Unowned;
import org.charthouse.measure.elm.Run;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/**
 * Measures over plain files. Files below a folder that has the name or id of a measure, or the name of its library, are for that
 * measure alone, as authoring tools lay out test cases; all others are for every measure.
 */
public final class FileEvaluation {

    /** The number that CMS gives a measure; test cases bear it where the measure itself may not. */
    private static final Pattern NUMBER = Pattern.compile("^CMS\\d+");

    private final MeasureSet set;
    private final @Nullable MeasurementPeriod period;
    private final PatientFiles files;
    private final int evaluation;
    private final Map<MeasurementPeriod, Run> runs = new ConcurrentHashMap<>();
    private final Map<Run, Subject> populations = new ConcurrentHashMap<>();

    /**
     * An evaluation.
     *
     * @param period instead of the periods that the measures were published for; null for those
     * @param evaluation minutes east of UTC at which dates and times are compared
     */
    public FileEvaluation(MeasureSet set, @Nullable MeasurementPeriod period, int evaluation) {
        this.set = set;
        this.period = period;
        this.files = new PatientFiles(evaluation);
        this.evaluation = evaluation;
    }

    /** Measures that no period is known for: neither given nor published. */
    public List<String> withoutPeriod() {
        return set.measures().stream()
                .map(CompiledMeasure::measure)
                .filter(measure ->
                        period == null && MeasurementPeriod.of(measure).isEmpty())
                .map(MeasureDefinition::name)
                .toList();
    }

    /**
     * The results of all persons of a file or of files that belong together, one for each measure.
     *
     * @param batch what {@link PatientFiles#batches} made of the files
     */
    public List<PersonResult> evaluate(PatientFiles.Batch batch) {
        List<CompiledMeasure> wanted = measuresFor(batch.folders());
        List<PersonResult> results = new ArrayList<>();
        if (!wanted.isEmpty()) {
            for (Person person : files.persons(batch)) {
                results.addAll(evaluate(person, wanted));
            }
        }
        return results;
    }

    private List<PersonResult> evaluate(Person person, List<CompiledMeasure> wanted) {
        List<PersonResult> results = new ArrayList<>();
        Map<Run, Subject> subjects = new HashMap<>();
        for (CompiledMeasure measure : wanted) {
            Run run = run(measure.measure());
            Subject subject = subjects.computeIfAbsent(run, each -> subject(each, person.resources()));
            results.add(new PersonResult(measure, person.id(), outcomes(measure, subject)));
        }
        return results;
    }

    private Subject subject(Run run, Map<String, List<Element>> resources) {
        Subject population =
                populations.computeIfAbsent(run, each -> set.program().population(each, Map.of()));
        return set.program().subject(population, resources);
    }

    private static List<Outcome> outcomes(CompiledMeasure measure, Subject subject) {
        List<Outcome> outcomes = new ArrayList<>();
        for (MeasureDefinition.Group group : measure.measure().groups()) {
            try {
                outcomes.add(new Outcome(measure.evaluate(group.number(), subject), null));
            } catch (CqlException e) {
                outcomes.add(new Outcome(null, e));
            }
        }
        return outcomes;
    }

    private Run run(MeasureDefinition measure) {
        MeasurementPeriod own = Optional.ofNullable(period)
                .or(() -> MeasurementPeriod.of(measure))
                .orElseThrow();
        return runs.computeIfAbsent(own, each -> each.run(evaluation));
    }

    private List<CompiledMeasure> measuresFor(Collection<String> folders) {
        List<CompiledMeasure> named = set.measures().stream()
                .filter(measure -> isNamed(measure.measure(), folders))
                .toList();
        boolean isOfRefused = set.refused().keySet().stream().anyMatch(folders::contains);
        return named.isEmpty() && !isOfRefused ? set.measures() : named;
    }

    private static boolean isNamed(MeasureDefinition measure, Collection<String> folders) {
        String library = measure.library().replaceAll("^.*/|\\|.*$", "");
        Set<String> names = Stream.of(measure.name(), measure.id(), library)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return folders.stream()
                .anyMatch(folder -> names.contains(folder)
                        || names.contains(NUMBER.matcher(folder).replaceFirst("")));
    }

    /** What went to nobody, of all that was read so far. */
    public Unowned unowned() {
        return files.unowned();
    }

    /** The files of a path as they belong together. */
    public static List<PatientFiles.Batch> batches(Path path) {
        return PatientFiles.batches(path);
    }
}
