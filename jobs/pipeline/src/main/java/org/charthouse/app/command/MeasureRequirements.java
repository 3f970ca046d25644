package org.charthouse.app.command;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.measure.MeasureSet;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.value.Code;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code charthouse measure requirements}: what a measure needs of data and code lists. */
@Command(
        name = "requirements",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what a measure needs: types of resources, and value sets with their codes by system.",
            "Exit code 6 if a value set is missing."
        })
final class MeasureRequirements implements Callable<Integer> {

    private static final String CPT = "http://www.ama-assn.org/go/cpt";

    @Mixin
    private PackageOptions packages = new PackageOptions();

    @Mixin
    private NoCptOption noCpt = new NoCptOption();

    @Parameters(paramLabel = "MEASURE", description = "Name or id of the measure.")
    private String name = "";

    @Override
    public Integer call() {
        MeasureSet set = MeasureSet.of(packages.content(), packages.measures(List.of(name)), 0, noCpt.classes());
        set.refused().values().stream().findFirst().ifPresent(problem -> {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "Measure '" + name + "' cannot be counted",
                            problem.place().isEmpty() ? null : Place.of(problem.place()),
                            String.valueOf(problem.getMessage()),
                            problem.cure()));
        });
        CompiledMeasure measure = set.measures().get(0);
        System.out.println("Resources: " + String.join(", ", set.types(measure)));
        TextTable table = TextTable.whole(List.of("value set", "codes", "of them CPT"));
        set.valueSets(measure).forEach((url, codes) -> table.add(row(url, codes)));
        table.print(System.out);
        measure.withoutDescriptors().forEach(told -> System.out.println("Counted without " + told));
        set.caveats(measure.measure()).forEach(caveat -> System.out.println("To be known: " + caveat));
        int missing = set.missingValueSets(measure).size();
        return (missing == 0 ? ExitCode.DONE : ExitCode.CHECK_FAILED).number();
    }

    private static List<String> row(String url, Optional<Collection<Code>> codes) {
        if (codes.isEmpty()) {
            return List.of(url, "missing", "");
        }
        long cpt =
                codes.get().stream().filter(code -> CPT.equals(code.system())).count();
        return List.of(url, String.valueOf(codes.get().size()), cpt == 0 ? "" : String.valueOf(cpt));
    }
}
