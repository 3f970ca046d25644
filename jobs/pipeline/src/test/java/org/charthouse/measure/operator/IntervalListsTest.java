package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import java.util.List;
import org.charthouse.measure.value.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of intervals, a size, and what collapsing and expanding make of them. */
class IntervalListsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {Interval[1, 4], Interval[4, 8], Interval[7, 9]}  | null    | {Interval[1, 9]}
            {Interval[7, 9], Interval[1, 4]}                  | null    | {Interval[1, 4], Interval[7, 9]}
            {Interval[1, 4], Interval[5, 9]}                  | null    | {Interval[1, 9]}
            {Interval[1, 9], Interval[2, 3], Interval[8, 12]} | null    | {Interval[1, 12]}
            {Interval[1, 4), Interval(4, 8]}                  | null    | {Interval[1, 3], Interval[5, 8]}
            {Interval[1.0, 4.0], Interval[4.00000001, 5.0]}   | null    | {Interval[1.0, 5.0]}
            {Interval[1 'g', 2 'g'], Interval[1500 'mg', 3 'g']} | null | {Interval[1 'g', 3 'g']}
            {Interval[1, 4], null, Interval[2, 6]}            | null    | {Interval[1, 6]}
            {Interval[1, 4], Interval[6, 9]}                  | 1 '1'   | {Interval[1, 4], Interval[6, 9]}
            {Interval[1, 4], Interval[8, 9]}                  | 3 '1'   | {Interval[1, 9]}
            {Interval[1, 4], Interval[9, 10]}                 | 4 '1'   | {Interval[1, 4], Interval[9, 10]}
            {Interval[1, 4], Interval[3, null)}               | null    | {Interval[1, 4], Interval[3, null)}
            {Interval[1, 4], Interval[3, null]}               | null    | {Interval[1, 2147483647]}
            {}                                                | null    | {}
            null                                              | null    | null
            """)
    void numbersThatOverlapOrMeetBecomeOne(String intervals, String per, String wanted) {
        assertThat(made(() -> IntervalLists.collapse((List<?>) read(intervals), (Quantity) read(per))))
                .isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {Interval[@2012-01-01, @2012-01-15], Interval[@2012-01-16, @2012-02-01]} | null    | {Interval[@2012-01-01, @2012-02-01]}
            {Interval[@2012-01-01, @2012-01-15], Interval[@2012-01-17, @2012-02-01]} | null    | {Interval[@2012-01-01, @2012-01-15], Interval[@2012-01-17, @2012-02-01]}
            {Interval[@2012-01-01, @2012-01-15], Interval[@2012-01-18, @2012-02-01]} | 2 days  | {Interval[@2012-01-01, @2012-02-01]}
            {Interval[@2012-01-01, @2012-01-15], Interval[@2012-02-20, @2012-02-25]} | 1 month | {Interval[@2012-01-01, @2012-02-25]}
            {Interval[@2012-01-01, @2012-01-15], Interval[@2012-03-01, @2012-03-02]} | 1 month | {Interval[@2012-01-01, @2012-01-15], Interval[@2012-03-01, @2012-03-02]}
            {Interval[@2012-01-01T08:00Z, @2012-01-01T10:00Z], Interval[@2012-01-02T20:00Z, @2012-01-02T21:00Z]} | 1 day | {Interval[@2012-01-01T08:00Z, @2012-01-02T21:00Z]}
            {Interval[@2012-01, @2012-02], Interval[@2012-03, @2012-04]}             | null    | {Interval[@2012-01, @2012-04]}
            {Interval[@T01:00, @T02:59], Interval[@T03:00, @T04:00]}                 | null    | {Interval[@T01:00, @T04:00]}
            """)
    void datesMeetInTheCellsOfASize(String intervals, String per, String wanted) {
        assertThat(made(() -> IntervalLists.collapse((List<?>) read(intervals), (Quantity) read(per))))
                .isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Interval[1, 4]                | null    | {1, 2, 3, 4}
            Interval(0, 5)                | null    | {1, 2, 3, 4}
            Interval[1, 10]               | 3 '1'   | {1, 4, 7}
            Interval[1L, 2L]              | null    | {1L, 2L}
            Interval[10.0, 12.5]          | 1 '1'   | {10.0, 11.0, 12.0}
            Interval[10, 10]              | 0.5 '1' | {10.0, 10.5}
            Interval[1 'g', 3 'g']        | 1000 'mg' | {1.0 'g', 2.0 'g', 3.0 'g'}
            Interval[1, null]             | null    | {}
            Interval[1, null)             | null    | {}
            Interval[1, 4]                | 0 '1'   | {}
            Interval[1, 9]                | 3 'g'   | {1, 4, 7}
            Interval[0, 2000000]          | null    | error
            null                          | null    | null
            """)
    void oneIntervalBecomesThePointsWhereItsPartsStart(String interval, String per, String wanted) {
        assertThat(made(() -> Expansion.expand(read(interval), (Quantity) read(per))))
                .isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {Interval[@2018-01-01, @2018-01-03]}        | 1 day    | {Interval[@2018-01-01, @2018-01-01], Interval[@2018-01-02, @2018-01-02], Interval[@2018-01-03, @2018-01-03]}
            {Interval[@2018-01-01, @2018-01-05]}        | 2 days   | {Interval[@2018-01-01, @2018-01-02], Interval[@2018-01-03, @2018-01-04]}
            {Interval[@2018-01-01, @2018-01-20]}        | 1 week   | {Interval[@2018-01-01, @2018-01-07], Interval[@2018-01-08, @2018-01-14]}
            {Interval[@2018-01-31, @2018-03-01]}        | 1 month  | {Interval[@2018-01, @2018-01], Interval[@2018-02, @2018-02], Interval[@2018-03, @2018-03]}
            {Interval[@T10:00, @T12:30]}                | 1 hour   | {Interval[@T10, @T10], Interval[@T11, @T11], Interval[@T12, @T12]}
            {Interval[@T22:00, @T23:30]}                | 1 hour   | {Interval[@T22, @T22], Interval[@T23, @T23]}
            {Interval[@T10, @T10]}                      | 1 minute | {}
            {Interval[@2018-01-01T10Z, @2018-01-01T11:30Z]} | null | {Interval[@2018-01-01T10Z, @2018-01-01T10Z], Interval[@2018-01-01T11Z, @2018-01-01T11Z]}
            {Interval[@2018-01-01, @2018-01-02], Interval[@2018-01-02, @2018-01-03]} | 1 day | {Interval[@2018-01-01, @2018-01-01], Interval[@2018-01-02, @2018-01-02], Interval[@2018-01-03, @2018-01-03]}
            {null, Interval[@2018-01-01, null)}         | 1 day    | {}
            {Interval[@9999-12-31, @9999-12-31]}        | 1 day    | {Interval[@9999-12-31, @9999-12-31]}
            """)
    void datesAreCutToTheSizeAndPartsStayWithin(String intervals, String per, String wanted) {
        assertThat(made(() -> Expansion.expand(read(intervals), (Quantity) read(per))))
                .isEqualTo(wanted(wanted));
    }
}
