package org.charthouse.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.charthouse.feed.RawRows;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.FeedSpec;

/**
 * Versions that were found, held against those that the table has. A row whose content stays as it was keeps the run in
 * which it changed last, so that nothing after it is worked again.
 */
final class NewVersions {

    private static final List<String> KEY = List.of(ResourceTable.SOURCE, ResourceTable.ID);
    private static final List<String> STATE =
            List.of(ResourceTable.HASH, ResourceTable.DELETED, ResourceTable.CHANGED_IN);
    private static final List<String> VERSION =
            List.of(ResourceTable.VERSION, ResourceTable.PLACE, ResourceTable.SOURCE_HASH, "meta");

    private final JobContext context;
    private final RawRows raw;
    private final ResourceTable table;
    private final Dataset<Row> found;

    /**
     * Versions.
     *
     * @param found the newest of each resource among what came; all columns of the table but {@code changed_in}
     */
    NewVersions(JobContext context, RawRows raw, ResourceTable table, Dataset<Row> found) {
        this.context = context;
        this.raw = raw;
        this.table = table;
        this.found = found;
    }

    /** All that were found, where they are all there is: what the table has besides is gone from its sources. */
    Dataset<Row> all() {
        Optional<Dataset<Row>> published = context.published(table.definition().table());
        if (published.isEmpty()) {
            return found.withColumn(ResourceTable.CHANGED_IN, lit(context.run()));
        }
        return beside(held(published.get(), List.of()), "full_outer")
                .withColumn(ResourceTable.CHANGED_IN, changedIn())
                .select(Arrays.stream(table.definition().schema().fields())
                        .map(field -> when(col("found"), col("`" + field.name() + "`"))
                                .otherwise(gone(field))
                                .as(field.name()))
                        .toArray(Column[]::new));
    }

    /** A resource that no source says any more: deleted, in this run if it was not so before. */
    private Column gone(StructField field) {
        return switch (field.name()) {
            case ResourceTable.SOURCE -> col("held_source_system");
            case ResourceTable.ID -> col("held_id");
            case ResourceTable.DELETED -> lit(true);
            case ResourceTable.CHANGED_IN ->
                when(col("held_is_deleted"), col("held_changed_in")).otherwise(lit(context.run()));
            default -> lit(null).cast(field.dataType());
        };
    }

    /** Those that are later than what the table has. */
    Dataset<Row> thatWin() {
        Dataset<Row> held = held(context.published(table.definition().table()).orElseThrow(), VERSION);
        Column fromLines = col(ResourceTable.SOURCE_HASH)
                .isNull()
                .and(col("held_source_hash").isNull());
        Column sameLine = col(ResourceTable.SOURCE_HASH).eqNullSafe(col("held_source_hash"));
        Column later = col("held_version_at")
                .isNull()
                .or(col(ResourceTable.VERSION).gt(col("held_version_at")))
                .or(col(ResourceTable.VERSION)
                        .equalTo(col("held_version_at"))
                        .and(col(ResourceTable.PLACE).gt(col("held_place"))));
        Column wins = col("held_changed_in")
                .isNull()
                .or(when(fromLines, isSame().equalTo(false))
                        .otherwise(sameLine.equalTo(false).and(later)));
        return beside(saidAgain(held), "left").filter(wins).withColumn(ResourceTable.CHANGED_IN, changedIn());
    }

    /**
     * Where the held version was said last, which may be later than where it was said first. A version whose source gives
     * it no time is as new as the last delivery that says it.
     */
    private Dataset<Row> saidAgain(Dataset<Row> held) {
        String resource = table.tree().resourceType();
        if (!raw.isRepeated(resource, 1) && !raw.isRepeated(FeedSpec.DELETIONS, 1)) {
            return held;
        }
        Dataset<Row> again = raw.repeats(resource, FeedSpec.DELETIONS)
                .withColumnRenamed("source_system", "held_source_system")
                .withColumnRenamed("text_hash", "held_source_hash");
        Column isLater = coalesce(col("again_place").gt(col("held_place")), lit(false));
        Column hasNoTime = when(
                        col("held_is_deleted"),
                        col("held_version_at").equalTo(FhirRows.endOf(deliveryOf(col("held_place")))))
                .otherwise(FhirRows.instant(col("held_meta.lastUpdated")).isNull());
        Column delivery = deliveryOf(col("again_place"));
        Column dated = when(col("held_is_deleted"), FhirRows.endOf(delivery))
                .otherwise(delivery.cast(DataTypes.TimestampType));
        return held.join(again, new String[] {"held_source_system", "held_source_hash"}, "left")
                .withColumn(
                        "held_version_at", when(isLater.and(hasNoTime), dated).otherwise(col("held_version_at")))
                .withColumn("held_place", when(isLater, col("again_place")).otherwise(col("held_place")))
                .drop("again_place");
    }

    private static Column deliveryOf(Column place) {
        return place.substr(1, "YYYY-MM-DD".length()).cast(DataTypes.DateType);
    }

    private static Dataset<Row> held(Dataset<Row> rows, List<String> more) {
        return rows.select(Stream.of(KEY, STATE, more)
                .flatMap(List::stream)
                .map(name -> col(name).as("held_" + name))
                .toArray(Column[]::new));
    }

    private Dataset<Row> beside(Dataset<Row> held, String how) {
        return found.withColumn("found", lit(true))
                .join(
                        held,
                        col(ResourceTable.SOURCE)
                                .equalTo(col("held_source_system"))
                                .and(col(ResourceTable.ID).equalTo(col("held_id"))),
                        how);
    }

    private static Column isSame() {
        return coalesce(
                col(ResourceTable.HASH)
                        .equalTo(col("held_row_hash"))
                        .and(col(ResourceTable.DELETED).equalTo(col("held_is_deleted"))),
                lit(false));
    }

    private Column changedIn() {
        return when(isSame(), col("held_changed_in")).otherwise(lit(context.run()));
    }
}
