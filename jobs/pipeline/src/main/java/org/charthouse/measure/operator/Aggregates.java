package org.charthouse.measure.operator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.value.Quantity;
import org.jspecify.annotations.Nullable;

/** Aggregate functions (CQL 1.5, 9.10). Nulls are left out; of nothing they are null, but for counts and truth. */
public final class Aggregates {

    private Aggregates() {}

    public static int count(@Nullable List<?> source) {
        return Lists.present(source).size();
    }

    public static @Nullable Object sum(@Nullable List<?> source) {
        return fold(source, Arithmetic::add);
    }

    public static @Nullable Object product(@Nullable List<?> source) {
        return fold(source, Arithmetic::multiply);
    }

    private static @Nullable Object fold(
            @Nullable List<?> source, java.util.function.BinaryOperator<@Nullable Object> by) {
        Object result = null;
        for (Object item : Lists.present(source)) {
            result = result == null ? item : by.apply(result, item);
        }
        return result;
    }

    public static @Nullable Object min(@Nullable List<?> source) {
        return Lists.present(source).stream().min(Ordering::sort).orElse(null);
    }

    public static @Nullable Object max(@Nullable List<?> source) {
        return Lists.present(source).stream().max(Ordering::sort).orElse(null);
    }

    public static @Nullable Object average(@Nullable List<?> source) {
        List<Object> items = Lists.present(source);
        return items.isEmpty() ? null : Arithmetic.divide(sum(items), new BigDecimal(items.size()));
    }

    public static @Nullable Object median(@Nullable List<?> source) {
        List<Object> items = Lists.present(source);
        items.sort(Ordering::sort);
        if (items.isEmpty()) {
            return null;
        }
        int middle = items.size() / 2;
        return items.size() % 2 == 1
                ? items.get(middle)
                : Arithmetic.divide(Arithmetic.add(items.get(middle - 1), items.get(middle)), new BigDecimal(2));
    }

    /** The most frequent; the least of several. */
    public static @Nullable Object mode(@Nullable List<?> source) {
        List<Object> items = Lists.present(source);
        items.sort(Ordering::sort);
        Map<Object, Integer> counts = new LinkedHashMap<>();
        Object best = null;
        int most = 0;
        for (Object item : items) {
            int count = counts.merge(item, 1, Integer::sum);
            if (count > most) {
                most = count;
                best = item;
            }
        }
        return best;
    }

    /**
     * The mean square distance from the mean.
     *
     * @param isSample divided by one less than their number
     */
    public static @Nullable Object variance(@Nullable List<?> source, boolean isSample) {
        List<Object> items = Lists.present(source);
        int divisor = isSample ? items.size() - 1 : items.size();
        if (divisor < 1) {
            return null;
        }
        Object mean = average(items);
        List<Object> squares = new ArrayList<>();
        for (Object item : items) {
            Object distance = Arithmetic.subtract(item, mean);
            Object square = Arithmetic.multiply(distance, distance);
            if (square != null) {
                squares.add(square);
            }
        }
        return Arithmetic.divide(sum(squares), new BigDecimal(divisor));
    }

    public static @Nullable Object deviation(@Nullable List<?> source, boolean isSample) {
        return root(variance(source, isSample), 2, source);
    }

    public static @Nullable Object geometricMean(@Nullable List<?> source) {
        List<Object> items = Lists.present(source);
        return items.isEmpty() ? null : root(product(items), items.size(), items);
    }

    /** A root of a number; of a quantity in the unit of the items, since the root of a square has theirs. */
    private static @Nullable Object root(@Nullable Object value, int degree, @Nullable List<?> items) {
        if (value == null) {
            return null;
        }
        boolean isQuantity = value instanceof Quantity;
        BigDecimal number = value instanceof Quantity quantity ? quantity.value() : Arithmetic.decimal(value);
        BigDecimal root = Arithmetic.finite(
                degree == 2 ? Math.sqrt(number.doubleValue()) : Math.pow(number.doubleValue(), 1.0 / degree));
        if (root == null || !isQuantity) {
            return root;
        }
        Quantity first = (Quantity) Lists.present(items).get(0);
        return new Quantity(root, first.unit());
    }

    public static boolean allTrue(@Nullable List<?> source) {
        return Lists.present(source).stream().allMatch(Boolean.TRUE::equals);
    }

    public static boolean anyTrue(@Nullable List<?> source) {
        return Lists.present(source).stream().anyMatch(Boolean.TRUE::equals);
    }
}
