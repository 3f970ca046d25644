package org.charthouse.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.identity.match.Spread;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/** Which record is of which person, now and ever. */
final class LinkTables {

    static final TableName LINK = new TableName("identity", "link");
    static final TableName PERSON = new TableName("identity", "person");
    static final TableName HISTORY = new TableName("identity", "link_history");

    private static final String[] RECORD = {"source_system", "patient_id"};

    private final JobContext context;
    private final Spread spread;

    LinkTables(JobContext context, Spread spread) {
        this.context = context;
        this.spread = spread;
    }

    /** The links before this run: columns {@code record, held_person, held_reason, held_hash}. */
    Dataset<Row> held() {
        return published(LINK)
                .select(
                        record(),
                        col("person_id").as("held_person"),
                        col("reason").as("held_reason"),
                        col("standard_hash").as("held_hash"));
    }

    /** All persons that ever were. */
    Dataset<Row> persons() {
        return published(PERSON);
    }

    /** A table as it was before this run; without rows where it was not. */
    private Dataset<Row> published(TableName table) {
        return spread.any(context.published(table)
                .orElseGet(() -> context.session()
                        .createDataFrame(
                                List.<Row>of(), context.definitionOf(table).schema())));
    }

    /**
     * Writes what links there are now, what moved, and what became of persons.
     *
     * @param links a row for each patient record, with what {@link #held} says of it; read several times
     * @param gone records that were linked before and are no more: columns as those of {@link #held}
     * @return links that are new or not as they were
     */
    long write(Dataset<Row> links, Dataset<Row> gone) {
        Dataset<Row> moved = links.filter(not(col("person_id").eqNullSafe(col("held_person"))));
        boolean isMoved = !moved.isEmpty();
        if (isMoved) {
            context.writer().append(context.definitionOf(HISTORY), moved.withColumn("run_from", lit(context.run())));
        }
        boolean isGone = !gone.isEmpty();
        if (isMoved || isGone) {
            Dataset<Row> now = people(links);
            context.writer()
                    .merge(
                            context.definitionOf(PERSON),
                            now,
                            List.of("status", "replaced_by", "split_from", "records"));
        }
        if (!context.lake().exists(LINK)) {
            return context.writer().append(context.definitionOf(LINK), links);
        }
        Dataset<Row> changed = links.filter(not(col("person_id")
                .eqNullSafe(col("held_person"))
                .and(col("reason").eqNullSafe(col("held_reason")))
                .and(col("standard_hash").eqNullSafe(col("held_hash")))));
        Dataset<Row> records =
                changed.select("source_system", "patient_id").union(named(gone).select("source_system", "patient_id"));
        return records.isEmpty() ? 0 : context.writer().replaceGroups(context.definitionOf(LINK), records, changed);
    }

    /**
     * All persons ever. Those with records are active. Of the others, one whose records all went to one person was merged into that
     * one, one whose records went to several was split, and one whose records are no more is retired.
     */
    private Dataset<Row> people(Dataset<Row> links) {
        Dataset<Row> active = links.groupBy("person_id")
                .agg(count(lit(1)).cast("int").as("records"))
                .withColumn("status", lit("ACTIVE"))
                .withColumn("replaced_by", lit(null).cast("string"));
        Dataset<Row> moves = links.filter(col("held_person").isNotNull())
                .groupBy("held_person", "person_id")
                .agg(count(lit(1)).as("records"));
        Dataset<Row> left = moves.groupBy(col("held_person").as("person_id"))
                .agg(
                        count(lit(1)).as("heirs"),
                        max_by(col("person_id"), struct(col("records"), col("person_id")))
                                .as("now"));
        Dataset<Row> before = persons();
        Dataset<Row> ended = before.join(active, new String[] {"person_id"}, "left_anti")
                .join(left, new String[] {"person_id"}, "left")
                .select(
                        col("person_id"),
                        lit(0).as("records"),
                        when(col("heirs").equalTo(1), "MERGED")
                                .when(col("heirs").gt(1), "SPLIT")
                                .when(col("status").equalTo("ACTIVE"), "RETIRED")
                                .otherwise(col("status"))
                                .as("status"),
                        when(col("heirs").equalTo(1), col("now"))
                                .when(col("heirs").isNull(), col("replaced_by"))
                                .as("replaced_by"));
        Dataset<Row> origin = moves.filter(not(col("held_person").equalTo(col("person_id"))))
                .groupBy("person_id")
                .agg(min("held_person").as("origin"));
        Dataset<Row> known = before.select(
                col("person_id"),
                col("made_in"),
                col("made_on"),
                col("split_from"),
                lit(true).as("is_known"));
        return active.unionByName(ended)
                .join(known, new String[] {"person_id"}, "left")
                .join(origin, new String[] {"person_id"}, "left")
                .withColumn(
                        "split_from", when(col("is_known"), col("split_from")).otherwise(col("origin")))
                .withColumn("made_on", when(col("is_known"), col("made_on")).otherwise(lit(context.asOf())))
                .withColumn("made_in", coalesce(col("made_in"), lit(context.run())))
                .withColumn("changed_in", lit(context.run()));
    }

    /** Rows with a record, and the two columns that name it. */
    static Dataset<Row> named(Dataset<Row> rows) {
        return rows.withColumn(RECORD[0], substring_index(col("record"), StoredPairs.BAR, 1))
                .withColumn(RECORD[1], expr("substr(record, instr(record, '|') + 1)"));
    }

    /** The name of a patient record over all sources. */
    static Column record() {
        return concat(col("source_system"), lit(StoredPairs.BAR), col("patient_id"))
                .as("record");
    }
}
