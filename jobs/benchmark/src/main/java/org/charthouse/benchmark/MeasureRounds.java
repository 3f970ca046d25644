package org.charthouse.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.measure.MeasureSet;
import org.charthouse.measure.content.MeasureDefinition.Group;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.data.PatientFiles;
import org.charthouse.measure.data.PatientFiles.Person;
import org.charthouse.measure.elm.Definition;
import org.charthouse.measure.elm.Run;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.measure.population.Membership;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates all cases of the official measures on one thread, at the word of {@link MeasureBenchmark}: {@code round} reads the
 * cases anew and answers with the nanoseconds of the thread that the evaluation alone took, {@code results FILE} writes what was counted,
 * {@code end} ends.
 */
final class MeasureRounds {

    private static final int COMPLETE = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final MeasureSet set;
    private final Map<Run, Subject> populations = new HashMap<>();
    private List<Case> cases = List.of();
    private List<Subject> subjects = List.of();

    /**
     * A person.
     *
     * @param folder of the measure
     */
    private record Case(CompiledMeasure measure, Run run, String folder, String id, Person person) {}

    private MeasureRounds(Path folder) {
        this.folder = folder;
        MeasurePackage content = PackageReader.read(folder);
        this.set = MeasureSet.of(content, content.measures(), 0);
    }

    public static void main(String[] arguments) throws IOException {
        MeasureRounds rounds = new MeasureRounds(Path.of(arguments[0]));
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String word = words.readLine(); word != null && !word.equals("end"); word = words.readLine()) {
            if (word.equals("round")) {
                System.out.println(rounds.round() + " " + rounds.cases.size());
            } else {
                Files.write(Path.of(word.substring("results ".length())), rounds.lines());
                System.out.println("written");
            }
        }
    }

    private List<Case> read() throws IOException {
        PatientFiles files = new PatientFiles(0);
        Map<String, Run> runs = new HashMap<>();
        List<Case> read = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("measures.tsv"))) {
            String[] row = line.split("\t", -1);
            if (row[COMPLETE].equals("yes")) {
                CompiledMeasure measure = measure(row[0], row[1]);
                MeasurementPeriod period =
                        MeasurementPeriod.of(measure.measure()).orElseThrow();
                Run run = runs.computeIfAbsent(period.toString(), unknown -> period.run(0));
                for (PatientFiles.Batch batch : PatientFiles.batches(folder.resolve("cases/" + row[0]))) {
                    Path file = Objects.requireNonNull(batch.files().get(0).getFileName());
                    files.persons(batch)
                            .forEach(person -> read.add(new Case(measure, run, row[0], stem(file), person)));
                }
            }
        }
        return read;
    }

    /** One measure of the corpus bears the name of its library, not that of its folder. */
    private CompiledMeasure measure(String folderName, String library) {
        return set.measures().stream()
                .filter(each ->
                        List.of(folderName, library).contains(each.measure().name()))
                .findFirst()
                .orElseThrow();
    }

    private static String stem(Path file) {
        return file.toString().replace(".json", "");
    }

    private long round() throws IOException {
        subjects = List.of();
        cases = read();
        List<Subject> evaluated = new ArrayList<>(cases.size());
        System.gc();
        long start = THREADS.getCurrentThreadCpuTime();
        for (Case each : cases) {
            evaluated.add(evaluate(each));
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        subjects = evaluated;
        return nanos;
    }

    /** All that a result needs, observations and the exclusion of one population by another included. */
    private Subject evaluate(Case each) {
        Subject population = Objects.requireNonNull(
                populations.computeIfAbsent(each.run, run -> set.program().population(run, Map.of())));
        Subject subject = set.program().subject(population, each.person.resources());
        each.measure.measure().groups().forEach(group -> evaluate(each.measure, group.number(), subject));
        return subject;
    }

    /** A group without a result is told with the results. */
    private static @Nullable Membership evaluate(CompiledMeasure measure, int group, Subject subject) {
        try {
            return measure.evaluate(group, subject);
        } catch (CqlException e) {
            return null;
        }
    }

    /** {@code measure,case,group,population,count}: how many satisfy each criterion, before one excludes another. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < cases.size(); at++) {
            CompiledMeasure measure = cases.get(at).measure;
            for (Group group : measure.measure().groups()) {
                for (Map.Entry<String, Definition> criterion :
                        measure.definitions(group.number()).entrySet()) {
                    lines.add(String.join(
                            ",",
                            cases.get(at).folder,
                            cases.get(at).id,
                            Integer.toString(group.number()),
                            criterion.getKey(),
                            count(criterion.getValue(), subjects.get(at))));
                }
            }
        }
        return lines;
    }

    private static String count(Definition criterion, Subject subject) {
        try {
            return Long.toString(count(subject.value(criterion)));
        } catch (CqlException e) {
            return "error";
        }
    }

    private static long count(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().filter(Objects::nonNull).count();
        }
        return value == null || Boolean.FALSE.equals(value) ? 0 : 1;
    }
}
