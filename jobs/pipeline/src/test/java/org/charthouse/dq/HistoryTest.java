package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.charthouse.dq.History.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The band that earlier dates give. */
class HistoryTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            passed 2, passed 2, passed 2, passed 2                              | 1000 | none  | four dates tell nothing
            passed 2, passed 2, passed 2, passed 2, passed 2                    | 1000 | 2.10  | equal dates leave a hair
            passed 2, passed 2, passed 2, passed 2, passed 2                    | 20   | 7.00  | or one row
            passed 1, passed 2, passed 3, passed 4, passed 5                    | 1000 | 7.45  | median 3 and MAD 1
            passed 1, passed 2, passed 3, passed 4, passed 5, passed 6          | 1000 | 10.17 | median 3.5 and MAD 1.5
            passed 1, passed 2, passed 3, passed 4, failed 50                   | 1000 | none  | a failed date is no date
            passed 1, passed 2, passed 3, passed 4, passed 5, failed 50         | 1000 | 7.45  | and moves nothing
            passed 1, passed 2, error 0, not applicable 0, passed 3, passed 4   | 1000 | none  | nor do others
            passed 1, passed 2, passed with violations 3, passed 4, passed 5    | 1000 | 7.45  | violations within the threshold pass
            passed 60, passed 70, passed 80, passed 90, passed 99               | 1000 | 100.00| never above all
            """)
    void theLimitIsARobustBandOverPassingDates(String points, long checked, String limit, String why) {
        History history = history(points);
        assertThat(history.limit(FIRST.plusDays(100), checked)
                        .map(percent -> String.format(Locale.ROOT, "%.2f", percent))
                        .orElse("none"))
                .as(why)
                .isEqualTo(limit);
    }

    @Test
    void theDateItselfAndLaterOnesAreNotAmongThem() {
        History history = history("passed 1, passed 2, passed 3, passed 4, passed 5");
        assertThat(history.limit(FIRST.plusDays(5), 1000)).isPresent();
        assertThat(history.limit(FIRST.plusDays(4), 1000)).isEmpty();
    }

    @Test
    void aRunOfTheSameDateTakesThePlaceOfTheOneBefore() {
        History history = history("passed 1, failed 9").with(new Point(7, FIRST.plusDays(1), 100, 2, "passed"));
        assertThat(history.points())
                .containsExactly(
                        new Point(1, FIRST, 100, 1, "passed"), new Point(7, FIRST.plusDays(1), 100, 2, "passed"));
    }

    @Test
    void onlyTheLastDatesAreKept() {
        History history = History.NONE;
        for (int i = 0; i < 40; i++) {
            history = history.with(new Point(i, FIRST.plusDays(i), 1, 0, "passed"));
        }
        assertThat(history.points()).hasSize(24);
        assertThat(history.points().get(0).run()).isEqualTo(16);
    }

    /** States with their percent, a date each. */
    private static History history(String points) {
        History history = History.NONE;
        int day = 0;
        for (String point : points.split(",", -1)) {
            int space = point.strip().lastIndexOf(' ');
            String state = point.strip().substring(0, space);
            long percent = Long.parseLong(point.strip().substring(space + 1));
            long checked = state.startsWith("not") ? 0 : 100;
            history = history.with(new Point(day + 1, FIRST.plusDays(day), checked, percent, state));
            day++;
        }
        return history;
    }
}
