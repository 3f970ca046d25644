package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.charthouse.error.ExitCode;
import org.charthouse.measure.MeasureSet;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.MeasurementPeriod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse measure list}: the measures of a package, and whether they can be counted. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the measures of a package: scoring, what is counted, period, and whether it can be.")
final class MeasureList implements Callable<Integer> {

    @Mixin
    private PackageOptions packages = new PackageOptions();

    @Override
    public Integer call() {
        List<MeasureDefinition> all = packages.measures(List.of());
        MeasureSet set = MeasureSet.of(packages.content(), all, 0);
        TextTable table = new TextTable(List.of("measure", "version", "scoring", "counts", "period", "state"));
        for (MeasureDefinition measure : all) {
            table.add(List.of(
                    measure.name(),
                    measure.version(),
                    each(
                            measure,
                            group -> group.scoring()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-')),
                    each(measure, group -> group.basis().equals("boolean") ? "persons" : group.basis()),
                    MeasurementPeriod.of(measure)
                            .map(MeasurementPeriod::toString)
                            .orElse(""),
                    state(measure, set)));
        }
        table.print(System.out);
        MeasureNotes.refused(set, System.out);
        return ExitCode.DONE.number();
    }

    private static String each(
            MeasureDefinition measure, java.util.function.Function<MeasureDefinition.Group, String> what) {
        return measure.groups().stream().map(what).distinct().collect(Collectors.joining(", "));
    }

    private static String state(MeasureDefinition measure, MeasureSet set) {
        if (set.refused().containsKey(measure.name())) {
            return "refused";
        }
        for (CompiledMeasure compiled : set.measures()) {
            int missing = compiled.measure().equals(measure)
                    ? set.missingValueSets(compiled).size()
                    : 0;
            if (missing > 0) {
                return missing + " value sets missing";
            }
        }
        return "complete";
    }
}
