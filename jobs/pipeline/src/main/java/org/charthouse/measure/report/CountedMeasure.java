package org.charthouse.measure.report;

import java.util.List;
import org.charthouse.measure.population.MeasurementPeriod;

/**
 * A measure that was counted over a period.
 *
 * @param title empty where it has none
 * @param caveat what must be known before its rates are used; empty where there is nothing
 * @param groups in order of their numbers
 */
public record CountedMeasure(MeasureKey key, String url, String title, String caveat, List<Group> groups) {

    /** What its results are found by. */
    public record MeasureKey(String name, String version, MeasurementPeriod period) {}

    /**
     * A group of populations with a rate of its own.
     *
     * @param scoring code (measure-scoring)
     * @param basis {@code boolean} where persons are counted, else the type of resource that is
     * @param direction {@code increase} where more is better, {@code decrease} where less is
     * @param smallCell counts from 1 up to below this are small
     * @param withoutResult persons of whom the group has no result
     * @param populations codes (measure-population)
     */
    public record Group(
            int number,
            String scoring,
            String basis,
            String direction,
            int smallCell,
            long withoutResult,
            List<String> populations) {

        /** The id of a population's element in every report of the measure, which evidence is told by. */
        static String idOf(int number, String population) {
            return "group-" + number + "-" + population;
        }
    }

    /** Canonical URL and version. */
    String canonical() {
        String address = url.isEmpty() ? "Measure/" + key.name() : url;
        return key.version().isEmpty() ? address : address + "|" + key.version();
    }

    /** As a person would name it. */
    String heading() {
        String named = title.isEmpty() || title.equals(key.name()) ? key.name() : title + " (" + key.name() + ")";
        return named + " " + key.version() + ", " + key.period().start() + " to "
                + key.period().end();
    }
}
