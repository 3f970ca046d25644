package org.charthouse.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.intake.Intake;
import org.charthouse.measure.population.CompiledMeasure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code charthouse measure import}: measure packages of others into the house. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Checks measure packages and copies them into conf/measures, a folder for each measure.",
            "A source is a folder, a zip file or a Bundle with Measure, Library (with ELM) and ValueSet resources.",
            "Nothing is written if a source cannot be read, holds two contents of one thing, or contradicts the house;",
            "a measure that could not be counted is refused by name, and the others are taken.",
            "",
            "Exit code 6 if a measure was refused, 4 if nothing was imported."
        })
final class MeasureImport implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "Folder, .zip, or .json with a Bundle.")
    private List<Path> sources = List.of();

    @Option(names = "--dry-run", description = "Check and tell; write nothing.")
    private boolean isDry;

    @Option(names = "--replace", description = "Let an imported measure give way to another content of its name.")
    private boolean isReplaced;

    @Option(names = "--strict", description = "Import nothing of a source if one of its measures is refused.")
    private boolean isStrict;

    @Override
    public Integer call() {
        Path house = house();
        boolean isRefused = false;
        for (Path source : sources) {
            isRefused |= take(source, house);
        }
        return (isRefused ? ExitCode.CHECK_FAILED : ExitCode.DONE).number();
    }

    private Path house() {
        Path conf = config.config().resolve("conf");
        if (!Files.isDirectory(conf)) {
            throw new UserError(
                    ExitCode.CONFIGURATION,
                    new Problem(
                            "No configuration",
                            Place.of(conf.toString()),
                            "measures are imported into the folder conf/measures of a configuration",
                            "name the folder that holds 'conf' by --config or CHARTHOUSE_CONFIG"));
        }
        return conf.resolve("measures");
    }

    private boolean take(Path source, Path house) {
        Intake intake = new Intake(source, house);
        List<Problem> refusals = intake.refusals();
        if (!refusals.isEmpty() && (isStrict || intake.set().measures().isEmpty())) {
            throw new UserError(ExitCode.INPUT, refusals);
        }
        if (isDry) {
            intake.check(isReplaced);
        } else {
            intake.place(isReplaced);
        }
        print(intake);
        System.out.println((isDry ? "Dry run: nothing was written to " : "Imported into ") + house);
        return !refusals.isEmpty();
    }

    private static void print(Intake intake) {
        TextTable table = new TextTable(List.of(
                "measure",
                "version",
                "title",
                "scoring",
                "groups",
                "libraries",
                "value sets",
                "missing",
                "model",
                "state"));
        for (Intake.Line line : intake.lines()) {
            MeasureDefinition measure = line.measure();
            table.add(List.of(
                    measure.name(),
                    measure.version(),
                    measure.title(),
                    measure.groups().stream()
                            .map(group -> group.scoring()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'))
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    String.valueOf(measure.groups().size()),
                    String.valueOf(line.libraries()),
                    String.valueOf(line.there()),
                    String.valueOf(line.missing()),
                    String.join(", ", line.models()),
                    line.state()));
        }
        table.print(System.out);
        intake.remarks().forEach(remark -> System.out.println("Note: " + remark));
        MeasureNotes.caveats(
                intake.set(),
                intake.set().measures().stream().map(CompiledMeasure::measure).toList(),
                System.out);
        MeasureNotes.refused(intake.set(), System.err);
    }
}
