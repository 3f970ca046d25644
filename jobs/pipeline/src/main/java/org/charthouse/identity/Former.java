package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.fhir.CompiledView;
import org.charthouse.fhir.ViewText;
import org.charthouse.identity.match.Spread;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/** What earlier versions of records said of their patients. */
final class Former {

    /** Of each record of a source all versions of what its patient is known by. */
    static final TableName VERSION = new TableName("identity", "patient_version");

    /** What stands between the name of a record and the hash of a version. */
    static final String BESIDE = "#";

    private static final String KEY = "patient_id";

    private Former() {}

    /**
     * Versions that say something else than the record does now.
     *
     * @param now columns {@code source_system}, {@code record} and those of the view
     * @return the columns of the view, {@code of}, which is the record, and {@code record}, the version's own name
     */
    static Dataset<Row> of(JobContext context, CompiledView view, Dataset<Row> now, Spread spread) {
        Dataset<Row> current = ViewText.of(now.drop("record"), KEY).select("source_system", KEY, ViewText.HASH);
        Dataset<Row> versions = spread.any(context.read(VERSION));
        StructType form = new StructType();
        for (StructField field : view.columns().fields()) {
            if (!field.name().equals(KEY)) {
                form = form.add(field.name(), field.dataType(), true);
            }
        }
        return versions.join(current.select("source_system", KEY), new String[] {"source_system", KEY}, "left_semi")
                .join(current, new String[] {"source_system", KEY, ViewText.HASH}, "left_anti")
                .withColumn("said", from_json(col(ViewText.KNOWN), form, Map.of()))
                .withColumn("of", LinkTables.record())
                .select(
                        col("of"),
                        concat(col("of"), lit(BESIDE), col(ViewText.HASH)).as("record"),
                        col("said.*"));
    }
}
