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
    private static final int MILLI_DIGITS = 3;
    private static final int NANOS = 1_000_000;
    private static final int LAST_OFFSET = 14 * MINUTES;

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
        if (text.length() > DAY_END + 1) {
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
        int end = text.indexOf('T');
        int length = end < 0 ? text.length() : end;
        boolean isBare = end < 0 || end == text.length() - 1;
        if (length != DAY_END && !(isBare && (length == YEAR_END || length == MONTH_END))) {
            throw new NumberFormatException("no date");
        }
        year = number(0, YEAR_END);
        if (length >= MONTH_END) {
            require(YEAR_END, '-');
            month = number(YEAR_END + 1, MONTH_END);
            precision = Precision.MONTH;
        }
        if (length >= DAY_END) {
            require(MONTH_END, '-');
            day = number(MONTH_END + 1, DAY_END);
            precision = Precision.DAY;
        }
        if (year == 0) {
            throw new NumberFormatException("no year of the calendar");
        }
    }

    private void clock(int from) {
        int end = zone(from);
        int length = end - from;
        if (length != HOUR_END && length != MINUTE_END && length != SECOND_END && length <= SECOND_END + 1) {
            throw new NumberFormatException("no time");
        }
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
        int millis = 0;
        for (int at = 0; at < MILLI_DIGITS; at++) {
            millis = millis * 10 + (from + at < to ? number(from + at, from + at + 1) : 0);
        }
        for (int at = from + MILLI_DIGITS; at < to; at++) {
            number(at, at + 1);
        }
        nano = millis * NANOS;
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
        if (last != sign + 1 + MINUTE_END) {
            throw new NumberFormatException("no offset");
        }
        require(sign + 1 + HOUR_END, ':');
        int minutes = number(sign + 1, sign + 1 + HOUR_END) * MINUTES + number(last - HOUR_END, last);
        if (minutes > LAST_OFFSET) {
            throw new NumberFormatException("no offset of the world");
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
