package org.charthouse.synthetic.extract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.charthouse.synthetic.source.Draw;

/** Plausible times of paperwork, none later than the delivery. Instants are ISO 8601 in UTC, to the second. */
record Clock(LocalDate delivery, Draw draw) {

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /** When a row about an event was last changed: within a day, but not after the delivery. */
    String updated(String event, String table, int row) {
        Instant at = instant(event).plus(Duration.ofMinutes(1L + draw.below(MINUTES_OF_A_DAY, "updated", table, row)));
        return (at.isAfter(end()) ? end() : at).toString();
    }

    /** A time within so many days after an event, mostly soon; empty if that is after the delivery. */
    String later(String event, int withinDays, String why, String about) {
        double fraction = draw.fraction(why, about);
        long minutes = 1 + (long) (fraction * fraction * fraction * withinDays * MINUTES_OF_A_DAY);
        Instant at = instant(event).plus(Duration.ofMinutes(minutes));
        return at.isAfter(end()) ? "" : at.toString();
    }

    /** The instant as the extract writes it; a date counts as its midnight in UTC. */
    static Instant instant(String text) {
        Instant at = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text);
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The date part. */
    static String date(String text) {
        return text.isEmpty() ? "" : text.substring(0, 10);
    }

    private Instant end() {
        return delivery.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
