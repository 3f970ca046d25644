package org.charthouse.app.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.charthouse.app.OutFile;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.measure.FailureFile;
import org.charthouse.measure.FileEvaluation;
import org.charthouse.measure.MeasureSet;
import org.charthouse.measure.PersonResult;
import org.charthouse.measure.ResultFile;
import org.charthouse.measure.SamePersons;
import org.charthouse.measure.data.PatientFiles;
import org.charthouse.measure.data.Unowned;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.MeasurementPeriod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse measure evaluate}: measure packages over plain patient files, without a lake. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluates measure packages over FHIR files; no lake is needed.",
            "Files below a folder named like a measure are for that measure alone; others are for all."
        })
final class MeasureEvaluate implements Callable<Integer> {

    private static final int SHOWN = 5;

    @Mixin
    private PackageOptions packages = new PackageOptions();

    @Mixin
    private PeriodOption period = new PeriodOption();

    @Mixin
    private NoCptOption noCpt = new NoCptOption();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "Folder or file of patients: Bundles or resources, .json, .ndjson, .gz.")
    private Path data = Path.of("");

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            description = "Only this measure, by name or id; may be given several times.")
    private List<String> wanted = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to write measure,group,population,subject,count; its folder is made.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        MeasurementPeriod given = period.given().orElse(null);
        MeasureSet set = MeasureSet.of(packages.content(), packages.measures(wanted), 0, noCpt.classes());
        tell(set);
        FileEvaluation evaluation = new FileEvaluation(set, given, 0);
        checkPeriods(evaluation.withoutPeriod());
        Path file = OutFile.of(out, "--out");
        SamePersons persons = SamePersons.once(evaluate(evaluation, PatientFiles.batches(data)));
        tell(persons, evaluation.unowned());
        List<PersonResult> results = persons.results();
        try (ResultFile csv = new ResultFile(file)) {
            for (PersonResult result : results) {
                csv.write(result);
            }
        }
        summary(set, results, file);
        return ExitCode.DONE.number();
    }

    private static UserError usage(String what, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, null, reason, cure));
    }

    /** What was left out or stands there twice; nothing is said of who. */
    private static void tell(SamePersons persons, Unowned unowned) {
        if (persons.results().isEmpty()) {
            throw usage(
                    "There are no patients",
                    "none of the files holds a Patient",
                    "name the folder of the patients by --data");
        }
        if (persons.differing() > 0) {
            System.err.println("Of persons who stand in several files, " + persons.differing()
                    + " more results differ from the first: all are written, so sums over them count twice;"
                    + " name a folder by --data in which each person stands once");
        }
        if (unowned.namingNobody() > 0) {
            System.err.println(unowned.namingNobody() + " resources name no Patient and count for nobody");
        }
        if (unowned.namingAbsent() > 0) {
            System.err.println(
                    unowned.namingAbsent() + " resources name a Patient who is not in their folder and count for"
                            + " nobody; put the files of a person into one folder");
        }
    }

    private static void checkPeriods(List<String> without) {
        if (!without.isEmpty()) {
            throw usage(
                    "No measurement period is known for " + String.join(", ", without),
                    "the package tells none for it",
                    "add --period START/END");
        }
    }

    /** What cannot be counted, and what may be counted wrongly, before anything is. */
    private static void tell(MeasureSet set) {
        MeasureNotes.refused(set, System.err);
        if (set.measures().isEmpty()) {
            throw usage("No measure can be evaluated", "each lacks something, see above", "complete the package");
        }
        MeasureNotes.caveats(
                set, set.measures().stream().map(CompiledMeasure::measure).toList(), System.err);
    }

    private static List<PersonResult> evaluate(FileEvaluation evaluation, List<PatientFiles.Batch> batches) {
        AtomicInteger done = new AtomicInteger();
        int step = Math.max(1, batches.size() / SHOWN);
        return batches.parallelStream()
                .map(batch -> {
                    List<PersonResult> results = evaluation.evaluate(batch);
                    int number = done.incrementAndGet();
                    if (number % step == 0) {
                        System.err.printf(Locale.ROOT, "  %,d of %,d files%n", number, batches.size());
                    }
                    return results;
                })
                .flatMap(List::stream)
                .toList();
    }

    private static void summary(MeasureSet set, List<PersonResult> results, Path file) throws IOException {
        PrintStream print = System.out;
        long persons = results.stream().map(PersonResult::subject).distinct().count();
        print.printf(
                Locale.ROOT,
                "%,d persons, %,d measures, %,d results in %s%n",
                persons,
                set.measures().size(),
                results.size(),
                file);
        FailureFile failures = new FailureFile();
        Path listed = Path.of(file + ".failures.csv");
        Files.deleteIfExists(listed);
        if (failures.write(listed, results)) {
            print.println("Without a result, listed in " + listed + ":");
            for (Map.Entry<String, Integer> count : failures.counts().entrySet()) {
                print.printf(Locale.ROOT, "  %-60s %,d%n", count.getKey(), count.getValue());
            }
        }
    }
}
