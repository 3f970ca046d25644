package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Temporal;
import org.junit.jupiter.api.Test;

/** Points at the open ends of intervals (CQL 1.5, 9.8.9 In: exclusive comparison, at the precision). */
class OpenEndsTest {

    private static final Interval AFTER = new Interval(
            time("2026-04-06T08:00:00.000"), false, time("2026-10-06T08:00:00.000"), true, PointType.DATETIME);
    private static final Interval BEFORE = new Interval(
            time("2026-04-06T08:00:00.000"), true, time("2026-10-06T08:00:00.000"), false, PointType.DATETIME);

    @Test
    void aLaterMomentOfTheSameDayIsNotAfterThatDay() {
        assertThat(Intervals.contains(AFTER, time("2026-04-06T09:00:00.000"), Precision.DAY))
                .isFalse();
        assertThat(Intervals.contains(AFTER, time("2026-04-07T00:00:00.000"), Precision.DAY))
                .isTrue();
    }

    @Test
    void anEarlierMomentOfTheSameDayIsNotBeforeThatDay() {
        assertThat(Intervals.contains(BEFORE, time("2026-10-06T07:00:00.000"), Precision.DAY))
                .isFalse();
        assertThat(Intervals.contains(BEFORE, time("2026-10-05T23:59:59.999"), Precision.DAY))
                .isTrue();
    }

    @Test
    void withoutPrecisionTheNextMillisecondIsAfter() {
        assertThat(Intervals.contains(AFTER, time("2026-04-06T08:00:00.000"), null))
                .isFalse();
        assertThat(Intervals.contains(AFTER, time("2026-04-06T08:00:00.001"), null))
                .isTrue();
    }

    @Test
    void aClosedEndHoldsItsWholeDay() {
        assertThat(Intervals.contains(AFTER, time("2026-10-06T23:00:00.000"), Precision.DAY))
                .isTrue();
        assertThat(Intervals.contains(BEFORE, time("2026-04-06T01:00:00.000"), Precision.DAY))
                .isTrue();
    }

    @Test
    void whetherADayIsAfterAMomentOfItIsUnknown() {
        assertThat(Intervals.contains(AFTER, time("2026-04-06"), null)).isNull();
        assertThat(Intervals.contains(new Interval(null, false, 5, true, PointType.INTEGER), 3, null))
                .isNull();
    }

    private static Temporal time(String text) {
        return Objects.requireNonNull(Temporal.parse(text, Temporal.Kind.DATETIME, 0));
    }
}
