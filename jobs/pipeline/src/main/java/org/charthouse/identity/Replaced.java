package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.identity.match.Said;

/** What sources say themselves: a record is replaced by another one of theirs (FHIR {@code Patient.link}, {@code replaced-by}). */
final class Replaced {

    /** Who said so. */
    static final String SOURCE = "source";

    private Replaced() {}

    /**
     * The pairs, in order of their records. A replacement that is not there is none.
     *
     * @param patients columns {@code source_system, patient_id, replaced_by_patient_id}
     */
    static List<Said> of(Dataset<Row> patients) {
        Dataset<Row> replaced = patients.filter(not(col("patient_id").eqNullSafe(col("replaced_by_patient_id"))))
                .select(
                        col("source_system"),
                        col("patient_id").as("old"),
                        col("replaced_by_patient_id").as("new"))
                .filter(col("new").isNotNull());
        List<Row> rows = replaced.join(
                        patients.select(col("source_system"), col("patient_id").as("new")),
                        new String[] {"source_system", "new"})
                .select("source_system", "old", "new")
                .distinct()
                .orderBy("source_system", "old")
                .collectAsList();
        return rows.stream()
                .map(row -> said(row.getString(0) + StoredPairs.BAR, row.getString(1), row.getString(2)))
                .toList();
    }

    private static Said said(String source, String one, String other) {
        boolean isFirst = one.compareTo(other) < 0;
        return new Said(source + (isFirst ? one : other), source + (isFirst ? other : one), true, SOURCE);
    }
}
