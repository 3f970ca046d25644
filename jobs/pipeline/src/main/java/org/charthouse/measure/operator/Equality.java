package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Ratio;
import org.charthouse.measure.value.Temporal;
import org.charthouse.measure.value.Tuple;
import org.charthouse.measure.value.Uncertain;
import org.jspecify.annotations.Nullable;

/**
 * Equal and Equivalent (CQL 1.5, 9.2). Equal is null where an operand is null or a precision leaves it open; inside lists and
 * tuples two nulls are equal. Equivalent is never null.
 */
public final class Equality {

    private static final Pattern WHITE = Pattern.compile("\\s");

    private Equality() {}

    public static @Nullable Boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left == right) {
            return true;
        }
        if (isCount(left) && isCount(right)) {
            return zero(Ordering.compare(left, right));
        }
        if (left instanceof Temporal one && right instanceof Temporal other) {
            return one.kind() == other.kind() ? zero(Temporal.compare(one, other, null)) : (Boolean) false;
        }
        if (left instanceof Quantity one && right instanceof Quantity other) {
            return equalQuantities(one, other);
        }
        return structured(left, right);
    }

    private static boolean isCount(Object value) {
        return value instanceof Number || value instanceof Uncertain;
    }

    private static @Nullable Boolean zero(@Nullable Integer order) {
        return order == null ? null : (Boolean) (order == 0);
    }

    private static @Nullable Boolean equalQuantities(Quantity one, Quantity other) {
        Units.Pair both = Units.exact(one, other, false);
        return both == null ? null : (Boolean) (both.one().compareTo(both.other()) == 0);
    }

    private static @Nullable Boolean structured(Object left, Object right) {
        if (left instanceof List<?> one && right instanceof List<?> other) {
            return lists(one, other);
        }
        if (left instanceof Tuple one && right instanceof Tuple other) {
            return tuples(one, other);
        }
        if (left instanceof Interval one && right instanceof Interval other) {
            return Logic.and(
                    equal(Intervals.start(one), Intervals.start(other)),
                    equal(Intervals.end(one), Intervals.end(other)));
        }
        if (left instanceof Ratio one && right instanceof Ratio other) {
            return Logic.and(equal(one.numerator(), other.numerator()), equal(one.denominator(), other.denominator()));
        }
        if (left instanceof Concept one && right instanceof Concept other) {
            return Logic.and(lists(one.codes(), other.codes()), member(one.display(), other.display()));
        }
        if (left instanceof Code one && right instanceof Code other) {
            return codes(one, other);
        }
        return left.equals(right);
    }

    /** Codes are compared as tuples: one that says less than the other may be the same. */
    private static @Nullable Boolean codes(Code one, Code other) {
        return Logic.and(
                Logic.and(member(one.code(), other.code()), member(one.system(), other.system())),
                Logic.and(member(one.version(), other.version()), member(one.display(), other.display())));
    }

    private static @Nullable Boolean lists(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        Boolean all = true;
        for (int at = 0; at < one.size() && !Boolean.FALSE.equals(all); at++) {
            all = Logic.and(all, member(one.get(at), other.get(at)));
        }
        return all;
    }

    private static @Nullable Boolean tuples(Tuple one, Tuple other) {
        if (one.size() != other.size()) {
            return false;
        }
        Boolean all = true;
        for (String name : one.names()) {
            all = other.has(name) ? Logic.and(all, member(one.get(name), other.get(name))) : (Boolean) false;
        }
        return all;
    }

    /** Equal, where two nulls are equal. */
    private static @Nullable Boolean member(@Nullable Object one, @Nullable Object other) {
        return (one == null && other == null) ? (Boolean) true : equal(one, other);
    }

    public static boolean equivalent(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof Concept || right instanceof Concept) {
            return concepts(left, right);
        }
        if (left instanceof Code one && right instanceof Code other) {
            return Objects.equals(one.code(), other.code()) && Objects.equals(one.system(), other.system());
        }
        if (left instanceof String one && right instanceof String other) {
            return one.equals(other) || plain(one).equals(plain(other));
        }
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return decimals(left, right);
        }
        if (left instanceof Quantity one && right instanceof Quantity other) {
            Units.Pair both = Units.exact(one, other, true);
            return both != null && decimals(both.one(), both.other());
        }
        return equivalentStructures(left, right);
    }

    private static boolean equivalentStructures(Object left, Object right) {
        if (left instanceof List<?> one && right instanceof List<?> other) {
            return one.size() == other.size() && allEquivalent(one, other);
        }
        if (left instanceof Tuple one && right instanceof Tuple other) {
            return one.size() == other.size() && allEquivalent(one, other);
        }
        if (left instanceof Interval one && right instanceof Interval other) {
            return equivalent(Intervals.start(one), Intervals.start(other))
                    && equivalent(Intervals.end(one), Intervals.end(other));
        }
        if (left instanceof Ratio one && right instanceof Ratio other) {
            return equivalent(
                    Arithmetic.multiply(one.numerator(), other.denominator()),
                    Arithmetic.multiply(other.numerator(), one.denominator()));
        }
        return Boolean.TRUE.equals(equal(left, right));
    }

    private static boolean allEquivalent(List<?> one, List<?> other) {
        for (int at = 0; at < one.size(); at++) {
            if (!equivalent(one.get(at), other.get(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allEquivalent(Tuple one, Tuple other) {
        for (String name : one.names()) {
            if (!other.has(name) || !equivalent(one.get(name), other.get(name))) {
                return false;
            }
        }
        return true;
    }

    /** Any code that both have makes concepts equivalent; a code is a concept of one. */
    private static boolean concepts(Object left, Object right) {
        return codes(left).stream().anyMatch(one -> codes(right).stream().anyMatch(other -> equivalent(one, other)));
    }

    private static List<Code> codes(Object value) {
        if (value instanceof Concept concept) {
            return concept.codes();
        }
        return value instanceof Code code ? List.of(code) : List.of();
    }

    /** Compared to the lesser of both precisions, trailing zeros left out. */
    private static boolean decimals(Object left, Object right) {
        if (!(left instanceof Number && right instanceof Number)) {
            return false;
        }
        BigDecimal one = Arithmetic.decimal(left).stripTrailingZeros();
        BigDecimal other = Arithmetic.decimal(right).stripTrailingZeros();
        int scale = Math.max(0, Math.min(one.scale(), other.scale()));
        return one.setScale(scale, RoundingMode.HALF_UP).compareTo(other.setScale(scale, RoundingMode.HALF_UP)) == 0;
    }

    /** Without regard to case, and all white space alike. */
    private static String plain(String text) {
        return WHITE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    /** A number that equal values share; where units may be converted, all quantities share one. */
    static int hash(@Nullable Object value) {
        if (value instanceof Number number) {
            return Double.hashCode(number.doubleValue());
        }
        if (value instanceof List<?> list) {
            int hash = list.size();
            for (Object item : list) {
                hash = 31 * hash + hash(item);
            }
            return hash;
        }
        if (value instanceof Tuple tuple) {
            int hash = tuple.size();
            for (String name : tuple.names()) {
                hash += name.hashCode() ^ hash(tuple.get(name));
            }
            return hash;
        }
        if (value instanceof Interval interval) {
            return 31 * hash(Intervals.start(interval)) + hash(Intervals.end(interval));
        }
        return (value instanceof Quantity || value instanceof Ratio) ? 1 : Objects.hashCode(value);
    }
}
