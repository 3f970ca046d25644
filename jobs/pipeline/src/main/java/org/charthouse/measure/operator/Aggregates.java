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

    /** Of quantities it has the unit of the first, as the specification's example has it. */
    public static @Nullable Object product(@Nullable List<?> source) {
        List<Object> items = Lists.present(source);
        List<Object> numbers = numbers(items);
        return numbers == null ? null : like(items, fold(numbers, Arithmetic::multiply));
    }

    /** The numbers of quantities in the unit of the first, numbers as they are; null where units do not fit. */
    private static @Nullable List<Object> numbers(List<Object> items) {
        if (items.isEmpty() || !(items.get(0) instanceof Quantity first)) {
            return items;
        }
        List<Object> numbers = new ArrayList<>(items.size());
        for (Object item : items) {
            BigDecimal number = item instanceof Quantity quantity ? Units.convert(quantity, first.unit()) : null;
            if (number == null) {
                return null;
            }
            numbers.add(number);
        }
        return numbers;
    }

    /** A number as what the items are: a number, or a quantity in the unit of the first. */
    private static @Nullable Object like(List<Object> items, @Nullable Object number) {
        return number instanceof BigDecimal value && items.get(0) instanceof Quantity first
                ? new Quantity(value, first.unit())
                : number;
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
        Map<Lists.Member, Integer> counts = new LinkedHashMap<>();
        Object best = null;
        int most = 0;
        for (Object item : items) {
            int count = counts.merge(Lists.Member.of(item), 1, Integer::sum);
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
        return like(items, variance(items, numbers(items), isSample));
    }

    private static @Nullable BigDecimal variance(List<Object> items, @Nullable List<Object> numbers, boolean isSample) {
        int divisor = isSample ? items.size() - 1 : items.size();
        if (divisor < 1 || numbers == null) {
            return null;
        }
        BigDecimal mean = (BigDecimal) average(numbers);
        if (mean == null) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Object number : numbers) {
            BigDecimal distance = Arithmetic.decimal(number).subtract(mean);
            sum = sum.add(distance.multiply(distance));
        }
        return (BigDecimal) Arithmetic.divide(sum, new BigDecimal(divisor));
    }

    public static @Nullable Object deviation(@Nullable List<?> source, boolean isSample) {
        List<Object> items = Lists.present(source);
        BigDecimal variance = variance(items, numbers(items), isSample);
        return variance == null ? null : like(items, Arithmetic.finite(Math.sqrt(variance.doubleValue())));
    }

    public static @Nullable Object geometricMean(@Nullable List<?> source) {
        List<Object> items = Lists.present(source);
        List<Object> numbers = numbers(items);
        Object product = numbers == null ? null : fold(numbers, Arithmetic::multiply);
        return product == null
                ? null
                : like(
                        items,
                        Arithmetic.finite(Math.pow(Arithmetic.decimal(product).doubleValue(), 1.0 / items.size())));
    }

    public static boolean allTrue(@Nullable List<?> source) {
        return Lists.present(source).stream().allMatch(Boolean.TRUE::equals);
    }

    public static boolean anyTrue(@Nullable List<?> source) {
        return Lists.present(source).stream().anyMatch(Boolean.TRUE::equals);
    }
}
