package org.charthouse.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.spec.MeasuresSpec;

/** The periods of the configuration as days. */
final class Periods {

    private final List<String> configured;
    private final LocalDate asOf;

    Periods(List<String> configured, LocalDate asOf) {
        this.configured = configured;
        this.asOf = asOf;
    }

    /** {@code START/END}, each once, in the order of the configuration. */
    List<String> of(MeasureDefinition measure) {
        Set<String> periods = new LinkedHashSet<>();
        for (String each : configured) {
            switch (each) {
                case MeasuresSpec.PUBLISHED ->
                    MeasurementPeriod.of(measure).ifPresent(period -> periods.add(period.toString()));
                case MeasuresSpec.YEAR -> periods.add(year(asOf.getYear()));
                case MeasuresSpec.YEAR_BEFORE -> periods.add(year(asOf.getYear() - 1));
                case MeasuresSpec.YEAR_TO_MONTH -> periods.add(yearToMonth());
                default -> periods.add(each);
            }
        }
        return new ArrayList<>(periods);
    }

    /** A month is over on its last day. */
    private String yearToMonth() {
        LocalDate end = asOf.plusDays(1).withDayOfMonth(1).minusDays(1);
        return end.plusDays(1).minusYears(1) + "/" + end;
    }

    private static String year(int year) {
        return year + "-01-01/" + year + "-12-31";
    }
}
