package org.charthouse.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.error.UserError;
import org.charthouse.spec.TableName;

/** Orders jobs by what they read and write. */
public final class JobGraph {

    private final List<Job> jobs;

    /**
     * A graph of jobs.
     *
     * @throws IllegalArgumentException if two jobs write one table: a defect of the list of jobs
     */
    public JobGraph(Collection<? extends Job> jobs) {
        this.jobs = jobs.stream()
                .sorted(Comparator.comparing(Job::stage).thenComparing(Job::name))
                .<Job>map(job -> job)
                .toList();
        Set<TableName> written = new HashSet<>();
        for (Job job : this.jobs) {
            for (TableName output : job.outputs()) {
                if (!written.add(output)) {
                    throw new IllegalArgumentException("two jobs write " + output);
                }
            }
        }
    }

    public List<Job> jobs() {
        return jobs;
    }

    /** All tables that the jobs write. */
    public Set<TableName> tables() {
        Set<TableName> tables = new TreeSet<>();
        jobs.forEach(job -> tables.addAll(job.outputs()));
        return tables;
    }

    /**
     * These jobs and all that read what they make, directly or not.
     *
     * @throws UserError if there is no job of such a name
     */
    public JobGraph from(Set<String> names) {
        List<String> known = jobs.stream().map(Job::name).toList();
        Problems problems = new Problems();
        names.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> problems.add(
                        "Unknown job '" + name + "'",
                        Place.of("--job"),
                        "no job has that name",
                        NearestWord.cure(name, known)));
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, problems.sorted());
        }
        Set<Job> chosen = new LinkedHashSet<>();
        Set<TableName> made = new HashSet<>();
        for (Job job : inOrder()) {
            if (names.contains(job.name()) || job.inputs().stream().anyMatch(made::contains)) {
                chosen.add(job);
                made.addAll(job.outputs());
            }
        }
        return new JobGraph(chosen);
    }

    /** Each after what it reads. */
    List<Job> inOrder() {
        return Arrays.stream(Stage.values())
                .flatMap(stage -> waves(stage).stream())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The jobs of a stage in waves: each reads only what earlier waves or stages write.
     *
     * @throws IllegalArgumentException if jobs wait for one another in a circle
     */
    public List<List<Job>> waves(Stage stage) {
        Set<Job> left = new LinkedHashSet<>(
                jobs.stream().filter(job -> job.stage() == stage).toList());
        List<List<Job>> waves = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<TableName> awaited = new HashSet<>();
            left.forEach(job -> awaited.addAll(job.outputs()));
            List<Job> wave = left.stream().filter(job -> isReady(job, awaited)).toList();
            if (wave.isEmpty()) {
                throw new IllegalArgumentException("jobs wait for one another: "
                        + left.stream().map(Job::name).toList());
            }
            waves.add(wave);
            wave.forEach(left::remove);
        }
        return waves;
    }

    private static boolean isReady(Job job, Set<TableName> awaited) {
        return job.inputs().stream()
                .filter(input -> !job.outputs().contains(input))
                .noneMatch(awaited::contains);
    }
}
