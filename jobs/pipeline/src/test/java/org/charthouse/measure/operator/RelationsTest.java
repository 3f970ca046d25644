package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.wanted;

import java.util.Map;
import org.charthouse.measure.value.Precision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How two intervals lie to each other: the first, a relation, the second, and whether it holds. */
class RelationsTest {

    private interface Relation {
        @Nullable
        Boolean of(@Nullable Object left, @Nullable Object right, @Nullable Precision precision);
    }

    private static final Map<String, Relation> RELATIONS = Map.ofEntries(
            Map.entry("overlaps", Intervals::overlaps),
            Map.entry("overlaps before", Intervals::overlapsBefore),
            Map.entry("overlaps after", Intervals::overlapsAfter),
            Map.entry("meets", Intervals::meets),
            Map.entry("meets before", Intervals::meetsBefore),
            Map.entry("before", Intervals::before),
            Map.entry("same or before", Intervals::sameOrBefore),
            Map.entry("same as", Intervals::sameAs),
            Map.entry("starts", Intervals::starts),
            Map.entry("ends", Intervals::ends),
            Map.entry("includes", Intervals::includes),
            Map.entry("properly includes", Intervals::properIncludes));

    private static String made(String left, String relation, String right, @Nullable Precision precision) {
        Relation known = java.util.Objects.requireNonNull(RELATIONS.get(relation), relation);
        return org.charthouse.measure.CqlText.made(() -> known.of(read(left), read(right), precision));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Interval[1, 5]     | overlaps          | Interval[5, 9]     | true
            Interval[1, 5)     | overlaps          | Interval[5, 9]     | false
            Interval[1, 5)     | overlaps          | Interval(3, 9]     | true
            Interval[1, 5]     | overlaps          | null               | null
            Interval[1, 5]     | overlaps          | Interval[3, null)  | true
            Interval[1, 5]     | overlaps          | Interval[7, null)  | false
            Interval[7, 9]     | overlaps          | Interval[3, null)  | null
            Interval[7, 9]     | overlaps          | Interval(null, 8]  | true
            Interval[7, null)  | overlaps          | Interval[3, null)  | null
            Interval[7, null)  | overlaps          | Interval[7, null)  | true
            Interval[1, 5]     | overlaps before   | Interval[3, null)  | true
            Interval[1, 5]     | overlaps before   | Interval[3, 4]     | true
            Interval[3, 5]     | overlaps before   | Interval(2, 9]     | false
            Interval[1, 5]     | overlaps before   | Interval[6, 9]     | false
            Interval[3, 9]     | overlaps after    | Interval[1, 5]     | true
            Interval[3, 9]     | overlaps after    | Interval[1, 10)    | false
            Interval[3, null)  | overlaps after    | Interval[1, 5]     | null
            Interval[1, 5]     | meets             | Interval[6, 9]     | true
            Interval[6, 9]     | meets             | Interval[1, 5]     | true
            Interval[1, 5]     | meets             | Interval[5, 9]     | false
            Interval[1, 5]     | meets             | Interval[7, 9]     | false
            Interval[1, 5]     | meets             | Interval[7, null)  | false
            Interval[1, null)  | meets             | Interval[7, 9]     | null
            Interval[1.0, 5.0] | meets before      | Interval[5.00000001, 9.0] | true
            Interval[6, 9]     | meets before      | Interval[1, 5]     | false
            Interval[9, null)  | meets before      | Interval[7, 9]     | false
            Interval[1, null]  | meets before      | Interval[7, 9]     | false
            Interval[1, 5]     | before            | Interval[6, 9]     | true
            Interval[1, 5]     | before            | Interval[5, 9]     | false
            Interval[1, 5]     | before            | 6                  | true
            5                  | before            | Interval(5, 9]     | true
            5                  | before            | null               | null
            Interval[1, null)  | before            | Interval[6, 9]     | null
            Interval[1, 5]     | same or before    | Interval[5, 9]     | true
            Interval[1, 5]     | same or before    | 4                  | false
            Interval[1, 5]     | same as           | Interval(0, 6)     | true
            Interval[1, 5]     | same as           | Interval[1, 6]     | false
            Interval[2, null)  | same as           | Interval[1, 6]     | false
            Interval[1, 5]     | starts            | Interval[1, 9]     | true
            Interval[1, 9]     | starts            | Interval[1, 5]     | false
            Interval[1, 5]     | starts            | Interval[1, null)  | null
            Interval[3, 5]     | ends              | Interval[1, 5]     | true
            Interval[1, 5]     | ends              | Interval[3, 5]     | false
            Interval[1, 5]     | includes          | Interval[1, 5]     | true
            Interval[1, 5]     | includes          | Interval[2, 6]     | false
            Interval[1, null]  | includes          | Interval[2, 2000]  | true
            Interval[1, null)  | includes          | Interval[0, 2]     | false
            Interval[1, 5]     | includes          | null               | null
            Interval[1, 5]     | properly includes | Interval[1, 5]     | false
            Interval[1, 5]     | properly includes | Interval(0, 5)     | true
            Interval<Integer>[null, null] | properly includes | Interval[1, 5] | true
            """)
    void numbersRelateByTheirFirstAndLastPoints(String left, String relation, String right, String wanted) {
        assertThat(made(left, relation, right, null)).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Interval[@2012-01-01, @2012-01-31]  | meets         | Interval[@2012-02-01, @2012-02-29]   | true
            Interval[@T03, @T04]                | meets         | Interval[@T05, @T06]                 | true
            Interval[@2012-01, @2012-02]        | meets         | Interval[@2012-03, @2012-04]         | true
            Interval[@2012-01, @2012-02]        | meets         | Interval[@2012-03-01, @2012-04-01]   | null
            Interval[@2012, @2013]              | before        | Interval[@2014-05-01, @2015-01-01]   | true
            Interval[@2012, @2013]              | before        | Interval[@2013-05-01, @2015-01-01]   | null
            Interval[@2012, @2014]              | overlaps      | Interval[@2013-05-01, @2013-06-01]   | true
            Interval[@2012, @2013]              | overlaps      | Interval[@2012-05-01, @2012-06-01]   | null
            Interval[@2012-05-01, @2012-06-01]  | overlaps      | Interval[@2012-06, @2012-08]         | null
            Interval[@2012-01-01, @2012-12-31]  | includes      | Interval[@2012-05, @2012-06]         | true
            Interval[@2012-01-01, @2012-12-31]  | includes      | Interval[@2012-12, @2013-06]         | false
            Interval[@2012-01-01, @2012-12-31]  | includes      | Interval[@2012, @2012]               | null
            Interval[@2012-01-01T00:00:00, @2012-01-02T00:00:00] | includes \
                | Interval[@2012-01-01T00:00:00.000, @2012-01-02T00:00:00.000] | true
            """)
    void datesRelateAsFarAsTheyAreKnown(String left, String relation, String right, String wanted) {
        assertThat(made(left, relation, right, null)).isEqualTo(wanted(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Interval[@2012-01-01, @2012-01-20] | meets          | MONTH | Interval[@2012-02-10, @2012-02-29]  | true
            Interval[@2012-01-01, @2012-01-20] | overlaps       | MONTH | Interval[@2012-01-25, @2012-02-29]  | true
            Interval[@2012-01-01, @2012-01-20] | before         | MONTH | Interval[@2012-01-25, @2012-02-29]  | false
            Interval[@2012-01-01, @2012-01-20] | starts         | MONTH | Interval[@2012-01-15, @2012-02-29]  | true
            Interval[@2012-01-01, @2012-01-20] | same as        | MONTH | Interval[@2012-01-05, @2012-01-06]  | true
            Interval[@2012-01-01, @2012-01-20] | same as        | DAY   | Interval[@2012-01, @2012-01-20]     | null
            Interval[@2012-01-10, @2012-01-20] | includes       | YEAR  | Interval[@2012-02-10, @2012-03-20]  | true
            Interval[@2012-01-10, @2012-02-20] | properly includes | YEAR | Interval[@2012-05-10, @2012-06-20] | false
            Interval[@2012-01-01T22:00:00-05:00, @2012-01-02T20:00:00-05:00] | same or before | DAY \
                | Interval[@2012-01-02T01:00:00Z, @2012-01-05T00:00:00Z] | true
            Interval[@2012-01-01T22:00:00-05:00, @2012-01-02T20:00:00-05:00] | same or before | HOUR \
                | Interval[@2012-01-02T01:00:00Z, @2012-01-05T00:00:00Z] | false
            """)
    void aPrecisionLeavesOutWhatIsFiner(
            String left, String relation, Precision precision, String right, String wanted) {
        assertThat(made(left, relation, right, precision)).isEqualTo(wanted(wanted));
    }
}
