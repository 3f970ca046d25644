package org.charthouse.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Ratio;
import org.charthouse.measure.value.Temporal;
import org.charthouse.measure.value.Tuple;
import org.charthouse.measure.value.Uncertain;
import org.jspecify.annotations.Nullable;

/**
 * Values as CQL writes them, for tables of tests: {@code 1}, {@code 1L}, {@code 1.0}, {@code 'text'}, {@code 5 'mg'},
 * {@code 3 days}, {@code 1:8}, {@code @2026-03}, {@code @T10:30}, {@code Interval[1, 5)}, {@code {1, null}},
 * {@code Tuple{a: 1}}. Beyond CQL: {@code 4..5} is a number of which the range is known, {@code Interval<Integer>(null, null)}
 * an interval of which the type is.
 */
public final class CqlText {

    private final String text;
    private int at;

    private CqlText(String text) {
        this.text = text.strip();
    }

    /** The value that a text stands for; DateTimes without an offset are at UTC. */
    public static @Nullable Object read(String text) {
        CqlText reader = new CqlText(text);
        Object value = reader.value();
        if (reader.at != reader.text.length()) {
            throw new IllegalArgumentException("no value: " + text + ", from " + reader.at);
        }
        return value;
    }

    public static List<?> list(String text) {
        return (List<?>) java.util.Objects.requireNonNull(read(text));
    }

    /** What a test wants: a value in one writing, or {@code error}. */
    public static String wanted(String text) {
        return text.equals("error") ? text : show(read(text));
    }

    /** What an operator makes: its value in one writing, or {@code error}. */
    public static String made(Supplier<@Nullable Object> operation) {
        try {
            return show(operation.get());
        } catch (CqlException e) {
            return "error";
        }
    }

    private @Nullable Object value() {
        skip();
        if (take("null")) {
            return null;
        }
        if (take("true")) {
            return true;
        }
        if (take("false")) {
            return false;
        }
        if (take("Interval")) {
            return interval();
        }
        if (take("Tuple{")) {
            return tuple();
        }
        return switch (text.charAt(at)) {
            case '\'' -> quoted();
            case '@' -> temporal();
            case '{' -> items();
            default -> ratio();
        };
    }

    private Interval interval() {
        PointType told = take("<") ? PointType.named(until(">")) : PointType.UNKNOWN;
        boolean lowClosed = text.charAt(at++) == '[';
        Object low = value();
        expect(",");
        Object high = value();
        skip();
        boolean highClosed = text.charAt(at++) == ']';
        PointType type = told == PointType.UNKNOWN ? PointType.of(low == null ? high : low) : told;
        return new Interval(low, lowClosed, high, highClosed, type);
    }

    private Tuple tuple() {
        Map<String, @Nullable Object> elements = new LinkedHashMap<>();
        skip();
        while (!take("}")) {
            String name = until(":").strip();
            elements.put(name, value());
            skip();
            take(",");
            skip();
        }
        return new Tuple(elements);
    }

    private List<@Nullable Object> items() {
        at++;
        List<@Nullable Object> items = new ArrayList<>();
        skip();
        while (!take("}")) {
            items.add(value());
            skip();
            take(",");
            skip();
        }
        return items;
    }

    private String quoted() {
        at++;
        return until("'").translateEscapes();
    }

    private Temporal temporal() {
        at++;
        int from = at;
        while (at < text.length() && "0123456789-+:.TZ".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String date = text.substring(from, at);
        Temporal.Kind kind = date.startsWith("T")
                ? Temporal.Kind.TIME
                : date.contains("T") ? Temporal.Kind.DATETIME : Temporal.Kind.DATE;
        Temporal value = Temporal.parse(date, kind, 0);
        if (value == null) {
            throw new IllegalArgumentException("no date: " + date);
        }
        return value;
    }

    private Object ratio() {
        Object one = number();
        return take(":") ? new Ratio(quantity(one), quantity(number())) : one;
    }

    private static Quantity quantity(Object value) {
        return value instanceof Quantity quantity
                ? quantity
                : new Quantity(new BigDecimal(value.toString()), Quantity.NO_UNIT);
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "0123456789-.".indexOf(text.charAt(at)) >= 0 && !text.startsWith("..", at)) {
            at++;
        }
        String digits = text.substring(from, at);
        if (take("..")) {
            return new Uncertain(Integer.parseInt(digits), (Integer) number());
        }
        if (take("L")) {
            return Long.valueOf(digits);
        }
        String unit = unit();
        if (!unit.isEmpty()) {
            return new Quantity(new BigDecimal(digits), unit);
        }
        return digits.contains(".") ? new BigDecimal(digits) : (Object) Integer.valueOf(digits);
    }

    private String unit() {
        if (!text.startsWith(" ", at)) {
            return "";
        }
        int from = at++;
        if (take("'")) {
            return until("'");
        }
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            at = from;
        }
        return text.substring(start, Math.max(start, at));
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean take(String wanted) {
        boolean isThere = text.startsWith(wanted, at);
        at += isThere ? wanted.length() : 0;
        return isThere;
    }

    private void expect(String wanted) {
        skip();
        if (!take(wanted)) {
            throw new IllegalArgumentException("no " + wanted + " in " + text + " at " + at);
        }
    }

    private String until(String end) {
        int from = at;
        at = text.indexOf(end, at);
        String found = text.substring(from, at);
        at += end.length();
        return found;
    }

    /** A value in one writing: decimals without trailing zeros, elements of tuples in order. */
    public static String show(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            BigDecimal plain = number.stripTrailingZeros();
            return (plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString();
        }
        if (value instanceof Quantity quantity) {
            return show(quantity.value()) + " '" + quantity.unit() + "'";
        }
        if (value instanceof String plain) {
            return "'" + plain + "'";
        }
        if (value instanceof Temporal temporal) {
            return (temporal.kind() == Temporal.Kind.TIME ? "@T" : "@") + temporal;
        }
        if (value instanceof Uncertain range) {
            return range.low() + ".." + range.high();
        }
        return value instanceof Long number ? number + "L" : showComposed(value);
    }

    private static String showComposed(@Nullable Object value) {
        if (value instanceof Ratio ratio) {
            return show(ratio.numerator()) + ":" + show(ratio.denominator());
        }
        if (value instanceof Interval interval) {
            return "Interval" + (interval.lowClosed() ? "[" : "(") + show(interval.low()) + ", " + show(interval.high())
                    + (interval.highClosed() ? "]" : ")");
        }
        if (value instanceof List<?> list) {
            StringJoiner items = new StringJoiner(", ", "{", "}");
            list.forEach(item -> items.add(show(item)));
            return items.toString();
        }
        if (value instanceof Tuple tuple) {
            TreeSet<String> names = new TreeSet<>();
            tuple.names().forEach(names::add);
            StringJoiner elements = new StringJoiner(", ", "Tuple{", "}");
            names.forEach(name -> elements.add(name + ": " + show(tuple.get(name))));
            return elements.toString();
        }
        return String.valueOf(value);
    }
}
