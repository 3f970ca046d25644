package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import java.util.Objects;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.PointType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ends of intervals and the points in them. A square bracket beside null is the end of all, a round one is unknown. */
class IntervalsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Interval[1, 5]                           | 1                        | 5
            Interval(1, 5)                           | 2                        | 4
            Interval(1.0, 5.0)                       | 1.00000001               | 4.99999999
            Interval(1 'g', 5 'g')                   | 1.00000001 'g'           | 4.99999999 'g'
            Interval[null, 5]                        | -2147483648              | 5
            Interval(null, 5]                        | null                     | 5
            Interval[5, null)                        | 5                        | null
            Interval[5L, null]                       | 5L                       | 9223372036854775807L
            Interval[5 'g', null]                    | 5.0 'g'                  | 99999999999999999999.99999999 'g'
            Interval[@2012-05-05, null]              | @2012-05-05              | @9999-12-31
            Interval(@2012-05, @2012-08)             | @2012-06                 | @2012-07
            Interval[@2012-05-05T10Z, @2012-08-01T00Z) | @2012-05-05T10Z        | @2012-07-31T23Z
            Interval[null, @T10:30]                  | @T00:00:00.000           | @T10:30
            Interval<Integer>(null, null)            | null                     | null
            Interval<Integer>[null, null]            | -2147483648              | 2147483647
            Interval(2147483647, null]               | null                     | 2147483647
            null                                     | null                     | null
            """)
    void anOpenEndIsAStepInsideAndUnknownWhereItIsNull(String interval, String start, String end) {
        assertThat(made(() -> Intervals.start(read(interval)))).isEqualTo(wanted(start));
        assertThat(made(() -> Intervals.end(read(interval)))).isEqualTo(wanted(end));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Interval[1, 5]                 | Interval[1, 5]
            Interval[5, 5]                 | Interval[5, 5]
            Interval[5, 4]                 | error
            Interval[5, 5)                 | error
            Interval(5, 5]                 | error
            Interval(5, 6)                 | error
            Interval(5, 7)                 | Interval(5, 7)
            Interval[@2012-05, @2012-01-05] | error
            Interval[@2012, @2012-01-05]   | Interval[@2012, @2012-01-05]
            Interval[2 'm', 100 'cm']      | error
            Interval[5, null)              | Interval[5, null)
            """)
    void anIntervalThatEndsBeforeItStartsIsNone(String text, String wanted) {
        Interval given = Objects.requireNonNull((Interval) read(text));
        assertThat(made(() -> Intervals.of(
                        given.low(), given.lowClosed(), given.high(), given.highClosed(), PointType.UNKNOWN)))
                .isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Interval[3, 7]         | 4         | 5
            Interval[3, 8)         | 4         | 5
            Interval[3.0, 7.0]     | 4.0       | 4.00000001
            Interval[3 'g', 7 'g'] | 4.0 'g'   | 4.00000001 'g'
            Interval[3, null)      | null      | null
            null                   | null      | null
            """)
    void theSizeIsAStepMoreThanTheWidth(String interval, String width, String size) {
        assertThat(made(() -> Intervals.width(read(interval)))).isEqualTo(wanted(width));
        assertThat(made(() -> Intervals.size(read(interval)))).isEqualTo(wanted(size));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Interval[4, 4]               | 4
            Interval[4, 5)               | 4
            Interval[1, 4]               | error
            Interval[@2012-05, @2012-05] | @2012-05
            Interval[1, null)            | error
            null                         | null
            """)
    void onlyAnIntervalOfOnePointHasAPoint(String interval, String wanted) {
        assertThat(made(() -> Intervals.pointFrom(read(interval)))).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Interval[1, 5]                     | 1                    | true  | true
            Interval[1, 5]                     | 6                    | false | false
            Interval(1, 5)                     | 5                    | false | false
            Interval[4, 4]                     | 4                    | true  | false
            Interval[1, 5]                     | null                 | null  | null
            null                               | 3                    | false | false
            Interval[1, null)                  | 0                    | false | false
            Interval[1, null)                  | 1                    | true  | null
            Interval[1, null)                  | 2                    | null  | null
            Interval(null, 5]                  | 5                    | true  | null
            Interval(null, 5]                  | 6                    | false | false
            Interval[1, null]                  | 2000000000           | true  | true
            Interval<Integer>(null, null)      | 3                    | null  | null
            Interval[1 'g', 2 'g']             | 1500 'mg'            | true  | true
            Interval[1 'g', 2 'g']             | 1 'cm'               | null  | null
            Interval[@2012-05, @2012-08]       | @2012-06-30          | true  | true
            Interval[@2012-05, @2012-08]       | @2012-05-05          | null  | null
            Interval[@2012-05, @2012-08]       | @2012-09-01          | false | false
            Interval[@2012-05-01, @2012-08-01] | @2012                | null  | null
            Interval[@2012-05-01, @2012-08-01] | @2012-06-01T10:00Z   | true  | true
            Interval[@2012-05-01, @2012-08-01] | @2012-08-01T10:00Z   | null  | null
            """)
    void apointIsInAnIntervalAndProperlySoWhereItIsNotAlone(
            String interval, String point, String contained, String properly) {
        assertThat(made(() -> Intervals.contains(read(interval), read(point), null)))
                .isEqualTo(wanted(contained));
        assertThat(made(() -> Intervals.properContains(read(interval), read(point), null)))
                .as("properly")
                .isEqualTo(wanted(properly));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Interval[@2012-05-10, @2012-08-20]   | @2012-05-01         | MONTH | true
            Interval[@2012-05-10, @2012-08-20]   | @2012-05            | MONTH | true
            Interval[@2012-05-10, @2012-08-20]   | @2012               | MONTH | null
            Interval[@2012-05-10, @2012-08-20]   | @2012-09-01         | MONTH | false
            Interval[@2012-05, @2012-08]         | @2012-05-05         | DAY   | null
            Interval[@2012-05-10T08:00:00.000Z, @2012-05-12T10:00:00.000Z] | @2012-05-12T23:00:00.000Z | DAY | true
            Interval[@2012-05-10T08:00:00.000Z, @2012-05-12T10:00:00.000Z] | @2012-05-12T23:00:00.000-05:00 | DAY | true
            Interval[@2012-05-10T08:00:00.000Z, @2012-05-12T10:00:00.000Z] | @2012-05-12T08:00:00.000-05:00 | HOUR | false
            Interval[@2012-05-10T08:00:00.000Z, @2012-05-12T10:00:00.000Z] | @2012-05-12T05:59:00.000-05:00 | HOUR | true
            """)
    void pointsAreInAnIntervalToAPrecision(
            String interval, String point, org.charthouse.measure.value.Precision precision, String wanted) {
        assertThat(made(() -> Intervals.contains(read(interval), read(point), precision)))
                .isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Interval[1, 10]          | Interval[5, 15]          | Interval[1, 15]    | Interval[5, 10]    | Interval[1, 4]
            Interval[5, 15]          | Interval[1, 10]          | Interval[1, 15]    | Interval[5, 10]    | Interval[11, 15]
            Interval[1, 10]          | Interval[3, 7]           | Interval[1, 10]    | Interval[3, 7]     | null
            Interval[3, 7]           | Interval[1, 10]          | Interval[1, 10]    | Interval[3, 7]     | null
            Interval[1, 5]           | Interval[6, 9]           | Interval[1, 9]     | null               | Interval[1, 5]
            Interval[1, 5]           | Interval[7, 9]           | null               | null               | Interval[1, 5]
            Interval[1, 5]           | null                     | null               | null               | null
            null                     | Interval[1, 5]           | null               | null               | null
            Interval[1.0, 9.0]       | Interval[4.0, 9.0]       | Interval[1.0, 9.0] | Interval[4.0, 9.0] | Interval[1.0, 3.99999999]
            Interval[1, 10]          | Interval[5, null)        | Interval[1, null)  | Interval[5, null)  | null
            Interval[1, 10]          | Interval(null, 5]        | Interval(null, 10] | Interval(null, 5]  | null
            Interval[6, 9]           | Interval(null, 5]        | Interval(null, 9]  | null               | Interval[6, 9]
            Interval[1, 10]          | Interval[5, null]        | Interval[1, 2147483647] | Interval[5, 10] | Interval[1, 4]
            Interval[1, null)        | Interval(null, 5]        | null               | null               | null
            Interval[@2012-01-05, @2012-01-15] | Interval[@2012-01-16, @2012-01-20] \
                | Interval[@2012-01-05, @2012-01-20] | null | Interval[@2012-01-05, @2012-01-15]
            """)
    void bothTogetherWhatTheyShareAndWhatTheFirstHasAlone(
            String left, String right, String union, String intersection, String rest) {
        Interval one = (Interval) read(left);
        Interval other = (Interval) read(right);
        assertThat(made(() -> IntervalSets.union(one, other))).as("union").isEqualTo(wanted(union));
        assertThat(made(() -> IntervalSets.intersect(one, other)))
                .as("intersect")
                .isEqualTo(wanted(intersection));
        assertThat(made(() -> IntervalSets.except(one, other))).as("except").isEqualTo(wanted(rest));
    }
}
