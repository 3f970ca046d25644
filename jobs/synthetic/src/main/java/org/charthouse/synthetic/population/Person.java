package org.charthouse.synthetic.population;

import java.util.Map;

/**
 * One simulated human being.
 *
 * @param number 1..n in the order of the simulation: the name of the person in the truth files
 * @param uuid Synthea's id
 * @param row the person's row of Synthea's patients.csv by column
 * @param particulars the true ones
 */
public record Person(int number, String uuid, Map<String, String> row, Particulars particulars) {

    /** A cell of patients.csv, empty if it has none. */
    public String cell(String column) {
        return row.getOrDefault(column, "");
    }
}
