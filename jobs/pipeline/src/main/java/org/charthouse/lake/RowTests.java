package org.charthouse.lake;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * is told by its number, so that what costs time is what holds, not what is asked.
 */
public final class RowTests implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int PER_WORD = 32;
    private static final long APPLIES = 0x5555_5555_5555_5555L;

    private final List<Test> tests;
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
        List<Expression> packed = new ArrayList<>();
        for (int from = 0; from < tests.size(); from += PER_WORD) {
            packed.add(word(from, Math.min(tests.size(), from + PER_WORD), from));
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

    /** Halves, so that the tree stays flat. */
    private Expression word(int from, int until, int start) {
        if (until - from == 1) {
            return bits(tests.get(from), 2 * (from - start));
        }
        int middle = (from + until) / 2;
        return new BitwiseOr(word(from, middle, start), word(middle, until, start));
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
            for (int i = 0; i < found.numFields(); i++) {
                tell(found.getLong(i), i * PER_WORD, finding);
            }
        }

        private void tell(long word, int first, Finding finding) {
            for (long bits = word & APPLIES; bits != 0; bits &= bits - 1) {
                finding.applies(first + Long.numberOfTrailingZeros(bits) / 2);
            }
            for (long bits = word & ~APPLIES; bits != 0; bits &= bits - 1) {
                finding.breaks(first + Long.numberOfTrailingZeros(bits) / 2);
            }
        }

        private void oneByOne(InternalRow row, Finding finding) {
            for (int i = 0; i < tests.size(); i++) {
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
