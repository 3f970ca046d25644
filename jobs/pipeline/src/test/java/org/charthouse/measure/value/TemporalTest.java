package org.charthouse.measure.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times: how they are read, written, cut and compared. The evaluation is five hours west of UTC. */
class TemporalTest {

    private static final int EVALUATION = -300;

    private static @Nullable Temporal parse(String text, Temporal.Kind kind) {
        return Temporal.parse(text, kind, EVALUATION);
    }

    private static Temporal dateTime(String text) {
        return Objects.requireNonNull(parse(text, Temporal.Kind.DATETIME), text);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "2012, DATE, 2012, YEAR",
                "2012-03, DATE, 2012-03, MONTH",
                "2012-03-10, DATE, 2012-03-10, DAY",
                "2012-03-10T10:20, DATE, 2012-03-10, DAY",
                "2012, DATETIME, 2012T, YEAR",
                "2012-03T, DATETIME, 2012-03T, MONTH",
                "2012-03-10, DATETIME, 2012-03-10T, DAY",
                "2012-03-10T10, DATETIME, 2012-03-10T10-05:00, HOUR",
                "2012-03-10T10:20, DATETIME, 2012-03-10T10:20-05:00, MINUTE",
                "2012-03-10T10:20Z, DATETIME, 2012-03-10T10:20Z, MINUTE",
                "2012-03-10T10:20:30+05:30, DATETIME, 2012-03-10T10:20:30+05:30, SECOND",
                "2012-03-10T10:20:30.5Z, DATETIME, 2012-03-10T10:20:30.500Z, MILLISECOND",
                "2012-03-10T10:20:30.123456-09:30, DATETIME, 2012-03-10T10:20:30.123-09:30, MILLISECOND",
                "10, TIME, 10, HOUR",
                "T10:20, TIME, 10:20, MINUTE",
                "10:20:30.1, TIME, 10:20:30.100, MILLISECOND",
                "T10:20:30Z, TIME, 10:20:30, SECOND",
            })
    void aTextIsReadAsPreciselyAsItTells(String text, Temporal.Kind kind, String written, Precision precision) {
        Temporal value = Objects.requireNonNull(parse(text, kind));
        assertThat(value).hasToString(written);
        assertThat(value.precision()).isEqualTo(precision);
        assertThat(value.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "2012-13-01, DATE",
        "2011-02-29, DATE",
        "0000-01-01, DATE",
        "2012-1-1, DATE",
        "12-01-01, DATE",
        "2012/01/01, DATE",
        "2012-01-01x, DATE",
        "'', DATE",
        "spring, DATE",
        "2012-01T10:00, DATETIME",
        "2012-01-01 10:00, DATETIME",
        "2012-01-01T24:00, DATETIME",
        "2012-01-01T10:60, DATETIME",
        "2012-01-01T10:5, DATETIME",
        "2012-01-01T1000, DATETIME",
        "2012-01-01T10:00x, DATETIME",
        "2012-01-01T10:00:00., DATETIME",
        "2012-01-01T10:00:00.x, DATETIME",
        "2012-01-01T10:00:00.1234x, DATETIME",
        "2012-01-01T10:00+0530, DATETIME",
        "2012-01-01T10:00+25:00, DATETIME",
        "T, TIME",
        "25, TIME",
        "10:5, TIME",
    })
    void aTextOfAnotherFormIsNoDate(String text, Temporal.Kind kind) {
        assertThat(parse(text, kind)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2012-03-10T10:20:30.500-05:00, 2012-03-10T10:20:30.500-05:00",
        "2012-03-10T10:20Z, 2012-03-10T10:20+00:00",
        "2012-03-10T, 2012-03-10",
        "2012T, 2012",
    })
    void itsTextCanBeReadBack(String text, String wanted) {
        Temporal value = dateTime(text);
        assertThat(value.text()).isEqualTo(wanted);
        assertThat(dateTime(value.text())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "2012-03-10T10:00Z, 2012-03-10T05:00-05:00, null, 0",
                "2012-03-10T10:00Z, 2012-03-10T05:01-05:00, null, -1",
                "2012-03-10T22:00-05:00, 2012-03-11T02:00Z, DAY, -1",
                "2012-03-10T22:00-05:00, 2012-03-11T02:00Z, HOUR, 1",
                "2012-03-10T22:00-05:00, 2012-03-11T03:00Z, HOUR, 0",
                "2012-12-31T22:00-05:00, 2013-01-01T02:00Z, YEAR, -1",
                "2012-12-31T22:00-05:00, 2013-01-01T02:00Z, null, 1",
                "2012-03, 2012-03-10, MONTH, 0",
                "2012-03, 2012-03-10, DAY, null",
                "2012-03, 2012-04-10, DAY, -1",
                "2012-03-10T10:00:00Z, 2012-03-10T10:00:00.001Z, SECOND, 0",
                "2012-03-10T10:00:00Z, 2012-03-10T10:00:00.001Z, MILLISECOND, -1",
                "2012-03-10T10:00:00Z, 2012-03-10T10:00:00.000Z, null, 0",
                "2012-03-10T10:00Z, 2012-03-10T10:00:00Z, null, null",
            })
    void daysAreComparedAsTheyAreToldAndHoursByOneClock(
            String left, String right, @Nullable Precision precision, @Nullable Integer wanted) {
        Integer order = Temporal.compare(dateTime(left), dateTime(right), precision);
        assertThat(order == null ? null : (Integer) Integer.signum(order)).isEqualTo(wanted);
        Integer turned = Temporal.compare(dateTime(right), dateTime(left), precision);
        assertThat(turned == null ? null : (Integer) Integer.signum(-turned)).isEqualTo(wanted);
    }

    @Test
    void cuttingLeavesOutWhatIsFinerAndNeverAddsToWhatIsTold() {
        Temporal value = dateTime("2012-02-10T10:20:30.500Z");
        assertThat(value.withPrecision(Precision.MONTH)).hasToString("2012-02T");
        assertThat(value.withPrecision(Precision.MINUTE)).hasToString("2012-02-10T10:20Z");
        assertThat(dateTime("2012-02T").latest(Precision.DAY)).hasToString("2012-02-29T");
        assertThat(dateTime("2012T").latest(Precision.MILLISECOND)).hasToString("2012-12-31T23:59:59.999-05:00");
        assertThat(value.latest(Precision.DAY)).isSameAs(value);
    }

    @Test
    void dateAndTimeOfDayAreThoseOfItsOwnOffset() {
        Temporal value = dateTime("2012-03-10T22:00:00.000-10:00");
        assertThat(value.dateOnly()).hasToString("2012-03-10");
        assertThat(value.timeOnly()).hasToString("22:00:00.000");
        assertThat(dateTime("2012-03-10T").timeOnly()).isNull();
        assertThat(dateTime("2012-03T").dateOnly()).hasToString("2012-03");
    }

    @Test
    void aDateBesideADateTimeTellsNoTimeAndStandsAtTheEvaluation() {
        Temporal date = Objects.requireNonNull(parse("2012-03-10", Temporal.Kind.DATE));
        Temporal asDateTime = date.asDateTime(dateTime("2012-03-10T10:00Z"));
        assertThat(asDateTime).hasToString("2012-03-10T");
        assertThat(asDateTime.offset()).isEqualTo(EVALUATION);
    }

    @Test
    void beyondTheCalendarThereIsNothing() {
        Temporal last = Temporal.maximum(Temporal.Kind.DATE);
        assertThat(last.moved(last.parts().plusDays(1))).isNull();
        Temporal first = Temporal.minimum(Temporal.Kind.DATETIME);
        assertThat(first.moved(first.parts().minusHours(1))).isNull();
    }
}
