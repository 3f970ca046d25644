package org.charthouse.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring_index;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.charthouse.feed.RawRows;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirJson;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.pipeline.JobContext;

/**
 * Resources of one type that resources of another contain. Columns as {@link FhirRows}. They come and go with their
 * parents: what the newest version of a parent contains is there, what it no longer contains is deleted. So all versions
 * of the parents that were touched are looked at, which costs a pass over the lines of their type, in houses that have any.
 */
final class ContainedRows {

    /** Stands between the parent and the id within it; no id that was sent holds it. */
    private static final String INSIDE = "#";

    private static final String[] PARENT = {ResourceTable.SOURCE, "parent"};

    private final JobContext context;
    private final RawRows raw;
    private final ResourceTable table;
    private final String parentType;
    private final ElementTree head;

    ContainedRows(JobContext context, RawRows raw, ResourceTable table, String parentType) {
        this.context = context;
        this.raw = raw;
        this.table = table;
        this.parentType = parentType;
        this.head = ElementTree.of(parentType, FhirSchema.of(parentType, List.of()));
    }

    /** What is in all parents. */
    Dataset<Row> all() {
        return live(newest(parents()));
    }

    /** What is, or was, in parents of which a version or deletion was said in this run or later. */
    Dataset<Row> versions(long since) {
        Dataset<Row> touched = heads(since).select(PARENT[0], PARENT[1]).distinct();
        Dataset<Row> parents = newest(parents().join(touched, PARENT, "left_semi"));
        Dataset<Row> live = live(parents);
        return context.published(table.definition().table())
                .map(held -> live.unionByName(gone(held, parents, live)))
                .orElse(live);
    }

    /** Versions and deletions of parents, each with what it contains of the type: null where it is nothing. */
    private Dataset<Row> parents() {
        Dataset<Row> said = raw.of(parentType, 1)
                .withColumn("inside", FhirJson.contained(col("text"), parentType, table.tree()))
                .withColumn("resource", FhirJson.parse(col("text"), head))
                .withColumn(ResourceTable.VERSION, FhirRows.version(col("resource"), col(ResourceTable.DELIVERY)))
                .withColumn(ResourceTable.DELETED, lit(false));
        Column nothing = lit(null).cast(DataTypes.createArrayType(table.tree().schema()));
        return columns(said).unionByName(columns(deletions(1).withColumn("inside", nothing)));
    }

    private Dataset<Row> columns(Dataset<Row> rows) {
        return rows.select(
                col(ResourceTable.SOURCE),
                col("resource.id").as("parent"),
                col("inside"),
                col(ResourceTable.DELIVERY),
                col(ResourceTable.VERSION),
                col(ResourceTable.PLACE),
                col(ResourceTable.DELETED));
    }

    private Dataset<Row> deletions(long since) {
        return new FhirRows(raw, head).deletions(since);
    }

    private Dataset<Row> heads(long since) {
        FhirRows rows = new FhirRows(raw, head);
        return rows.versions(since)
                .unionByName(rows.deletions(since), true)
                .select(col(ResourceTable.SOURCE), col(ResourceTable.ID).as("parent"));
    }

    private static Dataset<Row> newest(Dataset<Row> parents) {
        Column nth = row_number()
                .over(Window.partitionBy(ResourceTable.SOURCE, "parent")
                        .orderBy(
                                col(ResourceTable.VERSION).desc_nulls_last(),
                                col(ResourceTable.PLACE).desc(),
                                col(ResourceTable.DELETED)));
        return parents.withColumn("nth", nth).filter(col("nth").equalTo(1)).drop("nth");
    }

    private Dataset<Row> live(Dataset<Row> parents) {
        return made(parents.withColumn("resource", explode(col("inside"))), false);
    }

    private Dataset<Row> gone(Dataset<Row> held, Dataset<Row> parents, Dataset<Row> live) {
        Column isInside = col(ResourceTable.ID).contains(INSIDE);
        Column prefix = concat(lit(parentType + "."), col("parent"));
        Dataset<Row> known = held.filter(isInside.and(
                        coalesce(col(ResourceTable.DELETED), lit(false)).equalTo(false)))
                .select(
                        col(ResourceTable.SOURCE).as("held_in"),
                        col(ResourceTable.ID).as("held_id"),
                        substring_index(col(ResourceTable.ID), INSIDE, 1).as("held_prefix"));
        Dataset<Row> of = parents.join(
                known, col(ResourceTable.SOURCE).equalTo(col("held_in")).and(prefix.equalTo(col("held_prefix"))));
        Dataset<Row> still = live.select(
                col(ResourceTable.SOURCE).as("live_in"), col("resource.id").as("live_id"));
        Dataset<Row> gone = of.join(
                still,
                col(ResourceTable.SOURCE)
                        .equalTo(col("live_in"))
                        .and(col("held_id").equalTo(col("live_id"))),
                "left_anti");
        return made(gone.withColumn("resource", FhirRows.nothingBut(table.tree(), col("held_id"))), true);
    }

    /** No line alone makes such a row, so it has neither place nor hash of one. */
    private static Dataset<Row> made(Dataset<Row> rows, boolean deleted) {
        return rows.select(
                col(ResourceTable.SOURCE),
                col("resource.id").as(ResourceTable.ID),
                col("resource"),
                col(ResourceTable.DELIVERY),
                col(ResourceTable.VERSION),
                col(ResourceTable.DELIVERY).cast(DataTypes.StringType).as(ResourceTable.PLACE),
                lit(null).cast(DataTypes.StringType).as(ResourceTable.SOURCE_HASH),
                lit(deleted).as(ResourceTable.DELETED));
    }
}
