package org.charthouse.measure.value;

import java.time.LocalDateTime;
import java.util.Locale;

/** Writes dates and times in ISO 8601, as far as they are known. */
final class TemporalWriter {

    private static final int MINUTES = 60;
    private static final int NANOS = 1_000_000;

    private TemporalWriter() {}

    /** A DateTime without a time ends in {@code T}, as CQL's literals do. */
    static String iso(Temporal value) {
        String clock = clock(value);
        if (value.kind() == Temporal.Kind.TIME) {
            return clock;
        }
        if (clock.isEmpty()) {
            return value.kind() == Temporal.Kind.DATETIME ? date(value) + "T" : date(value);
        }
        return date(value) + "T" + clock + (value.offset() == 0 ? "Z" : offset(value));
    }

    /** With an offset in digits always, and none where no time is told. */
    static String text(Temporal value) {
        String clock = clock(value);
        if (value.kind() == Temporal.Kind.TIME) {
            return clock;
        }
        return clock.isEmpty() ? date(value) : date(value) + "T" + clock + offset(value);
    }

    private static String date(Temporal value) {
        LocalDateTime parts = value.parts();
        return switch (value.precision()) {
            case YEAR -> format("%04d", parts.getYear());
            case MONTH -> format("%04d-%02d", parts.getYear(), parts.getMonthValue());
            default -> format("%04d-%02d-%02d", parts.getYear(), parts.getMonthValue(), parts.getDayOfMonth());
        };
    }

    private static String clock(Temporal value) {
        LocalDateTime parts = value.parts();
        return switch (value.precision()) {
            case YEAR, MONTH, WEEK, DAY -> "";
            case HOUR -> format("%02d", parts.getHour());
            case MINUTE -> format("%02d:%02d", parts.getHour(), parts.getMinute());
            case SECOND -> format("%02d:%02d:%02d", parts.getHour(), parts.getMinute(), parts.getSecond());
            case MILLISECOND ->
                format(
                        "%02d:%02d:%02d.%03d",
                        parts.getHour(), parts.getMinute(), parts.getSecond(), parts.getNano() / NANOS);
        };
    }

    private static String offset(Temporal value) {
        int minutes = Math.abs(value.offset());
        return format("%s%02d:%02d", value.offset() < 0 ? "-" : "+", minutes / MINUTES, minutes % MINUTES);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
