package org.charthouse.synthetic.extract;

import java.util.Map;
import org.charthouse.synthetic.population.Visit;

/**
 * A visit to facility A with what later tables need of it.
 *
 * @param row Synthea's row of encounters.csv by column
 * @param kind the class word of the extract
 * @param providerId id of the attending provider
 */
record Stay(Visit visit, Map<String, String> row, String kind, int providerId) {

    String cell(String column) {
        return row.getOrDefault(column, "");
    }

    int patientId() {
        return visit.patient().id();
    }

    boolean isInpatient() {
        return kind.equals("inpatient");
    }
}
