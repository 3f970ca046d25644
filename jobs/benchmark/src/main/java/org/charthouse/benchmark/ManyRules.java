package org.charthouse.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * Rules of {@code core.observation} in the shares that the shipped rules for results of laboratories have: of forty, 26 are
 * ranges and seven are units of one code; two each ask for an order in time, an allowed value and a value at all, one for a form.
 */
final class ManyRules {

    /** What the rules, the key and the months of results read. */
    static final List<String> COLUMNS = List.of(
            "source_system",
            "observation_id",
            "component_ordinal",
            "patient_id",
            "status",
            "category_code",
            "observed_at",
            "observed_on",
            "issued_at",
            "code",
            "value_number",
            "value_number_text",
            "unit_code",
            "interpretation_code",
            "range_low",
            "range_high",
            "normalized_code",
            "canonical_value",
            "canonical_unit",
            "untyped_columns");

    /** How many codes there are. */
    static final int CODES = 200;

    private static final int EACH = 40;
    private static final int RANGES = 26;
    private static final List<String> FILLED = List.of("status", "code", "unit_code", "value_number_text");

    private ManyRules() {}

    /** A file of so many rules. */
    static String file(int rules) {
        StringBuilder text = new StringBuilder("table: core.observation\non: observed_on\nrules:\n");
        for (int i = 0; i < rules; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  - {rule: rule_%d, %s, severity: convention, threshold: 1, source: a benchmark, why: a benchmark,"
                            + " passes: [{}], fails: [{}]}%n",
                    i,
                    kind(i)));
        }
        return text.toString();
    }

    /** The code of that number. */
    static String code(int number) {
        return String.format(Locale.ROOT, "%d-%d", 1000 + number * 7, number % 10);
    }

    private static String kind(int i) {
        int turn = i / EACH;
        int at = i % EACH;
        return switch (at) {
            case 2, 8, 14, 20, 26, 32, 38 ->
                "kind: unit-allowed, with: {code: ['" + code((7 * turn + at / 6) % CODES) + "'], units: [mg/dL, unit-"
                        + turn + "]}";
            case 5, 25 ->
                "kind: temporal-order, with: {earlier: \"date_add(DATE'2015-01-01', " + (turn + at)
                        + ")\", later: observed_on}";
            case 10, 30 -> "kind: value-set, with: {column: status, values: [final, amended, status-" + i + "]}";
            case 15, 35 ->
                "kind: present, with: {column: " + FILLED.get(turn % FILLED.size()) + "}, where: \"value_number > " + i
                        + "\"";
            case 19 -> "kind: pattern, with: {column: code, matches: '[0-9]{1," + (5 + turn) + "}-[0-9]'}";
            default -> range(turn * RANGES + at);
        };
    }

    private static String range(int number) {
        return String.format(
                Locale.ROOT,
                "kind: range, with: {code: ['%s'], unit: mg/dL, bands: [{low: %d, high: %d}]}",
                code(number % CODES),
                1 + number / CODES,
                995 - number / CODES);
    }
}
