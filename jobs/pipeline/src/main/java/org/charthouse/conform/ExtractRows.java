package org.charthouse.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.charthouse.feed.ExtractViews;
import org.charthouse.feed.RawRows;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.ResourceShape;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.MappingSpec;

/**
 * Resources that a mapping makes of the CSV extract, each whole as the extract stands now. Columns as {@link FhirRows}.
 * A resource whose own row is deleted is a deletion: the same query over rows that say so tells its id. One that came back
 * since is among the living with a later version.
 */
final class ExtractRows {

    private final JobContext context;
    private final RawRows raw;
    private final MappingSpec mapping;
    private final ElementTree tree;

    ExtractRows(JobContext context, RawRows raw, MappingSpec mapping, ElementTree tree) {
        this.context = context;
        this.raw = raw;
        this.mapping = mapping;
        this.tree = tree;
    }

    Dataset<Row> versions(long since) {
        ExtractViews views = new ExtractViews(context, raw, mapping.reads(), mapping.key(), since);
        Dataset<Row> live = made(views.live()).withColumn(ResourceTable.DELETED, lit(false));
        Optional<Dataset<Row>> dead = views.dead()
                .map(this::made)
                .map(rows -> rows.withColumn("resource", FhirRows.nothingBut(tree, col("resource.id")))
                        .withColumn(ResourceTable.DELETED, lit(true)));
        return dead.map(live::unionByName).orElse(live);
    }

    /** All versions that were said in a run or later, not the newest alone; without deletions. */
    Dataset<Row> all(long since) {
        ExtractViews views = new ExtractViews(context, raw, mapping.reads(), mapping.key(), since);
        return made(views.versions()).withColumn(ResourceTable.DELETED, lit(false));
    }

    private Dataset<Row> made(Map<String, Dataset<Row>> tables) {
        DeclaredSql sql = new DeclaredSql(context.session());
        tables.forEach((name, rows) -> sql.with("extract." + name, rows));
        Dataset<Row> made = sql.query(mapping.sql());
        Dataset<Row> nested = made.select(
                col(ResourceTable.SOURCE), struct(elements(made)).as("resource"), col(ResourceTable.DELIVERY));
        Column fitted = ResourceShape.fit(
                col("resource"), (StructType) nested.schema().apply("resource").dataType(), tree.schema());
        return nested.withColumn("resource", fitted)
                .select(
                        col(ResourceTable.SOURCE),
                        col("resource.id").as(ResourceTable.ID),
                        col("resource"),
                        col(ResourceTable.DELIVERY),
                        FhirRows.version(col("resource"), col(ResourceTable.DELIVERY))
                                .as(ResourceTable.VERSION),
                        col(ResourceTable.DELIVERY).cast("string").as(ResourceTable.PLACE),
                        lit(null).cast("string").as(ResourceTable.SOURCE_HASH));
    }

    private static Column[] elements(Dataset<Row> made) {
        return Arrays.stream(made.columns())
                .filter(name -> !name.equals(ResourceTable.SOURCE) && !name.equals(ResourceTable.DELIVERY))
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new);
    }
}
