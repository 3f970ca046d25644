package org.charthouse.synthetic.population;

import java.util.Map;

/**
 * One simulated human being.
 *
 * @param number 1..n in the order of the simulation: the name of the person in the truth files
 * @param uuid Synthea's id
 * @param row the person's row of Synthea's patients.csv by column
 * @param particulars the true ones
 * @param isTwin whether this is the twin of the one whom Synthea simulated: of the same day and home, without any care
 */
public record Person(int number, String uuid, Map<String, String> row, Particulars particulars, boolean isTwin) {

    /** What chance is asked about: twins do not share their luck. */
    String name() {
        return isTwin ? uuid + "-twin" : uuid;
    }

    /** A cell of patients.csv, empty if it has none. */
    public String cell(String column) {
        return row.getOrDefault(column, "");
    }
}
