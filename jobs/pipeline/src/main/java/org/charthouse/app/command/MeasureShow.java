package org.charthouse.app.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.charthouse.error.ExitCode;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasureDefinition.Criterion;
import org.charthouse.measure.content.MeasureDefinition.Group;
import org.charthouse.measure.content.MeasureDefinition.Population;
import org.charthouse.measure.population.MeasurementPeriod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code charthouse measure show}: what a measure counts, and by which definitions. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what a measure counts: groups, populations, strata, and the definitions they go by.")
final class MeasureShow implements Callable<Integer> {

    @Mixin
    private PackageOptions packages = new PackageOptions();

    @Parameters(paramLabel = "MEASURE", description = "Name or id of the measure.")
    private String name = "";

    @Override
    public Integer call() {
        MeasureDefinition measure = packages.measures(List.of(name)).get(0);
        PrintStream out = System.out;
        out.println(measure.name() + " " + measure.version());
        out.println("  title     " + measure.title());
        out.println("  library   " + measure.library());
        out.println("  period    "
                + MeasurementPeriod.of(measure).map(MeasurementPeriod::toString).orElse("none published"));
        for (Group group : measure.groups()) {
            out.println("  group " + group.number() + "   "
                    + group.scoring().name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + (group.basis().equals("boolean") ? " of persons" : " of " + group.basis())
                    + (group.improvement().isEmpty() ? "" : ", better: " + group.improvement()));
            for (Population population : group.populations()) {
                out.printf("    %-30s %s%n", population.code(), population.expression());
            }
            criteria(out, "stratifier", group.stratifiers());
        }
        criteria(out, "supplemental data", measure.supplemental());
        return ExitCode.DONE.number();
    }

    private static void criteria(PrintStream out, String kind, List<Criterion> criteria) {
        criteria.forEach(criterion -> out.printf("    %-30s %s%n", kind, criterion.expression()));
    }
}
