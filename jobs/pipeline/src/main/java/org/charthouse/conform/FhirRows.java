package org.charthouse.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.feed.RawRows;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirJson;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.spec.FeedSpec;

/**
 * Versions of resources that arrived as FHIR, deletions among them. Columns: source_system, id, text or resource,
 * delivery_on, version_at, place, source_hash, is_deleted.
 */
final class FhirRows {

    private static final StructType DELETIONS = StructType.fromDDL("meta struct<lastUpdated: string>, timestamp string,"
            + " entry array<struct<request: struct<url: string>, response: struct<lastModified: string>>>");

    private final RawRows raw;
    private final ElementTree tree;

    FhirRows(RawRows raw, ElementTree tree) {
        this.raw = raw;
        this.tree = tree;
    }

    /**
     * Versions that were said in this run or later, each as its text: what has a newer version need not be read as a whole.
     */
    Dataset<Row> versions(long since) {
        ElementTree head = ElementTree.of(tree.resourceType(), FhirSchema.of(tree.resourceType(), List.of()));
        return raw.of(tree.resourceType(), since)
                .withColumn("head", FhirJson.parse(col("text"), head))
                .select(
                        col("source_system"),
                        col("head.id").as(ResourceTable.ID),
                        col("text").as(ResourceTable.TEXT),
                        col("delivery_on"),
                        version(col("head"), col("delivery_on")).as(ResourceTable.VERSION),
                        col("place").as(ResourceTable.PLACE),
                        col("text_hash").as(ResourceTable.SOURCE_HASH),
                        lit(false).as(ResourceTable.DELETED));
    }

    /** Deletions that were said in this run or later. One without a time counts at the end of its day of delivery. */
    Dataset<Row> deletions(long since) {
        Column key = split(col("entry.request.url"), "/");
        return raw.of(FeedSpec.DELETIONS, since)
                .withColumn("bundle", from_json(col("text"), DELETIONS, Map.of()))
                .withColumn("entry", explode(col("bundle.entry")))
                .filter(key.getItem(0).equalTo(tree.resourceType()))
                .withColumn("id", key.getItem(1))
                .select(
                        col("source_system"),
                        col("id").as(ResourceTable.ID),
                        nothingBut(tree, col("id")).as(ResourceTable.RESOURCE),
                        col("delivery_on"),
                        coalesce(
                                        instant(col("entry.response.lastModified")),
                                        instant(col("bundle.meta.lastUpdated")),
                                        instant(col("bundle.timestamp")),
                                        endOf(col("delivery_on")))
                                .as(ResourceTable.VERSION),
                        col("place").as(ResourceTable.PLACE),
                        col("text_hash").as(ResourceTable.SOURCE_HASH),
                        lit(true).as(ResourceTable.DELETED));
    }

    /** The time of a version: what the source says or, where it says nothing, the start of the day of delivery. */
    static Column version(Column resource, Column deliveryOn) {
        return coalesce(
                instant(resource.getField("meta").getField("lastUpdated")), deliveryOn.cast(DataTypes.TimestampType));
    }

    /** A FHIR instant as a time; null where it is none. Spark would take a time without a day for one of today. */
    static Column instant(Column text) {
        return when(text.rlike("^\\d{4}-"), try_to_timestamp(text));
    }

    /** The last moment of a day. */
    static Column endOf(Column day) {
        return date_add(day, 1).cast(DataTypes.TimestampType).minus(expr("INTERVAL 1 MICROSECOND"));
    }

    /** A resource of which only the id is known. */
    static Column nothingBut(ElementTree tree, Column id) {
        return struct(Arrays.stream(tree.schema().fields())
                .map(field -> (field.name().equals("id") ? id : lit(null).cast(field.dataType())).as(field.name()))
                .toArray(Column[]::new));
    }
}
