package org.charthouse.dq.kind;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of a rule, of which it is known that they fit the page of its kind.
 *
 * @param table whose rows are judged
 * @param rule its name
 * @param with the arguments
 * @param where which rows the rule is about, beside what the kind says; empty for all
 * @param page of the kind, which knows what is taken where nothing is given
 */
public record Given(
        TableName table, String rule, Map<String, @Nullable Object> with, Optional<String> where, KindPage page) {

    private static final int MOST_MONTHS = 600;

    static Given of(TableName table, RuleSpec rule, KindPage page) {
        return new Given(table, rule.rule(), rule.with(), rule.where(), page);
    }

    String text(String name) {
        return optional(name).orElseThrow();
    }

    Optional<String> optional(String name) {
        Object value = with.get(name);
        return Optional.ofNullable(value).map(Object::toString).or(() -> otherwise(name));
    }

    /** A list; a single value is a list of one. */
    List<String> texts(String name) {
        Object value = with.get(name);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return optional(name).map(List::of).orElse(List.of());
    }

    /** The rule's condition, to go on a condition of a query. */
    String and() {
        return where.map(condition -> " AND (" + condition + ")").orElse("");
    }

    BigDecimal number(String name) {
        return new BigDecimal(text(name));
    }

    /**
     * A number of months.
     *
     * @throws IllegalArgumentException if it is not whole, or more than fifty years
     */
    int months(String name) {
        BigDecimal number = number(name);
        if (number.stripTrailingZeros().scale() > 0
                || number.signum() < 0
                || number.compareTo(BigDecimal.valueOf(MOST_MONTHS)) > 0) {
            throw new IllegalArgumentException("'" + name + "' is no whole number from 0 to " + MOST_MONTHS);
        }
        return number.intValue();
    }

    @SuppressWarnings("unchecked") // the form of the argument was checked
    List<Map<String, @Nullable Object>> rows(String name) {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(with.get(name));
    }

    private Optional<String> otherwise(String name) {
        return page.arguments().stream()
                .filter(argument -> argument.name().equals(name))
                .map(KindPage.Argument::otherwise)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
