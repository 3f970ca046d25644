package org.charthouse.measure;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasureDefinition.Group;
import org.charthouse.measure.content.MeasureDefinition.Population;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.spec.MeasuresSpec;
import org.jspecify.annotations.Nullable;

/** What stands in {@code measure.catalog}: which groups are counted over which periods, and how their rates are to be read. */
final class MeasureCatalog {

    private final MeasureSet set;
    private final MeasuresSpec settings;
    private final Map<String, List<String>> periods;
    private final LocalDate asOf;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A catalog.
     *
     * @param periods by measure, as {@code START/END}
     * @param asOf the date that the run stands for
     */
    MeasureCatalog(MeasureSet set, MeasuresSpec settings, Map<String, List<String>> periods, LocalDate asOf) {
        this.set = set;
        this.settings = settings;
        this.periods = periods;
        this.asOf = asOf;
    }

    /** In the order of the contract's columns; a refused measure has one row, which says why. */
    List<Row> rows(List<MeasureDefinition> wanted) {
        for (CompiledMeasure measure : set.measures()) {
            for (String period : periods.getOrDefault(measure.measure().name(), List.of())) {
                measure.measure().groups().forEach(group -> counted(measure, group, period));
            }
        }
        for (MeasureDefinition measure : wanted) {
            var problem = set.refused().get(measure.name());
            if (problem != null) {
                add(measure, null, null, null, problem.getMessage());
            }
        }
        return rows;
    }

    private void counted(CompiledMeasure measure, Group group, String period) {
        String caveats = String.join("; ", set.caveats(measure.measure()));
        String caveat = caveats.isEmpty() ? null : caveats;
        add(measure.measure(), group, MeasurementPeriod.parse(period).orElseThrow(), caveat, null);
    }

    private void add(
            MeasureDefinition measure,
            @Nullable Group group,
            @Nullable MeasurementPeriod period,
            @Nullable String caveat,
            @Nullable String problem) {
        rows.add(RowFactory.create(
                measure.name(),
                measure.version(),
                measure.url(),
                measure.title(),
                group == null ? null : group.number(),
                period == null ? null : Date.valueOf(period.start()),
                period == null ? null : Date.valueOf(period.end()),
                period == null ? null : period.end().isBefore(asOf),
                group == null
                        ? null
                        : group.scoring().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                group == null ? null : group.basis(),
                group == null ? null : direction(group),
                group == null ? null : aggregate(group),
                settings.smallCell(),
                caveat,
                problem));
    }

    /** More is better where neither the house nor the measure says so. */
    private static String direction(Group group) {
        return group.improvement().isEmpty() ? "increase" : group.improvement();
    }

    private static @Nullable String aggregate(Group group) {
        return group.populations().stream()
                .map(Population::aggregate)
                .filter(method -> !method.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
