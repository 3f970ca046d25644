package org.charthouse.synthetic.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.charthouse.synthetic.source.Draw;

/**
 * When deliveries take place: one a week.
 *
 * @param first date of the first delivery
 * @param count number of deliveries, 1 to 3
 */
public record Schedule(LocalDate first, int count) {

    private static final int DAYS_BETWEEN = 7;
    private static final int DAYS_PER_VERSION = 2;

    /** The date of a delivery, from 1. */
    public LocalDate date(int delivery) {
        return first.plusDays((long) DAYS_BETWEEN * (delivery - 1));
    }

    /** The version time of a resource that names none: midnight in UTC of its delivery. */
    Instant start(int delivery) {
        return date(delivery).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * A time, to the second, in the week that follows a delivery.
     *
     * @param week the number of that delivery
     * @param version 1 to 3; a higher version of the same week is always later
     */
    Instant within(int week, int version, Draw draw, Object about) {
        int seconds = draw.below((int) Duration.ofDays(1).toSeconds(), "version", version, about);
        return start(week)
                .plus(Duration.ofDays((long) DAYS_PER_VERSION * (version - 1)))
                .plusSeconds(seconds);
    }
}
