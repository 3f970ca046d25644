package org.charthouse.measure.population;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.elm.Run;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Temporal;

/**
 * The days that a measure is about.
 *
 * @param start first day
 * @param end last day, which counts
 */
public record MeasurementPeriod(LocalDate start, LocalDate end) {

    private static final int LAST_NANO = 999_000_000;

    /** {@code 2026-01-01/2026-12-31}; empty where it is no such text, or ends before it starts. */
    public static Optional<MeasurementPeriod> parse(String text) {
        String[] days = text.split("/", -1);
        try {
            return days.length == 2 ? of(LocalDate.parse(days[0]), LocalDate.parse(days[1])) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The period that a measure was published for. */
    public static Optional<MeasurementPeriod> of(MeasureDefinition measure) {
        String start = measure.periodStart();
        String end = measure.periodEnd();
        return start == null || end == null ? Optional.empty() : parse(start + "/" + end);
    }

    private static Optional<MeasurementPeriod> of(LocalDate start, LocalDate end) {
        return end.isBefore(start) ? Optional.empty() : Optional.of(new MeasurementPeriod(start, end));
    }

    /**
     * The run over the period: from the first millisecond of its first day to the last of its last.
     *
     * @param evaluation minutes east of UTC in which its days are days
     */
    public Run run(int evaluation) {
        return Run.over(Interval.closed(
                moment(start.atStartOfDay(), evaluation), moment(end.atTime(23, 59, 59, LAST_NANO), evaluation)));
    }

    private static Temporal moment(LocalDateTime time, int evaluation) {
        return Temporal.dateTime(time, Precision.MILLISECOND, evaluation, evaluation);
    }

    @Override
    public String toString() {
        return start + "/" + end;
    }
}
