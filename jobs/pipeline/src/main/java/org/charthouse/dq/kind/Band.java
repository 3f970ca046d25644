package org.charthouse.dq.kind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that persons of some age and sex can have.
 *
 * @param from the least age, empty for birth
 * @param until the age from which on it does not hold, empty for any
 * @param sex an administrative gender, empty for any
 * @param low the least number that can be; empty where there is none
 * @param high the greatest
 */
record Band(
        Optional<String> from,
        Optional<String> until,
        Optional<String> sex,
        Optional<BigDecimal> low,
        Optional<BigDecimal> high) {

    private static final List<String> KEYS = List.of("from", "until", "sex", "low", "high");
    private static final Pattern AGE = Pattern.compile("(\\d{1,4}) (d|wk|mo|y)");
    private static final int DAYS_A_WEEK = 7;
    private static final int MONTHS_A_YEAR = 12;

    /**
     * Reads a band.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static Band of(Map<String, @Nullable Object> band) {
        for (String key : band.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("a band has no '" + key + "'; it has " + String.join(", ", KEYS));
            }
        }
        Band read = new Band(
                text(band, "from"), text(band, "until"), text(band, "sex"), number(band, "low"), number(band, "high"));
        read.from.ifPresent(Band::age);
        read.until.ifPresent(Band::age);
        if (read.low.isEmpty() && read.high.isEmpty()) {
            throw new IllegalArgumentException("a band needs low or high");
        }
        if (read.low.isPresent()
                && read.high.filter(high -> high.compareTo(read.low.get()) < 0).isPresent()) {
            throw new IllegalArgumentException("the low end of a band lies above its high end");
        }
        return read;
    }

    boolean isForAll() {
        return from.isEmpty() && until.isEmpty() && sex.isEmpty();
    }

    /** Whether the band is for the person of a row. */
    String fits(Given given) {
        List<String> conditions = new ArrayList<>();
        String on = given.text("on");
        String birth = given.text("birth");
        if (from.isPresent() || until.isPresent()) { // a date before birth is of no age
            conditions.add("(" + on + ") >= " + at(birth, from.orElse("0 d")));
        }
        until.ifPresent(age -> conditions.add("(" + on + ") < " + at(birth, age)));
        sex.ifPresent(code -> conditions.add(Sql.in(given.text("sex"), List.of(code))));
        return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    }

    String excludes(String value) {
        List<String> ends = new ArrayList<>();
        low.ifPresent(end -> ends.add("(" + value + ") < " + end.toPlainString()));
        high.ifPresent(end -> ends.add("(" + value + ") > " + end.toPlainString()));
        return "(" + String.join(" OR ", ends) + ")";
    }

    /** The day on which somebody reaches an age, by the calendar. */
    private static String at(String birth, String age) {
        Matcher parts = age(age);
        int number = Integer.parseInt(parts.group(1));
        return switch (parts.group(2)) {
            case "d" -> "date_add(" + birth + ", " + number + ")";
            case "wk" -> "date_add(" + birth + ", " + number * DAYS_A_WEEK + ")";
            case "mo" -> "add_months(" + birth + ", " + number + ")";
            default -> "add_months(" + birth + ", " + number * MONTHS_A_YEAR + ")";
        };
    }

    private static Matcher age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no age such as 28 d, 6 mo or 18 y");
        }
        return age;
    }

    private static Optional<String> text(Map<String, @Nullable Object> band, String key) {
        return Optional.ofNullable(band.get(key)).map(Object::toString);
    }

    private static Optional<BigDecimal> number(Map<String, @Nullable Object> band, String key) {
        try {
            return text(band, key).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + key + "' of a band is no number", e);
        }
    }
}
