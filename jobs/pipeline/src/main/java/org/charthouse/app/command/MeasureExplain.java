package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.measure.Explanation;
import org.charthouse.measure.LakeExplanation;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.data.PatientFiles;
import org.charthouse.measure.data.PatientFiles.Person;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse measure explain}: how a person's result came about, definition by definition. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the value of each definition of a measure for a person, and the resources that it found: of a person",
            "of the lake as it is published, or of a patient of plain files with --data. Of the lake, it writes to the",
            "access log. What it prints is about a person: keep it as the files are kept."
        })
final class MeasureExplain implements Callable<Integer> {

    @Mixin
    private PackageOptions packages = new PackageOptions();

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Mixin
    private PeriodOption period = new PeriodOption();

    @Mixin
    private NoCptOption noCpt = new NoCptOption();

    @Parameters(index = "0", paramLabel = "PERSON", description = "The person_id; with --data the id of the Patient.")
    private String person = "";

    @Parameters(index = "1", paramLabel = "MEASURE", description = "Name or id of the measure.")
    private String name = "";

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = {
                "Folder or file of patients: Bundles or resources, .json, .ndjson, .gz",
                "(default: the published state of the house)."
            })
    private @Nullable Path data;

    @Override
    public Integer call() {
        MeasureDefinition measure = packages.measures(List.of(name)).get(0);
        try {
            return data == null ? ofLake(measure) : ofFiles(measure, data);
        } catch (ElmProblem e) {
            String place = e.place().isEmpty() ? "" : " (" + e.place() + ")";
            throw error("The measure cannot be explained", e.getMessage() + place, e.cure());
        }
    }

    private Integer ofFiles(MeasureDefinition measure, Path files) {
        MeasurementPeriod over =
                period.given().or(() -> MeasurementPeriod.of(measure)).orElseThrow(MeasureExplain::noPeriod);
        Person found = find(files)
                .orElseThrow(() -> error(
                        "There is no such patient",
                        "no Patient in " + files + " has the id that was given",
                        "name the id as it stands in the Patient resource"));
        Explanation explanation = new Explanation(packages.content(), measure, 0, noCpt.classes());
        print(measure, over, explanation.of(found.resources(), over.run(0)));
        return ExitCode.DONE.number();
    }

    private Integer ofLake(MeasureDefinition measure) {
        if (!noCpt.classes().isEmpty()) {
            throw error(
                    "--no-cpt is not for the lake",
                    "conf/measures/measures.yaml says what is a visit there",
                    "leave it out, or name files by --data");
        }
        House house = House.open(packages.config(), home.home());
        Lake lake = house.lake();
        Manifest manifest = house.manifest(lake);
        SortedMap<TableName, Long> tables = LakeExplanation.tables(house.specs(), manifest.tables());
        JobContext context = new JobContext(
                house.specs(),
                lake,
                house.folders(),
                manifest.run(),
                manifest.asOf(),
                tables,
                Optional.empty(),
                "",
                true);
        LakeExplanation explanation = new LakeExplanation(context, packages.content(), measure);
        MeasurementPeriod over =
                period.given().or(() -> explanation.period(measure)).orElseThrow(MeasureExplain::noPeriod);
        List<Explanation.Line> lines = explanation
                .of(person, over)
                .orElseThrow(() -> error(
                        "There is no such person",
                        "nobody has the person_id that was given in the state in force",
                        "identity.person tells whether it was merged, identity.link who has which id"));
        purpose.access(house, lake, "measure explain", "charthouse measure explain " + measure.name())
                .shown(
                        manifest.run(),
                        explanation.types().stream()
                                .map(type -> TableName.ofResource(type).toString())
                                .toList(),
                        lines.size());
        print(measure, over, lines);
        return ExitCode.DONE.number();
    }

    private static void print(MeasureDefinition measure, MeasurementPeriod over, List<Explanation.Line> lines) {
        System.out.println(measure.name() + " " + measure.version() + " over " + over);
        for (Explanation.Line line : lines) {
            System.out.println(line.definition() + ": " + line.value());
            line.resources().forEach(resource -> System.out.println("    " + resource));
        }
    }

    private Optional<Person> find(Path files) {
        PatientFiles reader = new PatientFiles(0);
        return PatientFiles.batches(files).stream()
                .flatMap(batch -> reader.persons(batch).stream())
                .filter(each -> each.id().equals(person))
                .findFirst();
    }

    private static UserError noPeriod() {
        return error("No measurement period is known", "the package tells none", "add --period START/END");
    }

    private static UserError error(String what, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, null, reason, cure));
    }
}
