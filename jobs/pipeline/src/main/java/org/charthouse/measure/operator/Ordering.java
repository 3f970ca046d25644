package org.charthouse.measure.operator;

import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Temporal;
import org.charthouse.measure.value.Uncertain;
import org.jspecify.annotations.Nullable;

/** Less, Greater and their kin (CQL 1.5, 9.2 Comparison operators), and the order of sorting. */
public final class Ordering {

    private Ordering() {}

    /**
     * Less than 0, 0, or more; null where an operand is null or it cannot be told.
     *
     * @throws CqlException for values that have no order
     */
    public static @Nullable Integer compare(@Nullable Object left, @Nullable Object right) {
        return compare(left, right, null);
    }

    /** As {@link #compare(Object, Object)}, dates and times to a precision. */
    public static @Nullable Integer compare(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Temporal one && right instanceof Temporal other) {
            return temporals(one, other, precision);
        }
        if (left instanceof Integer one && right instanceof Integer other) {
            return one.compareTo(other);
        }
        if (left instanceof Number && right instanceof Number) {
            return Arithmetic.decimal(left).compareTo(Arithmetic.decimal(right));
        }
        if (left instanceof Quantity one && right instanceof Quantity other) {
            Units.Pair both = Units.exact(one, other, false);
            return both == null ? null : (Integer) both.one().compareTo(both.other());
        }
        if (left instanceof String one && right instanceof String other) {
            return one.compareTo(other);
        }
        if (left instanceof Uncertain || right instanceof Uncertain) {
            return uncertain(range(left), range(right));
        }
        throw new CqlException("values of type " + Names.of(left) + " and " + Names.of(right) + " have no order");
    }

    private static @Nullable Integer temporals(Temporal one, Temporal other, @Nullable Precision precision) {
        boolean isMixed = one.kind() != other.kind();
        if (isMixed && (one.kind() == Temporal.Kind.TIME || other.kind() == Temporal.Kind.TIME)) {
            throw new CqlException("a time of day has no order with a date");
        }
        return Temporal.compare(
                one.asDateTime(other), other.asDateTime(one), precision == Precision.WEEK ? Precision.DAY : precision);
    }

    private static @Nullable Integer uncertain(Uncertain one, Uncertain other) {
        if (one.high() < other.low()) {
            return -1;
        }
        if (one.low() > other.high()) {
            return 1;
        }
        boolean isSame = one.low() == one.high() && one.equals(other);
        return isSame ? (Integer) 0 : null;
    }

    private static Uncertain range(Object value) {
        if (value instanceof Uncertain uncertain) {
            return uncertain;
        }
        if (value instanceof Integer number) {
            return new Uncertain(number, number);
        }
        throw new CqlException("values of type Integer and " + Names.of(value) + " have no order");
    }

    public static @Nullable Boolean less(@Nullable Object left, @Nullable Object right) {
        return less(left, right, null);
    }

    public static @Nullable Boolean less(@Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        Integer order = compare(left, right, precision);
        return order == null ? edge(left, right, false) : (Boolean) (order < 0);
    }

    public static @Nullable Boolean lessOrEqual(@Nullable Object left, @Nullable Object right) {
        return lessOrEqual(left, right, null);
    }

    public static @Nullable Boolean lessOrEqual(
            @Nullable Object left, @Nullable Object right, @Nullable Precision precision) {
        Integer order = compare(left, right, precision);
        return order == null ? edge(left, right, true) : (Boolean) (order <= 0);
    }

    public static @Nullable Boolean greater(@Nullable Object left, @Nullable Object right) {
        return less(/* left= */ right, /* right= */ left);
    }

    public static @Nullable Boolean greaterOrEqual(@Nullable Object left, @Nullable Object right) {
        return lessOrEqual(/* left= */ right, /* right= */ left);
    }

    /** Ranges that only touch still tell whether one is at most the other. */
    private static @Nullable Boolean edge(@Nullable Object left, @Nullable Object right, boolean orEqual) {
        if (left == null || right == null || !(left instanceof Uncertain || right instanceof Uncertain)) {
            return null;
        }
        Uncertain one = range(left);
        Uncertain other = range(right);
        if (orEqual && one.high() <= other.low()) {
            return true;
        }
        return (!orEqual && one.low() >= other.high()) ? (Boolean) false : null;
    }

    /** The order of sorting: null comes first; what cannot be told is broken by precision. */
    public static int sort(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof Temporal one && right instanceof Temporal other) {
            return Temporal.order(one, other);
        }
        Integer order = compare(left, right);
        return order == null ? 0 : order;
    }
}
