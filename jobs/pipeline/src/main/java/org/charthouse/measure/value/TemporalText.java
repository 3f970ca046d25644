package org.charthouse.measure.value;

import java.time.LocalDateTime;
import org.charthouse.measure.value.Temporal.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the text of dates and times by position: thousands are read for each person, so without expressions. */
final class TemporalText {

    private static final int MINUTES = 60;
    private static final int HOUR_END = 2;
    private static final int MINUTE_END = 5;
    private static final int SECOND_END = 8;
    private static final int YEAR_END = 4;
    private static final int MONTH_END = 7;
    private static final int DAY_END = 10;
    private static final int NANO_DIGITS = 9;

    private final String text;
    private int year = 1;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private Precision precision = Precision.YEAR;
    private @Nullable Integer offset;

    private TemporalText(String text) {
        this.text = text;
    }

    static Temporal parse(String text, Kind kind, int evaluation) {
        TemporalText reader = new TemporalText(text);
        if (kind == Kind.TIME) {
            reader.clock(text.startsWith("T") ? 1 : 0);
            return Temporal.time(reader.parts(), reader.precision);
        }
        reader.date();
        if (text.length() > DAY_END && text.charAt(DAY_END) == 'T' && text.length() > DAY_END + 1) {
            reader.clock(DAY_END + 1);
        }
        if (kind == Kind.DATE) {
            return Temporal.date(reader.parts(), Precision.coarser(reader.precision, Precision.DAY));
        }
        int own = reader.offset == null ? evaluation : reader.offset;
        return Temporal.dateTime(reader.parts(), reader.precision, own, evaluation);
    }

    private LocalDateTime parts() {
        return LocalDateTime.of(year, month, day, hour, minute, second, nano);
    }

    private void date() {
        String date = text.indexOf('T') < 0 ? text : text.substring(0, text.indexOf('T'));
        year = number(0, YEAR_END);
        if (date.length() >= MONTH_END) {
            require(YEAR_END, '-');
            month = number(YEAR_END + 1, MONTH_END);
            precision = Precision.MONTH;
        }
        if (date.length() >= DAY_END) {
            require(MONTH_END, '-');
            day = number(MONTH_END + 1, DAY_END);
            precision = Precision.DAY;
        }
        if (date.length() != YEAR_END && date.length() != MONTH_END && date.length() != DAY_END) {
            throw new NumberFormatException("no date");
        }
    }

    private void clock(int from) {
        int end = zone(from);
        int length = end - from;
        hour = number(from, from + HOUR_END);
        precision = Precision.HOUR;
        if (length >= MINUTE_END) {
            require(from + HOUR_END, ':');
            minute = number(from + HOUR_END + 1, from + MINUTE_END);
            precision = Precision.MINUTE;
        }
        if (length >= SECOND_END) {
            require(from + MINUTE_END, ':');
            second = number(from + MINUTE_END + 1, from + SECOND_END);
            precision = Precision.SECOND;
        }
        if (length > SECOND_END) {
            require(from + SECOND_END, '.');
            fraction(from + SECOND_END + 1, end);
            precision = Precision.MILLISECOND;
        }
    }

    /** Digits beyond the millisecond are cut. */
    private void fraction(int from, int to) {
        StringBuilder digits = new StringBuilder(text.substring(from, Math.min(to, from + 3)));
        while (digits.length() < NANO_DIGITS) {
            digits.append('0');
        }
        nano = Integer.parseInt(digits.toString());
    }

    /** Reads the offset at the end and tells where it starts. */
    private int zone(int from) {
        int last = text.length();
        if (text.charAt(last - 1) == 'Z') {
            offset = 0;
            return last - 1;
        }
        int sign = Math.max(text.indexOf('+', from), text.indexOf('-', from));
        if (sign < 0) {
            return last;
        }
        int minutes = number(sign + 1, sign + 1 + HOUR_END) * MINUTES;
        if (last > sign + 1 + HOUR_END) {
            minutes += number(last - HOUR_END, last);
        }
        offset = text.charAt(sign) == '-' ? -minutes : minutes;
        return sign;
    }

    private void require(int at, char wanted) {
        if (text.charAt(at) != wanted) {
            throw new NumberFormatException("no date");
        }
    }

    private int number(int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException("no digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
