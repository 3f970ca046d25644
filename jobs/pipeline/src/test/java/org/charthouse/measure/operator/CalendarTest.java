package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import org.charthouse.measure.value.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates, durations, and the time between dates. */
class CalendarTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            @2012-02-29               | 1 year         | @2013-02-28               | @2011-02-28
            @2014-01-31               | 1 month        | @2014-02-28               | @2013-12-31
            @2014-03-31               | 1 month        | @2014-04-30               | @2014-02-28
            @2018-05-02               | 3 weeks        | @2018-05-23               | @2018-04-11
            @2018-05-02               | 3 'wk'         | @2018-05-23               | @2018-04-11
            @2018-05-02               | 1 'd'          | @2018-05-03               | @2018-05-01
            @2014-01-01               | 1.9 days       | @2014-01-02               | @2013-12-31
            @2014-01-31               | 1.9 months     | @2014-02-28               | @2013-12-31
            @2014                     | 25 months      | @2016                     | @2012
            @2014                     | 18 months      | @2015                     | @2013
            @2014                     | 364 days       | @2014                     | @2014
            @2014                     | 730 days       | @2016                     | @2012
            @2014-06                  | 33 days        | @2014-07                  | @2014-05
            @2014-06                  | 29 days        | @2014-06                  | @2014-06
            @2014-06                  | 5 weeks        | @2014-07                  | @2014-05
            @2014-06-10               | 25 hours       | @2014-06-11               | @2014-06-09
            @2014-06-10T10Z           | 90 minutes     | @2014-06-10T11Z           | @2014-06-10T09Z
            @2014-06-10T10:20Z        | 1 hour         | @2014-06-10T11:20Z        | @2014-06-10T09:20Z
            @2014-06-10T10:20:30.500Z | 1.5 seconds    | @2014-06-10T10:20:32.000Z | @2014-06-10T10:20:29.000Z
            @2014-06-10T10:20:30.500Z | 750 milliseconds | @2014-06-10T10:20:31.250Z | @2014-06-10T10:20:29.750Z
            @2014-03-09T10:00:00.000-05:00 | 1 day     | @2014-03-10T10:00:00.000-05:00 | @2014-03-08T10:00:00.000-05:00
            @T15:59                   | 5 hours        | @T20:59                   | @T10:59
            @T23:30                   | 1 hour         | @T00:30                   | @T22:30
            @9999-12-31               | 1 day          | null                      | @9999-12-30
            @0001-01-01               | 1 year         | @0002-01-01               | null
            @2014-01-01               | null           | null                      | null
            @2014-01-01               | 1 'mo'         | error                     | error
            @2014-01-01               | 1 'a'          | error                     | error
            @2014-01-01               | 1 'mg'         | error                     | error
            """)
    void aDurationIsAddedByTheCalendarInWholeUnitsOfTheDate(
            String date, String duration, String later, String earlier) {
        assertThat(made(() -> Arithmetic.add(read(date), read(duration)))).isEqualTo(wanted(later));
        assertThat(made(() -> Arithmetic.subtract(read(date), read(duration)))).isEqualTo(wanted(earlier));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            YEAR        | @2012-03-10                | @2013-03-09                | 0    | 1
            YEAR        | @2012-03-10                | @2013-03-10                | 1    | 1
            YEAR        | @2012-12-31                | @2013-01-01                | 0    | 1
            YEAR        | @2013-03-10                | @2012-03-11                | 0    | -1
            YEAR        | @2012-03-10T10:20:00Z      | @2013-03-10T09:20:00Z      | 0    | 1
            MONTH       | @2012-01-31                | @2012-02-28                | 0    | 1
            MONTH       | @2012-03-10                | @2013-01-09                | 9    | 10
            MONTH       | @2014-05-10                | @2013-01-08                | -16  | -16
            WEEK        | @2012-03-03                | @2012-03-04                | 0    | 1
            WEEK        | @2012-03-04                | @2012-03-10                | 0    | 0
            WEEK        | @2012-03-10                | @2012-03-24                | 2    | 2
            DAY         | @2012-01-31T12:30:00Z      | @2012-02-01T09:00:00Z      | 0    | 1
            DAY         | @2011-12-05T05:00:00Z      | @2011-12-04T08:45:00Z      | 0    | -1
            DAY         | @2012-01-01T23:00:00-05:00 | @2012-01-02T03:00:00Z      | 0    | 1
            DAY         | @2012-01-01T20:00:00-05:00 | @2012-01-02T20:00:00Z      | 1    | 1
            HOUR        | @2012-03-01T03:10:00Z      | @2012-03-01T05:09:00Z      | 1    | 2
            HOUR        | @2017-03-12T01:00:00-07:00 | @2017-03-12T03:00:00-06:00 | 1    | 1
            MINUTE      | @2017-11-05T01:30:00-06:00 | @2017-11-05T01:15:00-07:00 | 45   | 45
            SECOND      | @T10:00:00.600             | @T10:00:02.500             | 1    | 2
            MILLISECOND | @T10:00:00                 | @T10:00:02                 | 2000 | 2000
            HOUR        | @T20                       | @T23:25                    | 3    | 3
            DAY         | null                       | @2012-01-01                | null | null
            DAY         | 5                          | @2012-01-01                | error | error
            """)
    void wholePeriodsAreCountedAndBoundariesThatAreCrossed(
            Precision unit, String from, String to, String duration, String difference) {
        assertThat(made(() -> Calendar.duration(read(from), read(to), unit))).isEqualTo(wanted(duration));
        assertThat(made(() -> Calendar.difference(read(from), read(to), unit))).isEqualTo(wanted(difference));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            YEAR  | @2005            | @2010            | 5                  | 5
            YEAR  | @2005-05         | @2010-04         | 4                  | 5
            YEAR  | @2005T           | @2010T           | 5                  | 5
            MONTH | @2005-06-15      | @2005-07         | 0                  | 1
            MONTH | @2012-01-02      | @2012            | 0..11              | 0..11
            DAY   | @2014-01-15      | @2014-02         | 17..44             | 17..44
            DAY   | @2014-01-15T     | @2014-02T        | 16..44             | 17..44
            DAY   | @2014-01-15T     | @2014-01-16T     | 1                  | 1
            HOUR  | @2014-01-15T     | @2014-01-15T12Z  | -11..12            | -11..12
            HOUR  | @T10             | @T12:30          | 2                  | 2
            """)
    void whatIsNotToldMakesARange(Precision unit, String from, String to, String duration, String difference) {
        assertThat(made(() -> Calendar.duration(read(from), read(to), unit))).isEqualTo(wanted(duration));
        assertThat(made(() -> Calendar.difference(read(from), read(to), unit))).isEqualTo(wanted(difference));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            YEAR        | @2012-03-10                    | 2012
            MONTH       | @2012-03-10                    | 3
            DAY         | @2012-03-10T23:00:00.000-05:00 | 10
            HOUR        | @2012-03-10T23:00:00.000-05:00 | 23
            HOUR        | @2012-03-10T                   | null
            MILLISECOND | @T10:00:00.055                 | 55
            MILLISECOND | @T10:00:00                     | null
            WEEK        | @2012-03-10                    | null
            DAY         | null                           | null
            """)
    void aPartIsThatOfItsOwnOffset(Precision part, String value, String wanted) {
        assertThat(made(() -> Calendar.component(read(value), part))).isEqualTo(wanted(wanted));
    }
}
