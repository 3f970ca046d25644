package org.charthouse.lake;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BitwiseOr;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Many tests of one row, computed together: two bits a test, {@value #PER_WORD} tests a long. What the row does to each test
 * is told by its number, so that what costs time is what holds, not what is asked. Tests that are only about some values of a
 * column are computed for rows with these.
 */
public final class RowTests implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int PER_WORD = 32;
    private static final long APPLIES = 0x5555_5555_5555_5555L;

    private final List<Test> tests;
    private final List<TestsByValue> byValue;

    /** The tests that are about rows whatever their values. */
    private final int[] general;

    /** The words of general tests; then, for each column by whose values tests are limited, the place of its value and words. */
    private final RowValues words;

    /**
     * A test; null counts as no.
     *
     * @param applies whether it is about the row; about every row where null
     * @param breaks whether a row that it is about breaks it
     */
    public record Test(@Nullable Expression applies, Expression breaks) implements Serializable {

        public static Test of(Optional<Expression> applies, Expression breaks) {
            return new Test(applies.orElse(null), breaks);
        }
    }

    /** Takes note of what a row does to tests, by their numbers from 0. */
    public interface Finding {

        /** A test that is not about every row is about this one. */
        void applies(int test);

        void breaks(int test);

        /** A test could not be computed. */
        void fails(int test, RuntimeException why);
    }

    public RowTests(List<Test> tests) {
        this.tests = new ArrayList<>(tests);
        this.byValue = new ArrayList<>(TestsByValue.of(tests));
        Set<Integer> limited = new HashSet<>();
        byValue.forEach(each -> limited.addAll(each.all()));
        this.general = IntStream.range(0, tests.size())
                .filter(test -> !limited.contains(test))
                .toArray();
        List<Expression> packed = new ArrayList<>();
        for (int from = 0; from < general.length; from += PER_WORD) {
            packed.add(word(general, from));
        }
        for (TestsByValue each : byValue) {
            packed.add(each.place());
            for (int from = 0; from < each.most(); from += PER_WORD) {
                List<Expression> byPlace = new ArrayList<>();
                for (int place = 0; place < each.places(); place++) {
                    byPlace.add(word(each.at(place), from));
                }
                packed.add(each.chosen(byPlace));
            }
        }
        this.words = new RowValues(packed);
    }

    public int size() {
        return tests.size();
    }

    /** Whether a test is about every row. */
    public boolean isAboutAll(int test) {
        return tests.get(test).applies() == null;
    }

    /** Compiled tests, for one thread. */
    public Running start() {
        return new Running(words.start());
    }

    /** The word of the tests from a position of a list on. */
    private Expression word(int[] numbers, int from) {
        return from < numbers.length
                ? word(numbers, from, Math.min(numbers.length, from + PER_WORD), from)
                : Literal.create(0L, DataTypes.LongType);
    }

    /** Halves, so that the tree stays flat. */
    private Expression word(int[] numbers, int from, int until, int start) {
        if (until - from == 1) {
            return bits(tests.get(numbers[from]), 2 * (from - start));
        }
        int middle = (from + until) / 2;
        return new BitwiseOr(word(numbers, from, middle, start), word(numbers, middle, until, start));
    }

    private static Expression bits(Test test, int at) {
        Expression none = Literal.create(0L, DataTypes.LongType);
        if (test.applies() == null) {
            return new If(test.breaks(), Literal.create(2L << at, DataTypes.LongType), none);
        }
        Expression held = new If(
                test.breaks(),
                Literal.create(3L << at, DataTypes.LongType),
                Literal.create(1L << at, DataTypes.LongType));
        return new If(test.applies(), held, none);
    }

    /** Tests under way, on one thread. */
    public final class Running implements AutoCloseable {

        private final RowValues.Computed computed;

        private Running(RowValues.Computed computed) {
            this.computed = computed;
        }

        /** Whether Spark could compile the tests; otherwise they give the same, slowly. */
        public boolean isCompiled() {
            return computed.isCompiled();
        }

        /** Leaves the code to the next that asks. */
        @Override
        public void close() {
            computed.close();
        }

        /** Tells what a row does to all tests. */
        public void test(InternalRow row, Finding finding) {
            UnsafeRow found;
            try {
                found = computed.of(row);
            } catch (RuntimeException e) { // a cast or a division, in one test of many
                oneByOne(row, finding);
                return;
            }
            int field = 0;
            for (int from = 0; from < general.length; from += PER_WORD) {
                tell(found.getLong(field++), general, from, finding);
            }
            for (TestsByValue each : byValue) {
                int[] about = each.at(found.getLong(field));
                for (int from = 0; from < about.length; from += PER_WORD) {
                    tell(found.getLong(field + 1 + from / PER_WORD), about, from, finding);
                }
                field += 1 + (each.most() + PER_WORD - 1) / PER_WORD;
            }
        }

        private void tell(long word, int[] numbers, int from, Finding finding) {
            for (long bits = word & APPLIES; bits != 0; bits &= bits - 1) {
                finding.applies(numbers[from + Long.numberOfTrailingZeros(bits) / 2]);
            }
            for (long bits = word & ~APPLIES; bits != 0; bits &= bits - 1) {
                finding.breaks(numbers[from + Long.numberOfTrailingZeros(bits) / 2]);
            }
        }

        private void oneByOne(InternalRow row, Finding finding) {
            oneByOne(general, row, finding);
            byValue.forEach(each -> oneByOne(each.at((Long) each.place().eval(row)), row, finding));
        }

        private void oneByOne(int[] numbers, InternalRow row, Finding finding) {
            for (int i : numbers) {
                try {
                    Test test = tests.get(i);
                    boolean applies = test.applies() == null || holds(test.applies(), row);
                    boolean breaks = applies && holds(test.breaks(), row);
                    if (applies && test.applies() != null) {
                        finding.applies(i);
                    }
                    if (breaks) {
                        finding.breaks(i);
                    }
                } catch (RuntimeException e) {
                    finding.fails(i, e);
                }
            }
        }

        private boolean holds(Expression expression, InternalRow row) {
            return Boolean.TRUE.equals(expression.eval(row));
        }
    }
}
