package org.charthouse.lake;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.lake.StaticCall.Value;
import scala.collection.JavaConverters;

/**
 * Tests that are only about rows with some text in one column, such as those of one laboratory code. The text is looked up
 * once for each row, and only the tests about it are computed, so that a thousand tests of a hundred codes cost as ten do.
 * Public for the sake of generated code.
 */
public final class TestsByValue implements Serializable {

    /** The place of a value that no test is about. */
    static final int NONE = 0;

    private static final long serialVersionUID = 1;

    /** A test of many values would stand in the code once for each. */
    private static final int MOST_VALUES = 16;

    private final int column;
    private final HashMap<UTF8String, Integer> places = new HashMap<>();

    /** The numbers of the tests about the value at each place. */
    private final ArrayList<int[]> tests = new ArrayList<>(List.of(new int[0]));

    private final int most;

    /** What limits a test to rows with one of some texts in a column. */
    private record Limit(int column, SortedSet<String> values) {}

    private TestsByValue(int column, SortedMap<String, List<Integer>> byValue) {
        this.column = column;
        byValue.forEach((value, about) -> {
            places.put(UTF8String.fromString(value), tests.size());
            tests.add(about.stream().mapToInt(Integer::intValue).toArray());
        });
        this.most = tests.stream().mapToInt(about -> about.length).max().orElse(0);
    }

    /** The tests that are limited by one column or another; of several, the one that tells more values apart. */
    static List<TestsByValue> of(List<RowTests.Test> tests) {
        List<List<Limit>> limits = new ArrayList<>();
        Map<Integer, SortedSet<String>> told = new TreeMap<>();
        for (RowTests.Test test : tests) {
            List<Limit> found = new ArrayList<>();
            if (test.applies() != null) {
                collect(test.applies(), found);
            }
            found.forEach(limit ->
                    told.computeIfAbsent(limit.column(), any -> new TreeSet<>()).addAll(limit.values()));
            limits.add(found);
        }
        Map<Integer, SortedMap<String, List<Integer>>> byColumn = new TreeMap<>();
        for (int i = 0; i < tests.size(); i++) {
            int test = i;
            limits.get(test).stream()
                    .max(Comparator.comparing(limit ->
                            Objects.requireNonNull(told.get(limit.column())).size()))
                    .ifPresent(limit -> limit.values()
                            .forEach(value -> byColumn.computeIfAbsent(limit.column(), any -> new TreeMap<>())
                                    .computeIfAbsent(value, any -> new ArrayList<>())
                                    .add(test)));
        }
        return byColumn.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> new TestsByValue(each.getKey(), each.getValue()))
                .toList();
    }

    /** The parts of a condition that only rows with some texts fulfil. */
    private static void collect(Expression condition, List<Limit> found) {
        if (condition instanceof And both) {
            collect(both.left(), found);
            collect(both.right(), found);
        } else if (condition instanceof EqualTo equal) {
            limit(equal.left(), List.of(equal.right()))
                    .or(() -> limit(equal.right(), List.of(equal.left())))
                    .ifPresent(found::add);
        } else if (condition instanceof In in) {
            limit(in.value(), JavaConverters.seqAsJavaList(in.list())).ifPresent(found::add);
        }
    }

    private static Optional<Limit> limit(Expression column, List<Expression> values) {
        SortedSet<String> texts = new TreeSet<>();
        for (Expression value : values) {
            if (!(value instanceof Literal literal) || !(literal.value() instanceof UTF8String text)) {
                return Optional.empty();
            }
            texts.add(text.toString());
        }
        return column instanceof BoundReference bound && texts.size() <= MOST_VALUES
                ? Optional.of(new Limit(bound.ordinal(), texts))
                : Optional.empty();
    }

    /** The numbers of all tests. */
    Collection<Integer> all() {
        SortedSet<Integer> all = new TreeSet<>();
        tests.forEach(about -> {
            for (int test : about) {
                all.add(test);
            }
        });
        return all;
    }

    /** The most tests that one value has. */
    int most() {
        return most;
    }

    /** The numbers of the tests about the value at a place. */
    int[] at(long place) {
        return tests.get((int) place);
    }

    /** How many places there are, that of no value included. */
    int places() {
        return tests.size();
    }

    /** The place of a row's value: what {@link #chosen} chooses by. */
    Expression place() {
        BoundReference text = new BoundReference(column, DataTypes.StringType, true);
        Expression found = StaticCall.expression(
                TestsByValue.class, "place", DataTypes.LongType, List.of(new Value(text, DataTypes.StringType)), this);
        return new Coalesce(
                JavaConverters.asScalaBuffer(List.of(found, literal(NONE))).toSeq());
    }

    /** For generated code: the place of a text. */
    public static Long place(UTF8String text, TestsByValue tests) {
        return tests.places.getOrDefault(text, NONE).longValue();
    }

    /** One of some values by the place of the row's value, found in halves. */
    Expression chosen(List<Expression> byPlace) {
        return chosen(place(), byPlace, 0);
    }

    private static Expression chosen(Expression place, List<Expression> byPlace, int first) {
        if (byPlace.size() == 1) {
            return byPlace.get(0);
        }
        int middle = byPlace.size() / 2;
        return new If(
                new LessThan(place, literal(first + middle)),
                chosen(place, byPlace.subList(0, middle), first),
                chosen(place, byPlace.subList(middle, byPlace.size()), first + middle));
    }

    private static Literal literal(long number) {
        return Literal.create(number, DataTypes.LongType);
    }
}
