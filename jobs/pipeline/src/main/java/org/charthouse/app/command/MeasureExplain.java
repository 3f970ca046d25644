package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.measure.Explanation;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.data.PatientFiles;
import org.charthouse.measure.data.PatientFiles.Person;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.population.MeasurementPeriod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse measure explain}: how a person's result came about, definition by definition. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the value of each definition of a measure for a person, and the resources that it found.",
            "What it prints is about a person: keep it as the files are kept."
        })
final class MeasureExplain implements Callable<Integer> {

    @Mixin
    private PackageOptions packages = new PackageOptions();

    @Mixin
    private PeriodOption period = new PeriodOption();

    @Mixin
    private NoCptOption noCpt = new NoCptOption();

    @Parameters(index = "0", paramLabel = "PERSON", description = "The id of the Patient.")
    private String person = "";

    @Parameters(index = "1", paramLabel = "MEASURE", description = "Name or id of the measure.")
    private String name = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "Folder or file of patients: Bundles or resources, .json, .ndjson, .gz.")
    private Path data = Path.of("");

    @Override
    public Integer call() {
        MeasureDefinition measure = packages.measures(List.of(name)).get(0);
        MeasurementPeriod over = period.given()
                .or(() -> MeasurementPeriod.of(measure))
                .orElseThrow(() ->
                        error("No measurement period is known", "the package tells none", "add --period START/END"));
        Person found = find().orElseThrow(() -> error(
                "There is no such patient",
                "no Patient in these files has the id that was given",
                "name the id as it stands in the Patient resource"));
        Explanation explanation;
        try {
            explanation = new Explanation(packages.content(), measure, 0, noCpt.classes());
        } catch (ElmProblem e) {
            String place = e.place().isEmpty() ? "" : " (" + e.place() + ")";
            throw error("The measure cannot be explained", e.getMessage() + place, e.cure());
        }
        System.out.println(measure.name() + " " + measure.version() + " over " + over);
        for (Explanation.Line line : explanation.of(found.resources(), over.run(0))) {
            System.out.println(line.definition() + ": " + line.value());
            line.resources().forEach(resource -> System.out.println("    " + resource));
        }
        return ExitCode.DONE.number();
    }

    private Optional<Person> find() {
        PatientFiles files = new PatientFiles(0);
        return PatientFiles.batches(data).stream()
                .flatMap(batch -> files.persons(batch).stream())
                .filter(each -> each.id().equals(person))
                .findFirst();
    }

    private UserError error(String what, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, Place.of(data.toString()), reason, cure));
    }
}
