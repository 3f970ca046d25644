package org.charthouse.feed.proposal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.charthouse.spec.ValueForm;

/**
 * What the values of a column have in common, without any of them.
 *
 * @param filled values that are there
 * @param distinct different ones
 * @param dates patterns of dates that all of them fit
 * @param times patterns of dates with a time that all of them fit; {@code iso} for ISO 8601 with an offset
 * @param isWhole whether all are whole numbers
 * @param isNumber whether all are numbers, by a point or by a comma
 * @param hasComma whether the comma is their decimal mark
 */
record ColumnProfile(
        int filled,
        int distinct,
        List<String> dates,
        List<String> times,
        boolean isWhole,
        boolean isNumber,
        boolean hasComma) {

    private static final List<String> DATES = List.of(
            "yyyy-MM-dd",
            "dd.MM.yyyy",
            "d.M.yyyy",
            "MM/dd/yyyy",
            "dd/MM/yyyy",
            "M/d/yyyy",
            "d/M/yyyy",
            "yyyy/MM/dd",
            "dd-MM-yyyy",
            "yyyyMMdd");
    private static final List<String> HOURS =
            List.of(" HH:mm", " HH:mm:ss", " HH:mm:ss.SSS", "'T'HH:mm:ss", "'T'HH:mm", " H:mm", "HHmm", "HHmmss");
    private static final String ISO =
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})";
    private static final int EARLIEST = 1850;
    private static final int LATEST = 2150;

    static ColumnProfile of(List<String> values, List<String> nullTexts) {
        List<String> there = values.stream()
                .filter(value -> !value.isEmpty() && !nullTexts.contains(value))
                .toList();
        List<String> some = there.stream().distinct().toList();
        boolean isWhole = all(some, value -> value.matches("[+-]?[0-9]{1,18}"));
        boolean hasPoint = all(some, value -> value.matches("[+-]?[0-9]*\\.?[0-9]+"));
        boolean hasComma = !isWhole
                && !hasPoint
                && all(some, value -> value.matches("[+-]?([0-9]+|[0-9]{1,3}(\\.[0-9]{3})+)(,[0-9]+)?"));
        return new ColumnProfile(
                there.size(),
                some.size(),
                dates(some),
                times(some),
                isWhole,
                isWhole || hasPoint || hasComma,
                hasComma);
    }

    /** Whether values of a contract's type may be made of it. An empty column tells nothing against it. */
    boolean fits(String type) {
        return switch (type) {
            case "date" -> filled == 0 || !dates.isEmpty() || !times.isEmpty();
            case "timestamp" -> filled == 0 || !times.isEmpty() || !dates.isEmpty();
            case "int", "bigint" -> filled == 0 || isWhole;
            case "boolean", "string" -> true;
            default -> filled == 0 || isNumber;
        };
    }

    /** Whether its values are days without a time. */
    boolean isDate() {
        return !dates.isEmpty() && times.isEmpty();
    }

    /** Whether its values have a form of their own, by which a name above them is told apart. */
    boolean isTyped() {
        return filled > 0 && (isNumber || !dates.isEmpty() || !times.isEmpty());
    }

    private static List<String> dates(List<String> values) {
        return DATES.stream().filter(pattern -> fit(pattern, values)).toList();
    }

    private static List<String> times(List<String> values) {
        List<String> patterns = new ArrayList<>();
        if (all(values, value -> value.matches(ISO))) {
            patterns.add(ValueForm.ISO);
        }
        for (String date : DATES) {
            for (String hour : HOURS) {
                if (fit(date + hour, values)) {
                    patterns.add(date + hour);
                }
            }
        }
        return patterns;
    }

    private static boolean fit(String pattern, List<String> values) {
        var formatter = ValueForm.formatter(pattern);
        return all(values, value -> {
            try {
                TemporalAccessor parsed = formatter.parse(value);
                int year = LocalDate.from(parsed).getYear();
                return year >= EARLIEST && year <= LATEST;
            } catch (DateTimeException e) {
                return false;
            }
        });
    }

    private static boolean all(List<String> values, Predicate<String> test) {
        return !values.isEmpty() && values.stream().allMatch(test);
    }
}
