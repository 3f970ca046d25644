package org.charthouse.synthetic.defect;

import java.time.LocalDate;
import java.util.Map;

/** Who was of age when. Ids are the facility's, birth dates the true ones (YYYY-MM-DD). */
public record Adults(Map<String, String> birthDates) {

    private static final int OF_AGE_YEARS = 18;
    private static final int DATE_LENGTH = 10;

    boolean include(String patientId, String instant) {
        String born = birthDates.get(patientId);
        return born != null
                && !LocalDate.parse(born)
                        .plusYears(OF_AGE_YEARS)
                        .isAfter(LocalDate.parse(instant.substring(0, DATE_LENGTH)));
    }
}
