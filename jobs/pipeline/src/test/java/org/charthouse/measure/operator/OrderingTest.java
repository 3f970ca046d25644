package org.charthouse.measure.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.CqlText.list;
import static org.charthouse.measure.CqlText.made;
import static org.charthouse.measure.CqlText.read;
import static org.charthouse.measure.CqlText.show;
import static org.charthouse.measure.CqlText.wanted;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two operands; then whether the first is less, at most, more and at least the second. */
class OrderingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1              | 2             | true  | true  | false | false
            2              | 2             | false | true  | false | true
            1              | 1.5           | true  | true  | false | false
            3L             | 2             | false | false | true  | true
            1              | null          | null  | null  | null  | null
            'Jack'         | 'Jill'        | true  | true  | false | false
            'a'            | 'B'           | false | false | true  | true
            1 'm'          | 10 'cm'       | false | false | true  | true
            60 minutes     | 1 hour        | false | true  | false | true
            90 'min'       | 1 hour        | false | false | true  | true
            11 months      | 1 year        | true  | true  | false | false
            1 month        | 40 days       | null  | null  | null  | null
            1 'cm2'        | 1 'cm'        | null  | null  | null  | null
            @2012-01-01    | @2012-02      | true  | true  | false | false
            @2012-01-01    | @2012-01      | null  | null  | null  | null
            @2012          | @2012         | false | true  | false | true
            @2012-01-01    | @2012-01-01T12 | null | null  | null  | null
            @2012-01-01    | @2012-01-02T12 | true | true  | false | false
            @2012-01-01T10:00:00 | @2012-01-01T10:00:00.001 | true | true | false | false
            @2012-01-01T10:00:00 | @2012-01-01T10:00:00.000 | false | true | false | true
            @2012-01-01T06:00+06:00 | @2012-01-01T00:30Z   | true | true | false | false
            @T10           | @T11:30       | true  | true  | false | false
            @T10           | @T10:30       | null  | null  | null  | null
            1..3           | 4             | true  | true  | false | false
            1..3           | 3             | null  | true  | false | null
            3              | 1..3          | false | null  | null  | true
            1..3           | 1             | false | null  | null  | true
            1..3           | 3..5          | null  | true  | false | null
            1..3           | 2..5          | null  | null  | null  | null
            1              | 'one'         | error | error | error | error
            @T10           | @2012         | error | error | error | error
            """)
    void whatCannotBeToldIsNullAndWhatHasNoOrderIsAnError(
            String left, String right, String less, String atMost, String more, String atLeast) {
        Object one = read(left);
        Object other = read(right);
        assertThat(made(() -> Ordering.less(one, other))).as("<").isEqualTo(wanted(less));
        assertThat(made(() -> Ordering.lessOrEqual(one, other))).as("<=").isEqualTo(wanted(atMost));
        assertThat(made(() -> Ordering.greater(one, other))).as(">").isEqualTo(wanted(more));
        assertThat(made(() -> Ordering.greaterOrEqual(one, other))).as(">=").isEqualTo(wanted(atLeast));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {3, null, 1, 2}                          | {null, 1, 2, 3}
            {'b', 'a', 'B', 'A'}                     | {'A', 'B', 'a', 'b'}
            {2 'g', 500 'mg', 1 'g'}                 | {500 'mg', 1 'g', 2 'g'}
            {@2012-05-02, @2012-05, @2012, @2011-12} | {@2011-12, @2012, @2012-05, @2012-05-02}
            {@2012-01-01T12:00Z, @2012-01-01T, @2012-01-01T12:00+02:00} \
                | {@2012-01-01T, @2012-01-01T12:00+02:00, @2012-01-01T12:00Z}
            """)
    void sortedNullsComeFirstAndWhatIsLessPreciseBeforeWhatIsMore(String items, String wanted) {
        List<@Nullable Object> sorted = new ArrayList<>(list(items));
        sorted.sort(Ordering::sort);
        assertThat(show(sorted)).isEqualTo(wanted(wanted));
    }
}
