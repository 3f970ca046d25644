package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.identity.match.Said;
import org.charthouse.spec.TableName;

/** The table {@code identity.decision}: what persons said of two records. Commands write it, runs never do. */
public final class Decisions {

    public static final TableName TABLE = new TableName("identity", "decision");

    /** The two are of one person. */
    public static final String LINKED = "must-link";

    /** The two are of two persons. */
    public static final String PARTED = "cannot-link";

    /** Nothing yet; the pair is not shown up to a date. */
    public static final String DEFERRED = "deferred";

    /** What was said before holds no more. */
    public static final String UNDONE = "undone";

    /** Columns that name the two records, the lesser one first. */
    public static final List<String> KEY =
            List.of("source_system_a", "patient_id_a", "source_system_b", "patient_id_b");

    private Decisions() {}

    /** What holds, pair by pair. */
    static List<Said> of(Dataset<Row> decisions) {
        return decisions.filter(col("decision").isin(LINKED, PARTED)).orderBy("decided_at").collectAsList().stream()
                .map(row -> new Said(
                        row.getAs("source_system_a") + StoredPairs.BAR + row.getAs("patient_id_a"),
                        row.getAs("source_system_b") + StoredPairs.BAR + row.getAs("patient_id_b"),
                        row.<String>getAs("decision").equals(LINKED),
                        row.getAs("decided_by")))
                .toList();
    }
}
