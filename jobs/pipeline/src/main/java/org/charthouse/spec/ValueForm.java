package org.charthouse.spec;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * How dates, times, numbers and code systems are written in the files of a feed. What is not said is ISO 8601, plain
 * numbers and URIs, and stays as it was sent.
 *
 * @param nullTexts texts that stand for no value, besides the empty one
 * @param dates patterns of dates, or {@value #ISO}; the first that fits counts
 * @param times patterns of dates with a time, {@value #ISO} or {@value #DAY}
 * @param timeZone of times without an offset, an IANA name
 * @param decimalMark between whole and fraction, one character
 * @param groupingMark between groups of three digits, one character; empty where there is none
 * @param codeSystems names of code systems as sent, each with its URI
 */
public record ValueForm(
        ArrayList<String> nullTexts,
        ArrayList<String> dates,
        ArrayList<String> times,
        String timeZone,
        String decimalMark,
        String groupingMark,
        TreeMap<String, String> codeSystems)
        implements Serializable {

    /** The pattern that stands for ISO 8601 as the extract contract wants it. */
    public static final String ISO = "iso";

    /** Among the patterns of times: a day alone, as {@code dates} has it, stands for a time that nobody knows. */
    public static final String DAY = "day";

    /** What stands among the patterns and is none. */
    public static final Set<String> WORDS = Set.of(ISO, DAY);

    /** ISO 8601, plain numbers, URIs. */
    public static final ValueForm USUAL = new ValueForm(
            new ArrayList<>(),
            new ArrayList<>(List.of(ISO)),
            new ArrayList<>(List.of(ISO)),
            "UTC",
            ".",
            "",
            new TreeMap<>());

    static ValueForm read(Section values, TreeMap<String, String> codeSystems) {
        ValueForm form = new ValueForm(
                new ArrayList<>(values.texts("null-texts")),
                patterns(values, "dates"),
                patterns(values, "times"),
                zone(values),
                mark(values, "decimal-mark", List.of(".", ",")),
                mark(values, "grouping-mark", List.of("none", ".", ",", "'", " ")),
                codeSystems);
        if (form.decimalMark.equals(form.groupingMark)) {
            values.wrong("grouping-mark", "it is the decimal mark, too");
        }
        values.end();
        return form;
    }

    /**
     * A pattern as {@link DateTimeFormatter} wants it: {@code y} means a year of our era.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DateTimeFormatter formatter(String pattern) {
        StringBuilder years = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            years.append(c == 'y' && !quoted ? 'u' : c);
        }
        return DateTimeFormatter.ofPattern(years.toString(), java.util.Locale.ROOT)
                .withResolverStyle(java.time.format.ResolverStyle.STRICT);
    }

    private static ArrayList<String> patterns(Section values, String key) {
        ArrayList<String> patterns = new ArrayList<>(values.texts(key));
        for (String pattern : patterns) {
            if (!pattern.equals(ISO) && !(key.equals("times") && pattern.equals(DAY))) {
                pattern(values, key, pattern);
            }
        }
        return patterns.isEmpty() ? new ArrayList<>(List.of(ISO)) : patterns;
    }

    private static void pattern(Section values, String key, String pattern) {
        try {
            formatter(pattern);
            if (!pattern.matches(".*(yyyy|uuuu).*") || !pattern.contains("d") || !pattern.matches(".*[ML].*")) {
                values.wrong(key, "'" + pattern + "' must have day, month (MM) and a year of four digits (yyyy)");
            } else if (key.equals("times") && !pattern.matches(".*[Hh].*")) {
                values.wrong(key, "'" + pattern + "' has no hour (HH); patterns of dates stand under 'dates'");
            }
        } catch (IllegalArgumentException e) {
            values.wrong(key, "'" + pattern + "' is no pattern of a date: write as in dd.MM.yyyy HH:mm, or iso");
        }
    }

    private static String zone(Section values) {
        String given = values.optionalText("time-zone").orElse(USUAL.timeZone);
        try {
            return ZoneId.of(given).getId();
        } catch (DateTimeException e) {
            values.unknown("Unknown time zone '" + given + "'", "time-zone", given, ZoneId.getAvailableZoneIds());
            return USUAL.timeZone;
        }
    }

    private static String mark(Section values, String key, List<String> valid) {
        String given = values.has(key) ? values.word(key, valid) : valid.get(0);
        return given.equals("none") ? "" : given;
    }
}
