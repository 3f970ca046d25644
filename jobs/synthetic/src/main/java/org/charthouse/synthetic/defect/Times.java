package org.charthouse.synthetic.defect;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Instants as text with an offset. */
final class Times {

    private Times() {}

    /** The same clock time and offset one day earlier. */
    static String dayBefore(String instant) {
        return OffsetDateTime.parse(instant).minusDays(1).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
