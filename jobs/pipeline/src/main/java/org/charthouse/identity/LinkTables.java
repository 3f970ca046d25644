package org.charthouse.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/** Which record is of which person, now and ever. */
final class LinkTables {

    static final TableName LINK = new TableName("identity", "link");
    static final TableName PERSON = new TableName("identity", "person");
    static final TableName HISTORY = new TableName("identity", "link_history");

    private static final String[] RECORD = {"source_system", "patient_id"};
    private static final String[] LINKED = {"source_system", "patient_id", "person_id", "reason", "standard_hash"};

    private final JobContext context;

    LinkTables(JobContext context) {
        this.context = context;
    }

    /** Columns {@code record, person_id}. */
    Dataset<Row> held() {
        return published(LINK).select(record(), col("person_id"));
    }

    /** A table as it was before this run; without rows where it was not. */
    Dataset<Row> published(TableName table) {
        return context.published(table)
                .orElseGet(() -> context.session()
                        .createDataFrame(
                                List.<Row>of(), context.definitionOf(table).schema()));
    }

    /**
     * Writes what links there are now, what moved, and what became of persons.
     *
     * @param links a row for each patient record
     * @return links that are new or not as they were
     */
    long write(Dataset<Row> links) {
        Dataset<Row> before = published(LINK);
        Dataset<Row> moved = links.join(before, new String[] {"source_system", "patient_id", "person_id"}, "left_anti");
        Dataset<Row> history = moved.withColumn("run_from", lit(context.run()));
        if (!history.isEmpty()) {
            context.writer().append(context.definitionOf(HISTORY), history);
        }
        Dataset<Row> now = persons(links);
        context.writer().merge(context.definitionOf(PERSON), now, List.of("status", "replaced_by", "records"));
        Dataset<Row> changed = links.join(before, LINKED, "left_anti").persist(StorageLevel.MEMORY_AND_DISK());
        Dataset<Row> gone = before.join(links, RECORD, "left_anti");
        try {
            Dataset<Row> records =
                    changed.select("source_system", "patient_id").union(gone.select("source_system", "patient_id"));
            if (!context.lake().exists(LINK)) {
                return context.writer().append(context.definitionOf(LINK), links);
            }
            return records.isEmpty() ? 0 : context.writer().replaceGroups(context.definitionOf(LINK), records, changed);
        } finally {
            changed.unpersist();
        }
    }

    /** All persons ever: with records, active; without, merged into the one who holds most of them now, or retired. */
    private Dataset<Row> persons(Dataset<Row> links) {
        Dataset<Row> active = links.groupBy("person_id")
                .agg(count(lit(1)).cast("int").as("records"))
                .withColumn("status", lit("ACTIVE"))
                .withColumn("replaced_by", lit(null).cast("string"));
        Dataset<Row> moved = held().withColumnRenamed("person_id", "before")
                .join(links.select("record", "person_id"), "record")
                .groupBy("before", "person_id")
                .agg(count(lit(1)).as("records"))
                .groupBy(col("before").as("person_id"))
                .agg(max_by(col("person_id"), struct(col("records"), col("person_id")))
                        .as("now"));
        Dataset<Row> gone = published(PERSON)
                .join(active, new String[] {"person_id"}, "left_anti")
                .join(moved, new String[] {"person_id"}, "left")
                .select(
                        col("person_id"),
                        lit(0).as("records"),
                        when(col("now").isNotNull(), "MERGED")
                                .when(col("status").equalTo("ACTIVE"), "RETIRED")
                                .otherwise(col("status"))
                                .as("status"),
                        coalesce(col("now"), col("replaced_by")).as("replaced_by"));
        return active.unionByName(gone)
                .join(published(PERSON).select("person_id", "made_in"), new String[] {"person_id"}, "left")
                .withColumn("made_in", coalesce(col("made_in"), lit(context.run())))
                .withColumn("changed_in", lit(context.run()));
    }

    /** The name of a patient record over all sources. */
    static Column record() {
        return concat(col("source_system"), lit(StoredPairs.BAR), col("patient_id"))
                .as("record");
    }
}
