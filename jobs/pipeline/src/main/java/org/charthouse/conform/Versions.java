package org.charthouse.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.charthouse.feed.ExtractSources;
import org.charthouse.feed.RawRows;
import org.charthouse.fhir.ElementTree;
import org.charthouse.lake.KeyCompany;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.MappingSpec;

/** The versions of one type of resource that came, in whatever form: columns as {@link FhirRows} has them. */
final class Versions {

    private final JobContext context;
    private final RawRows raw;
    private final ResourceTable table;
    private final ElementTree tree;
    private final List<MappingSpec> mappings;

    /**
     * Versions.
     *
     * @param tree what is kept of them
     * @param mappings all that make resources of the type
     */
    Versions(JobContext context, RawRows raw, ResourceTable table, ElementTree tree, List<MappingSpec> mappings) {
        this.context = context;
        this.raw = raw;
        this.table = table;
        this.tree = tree;
        this.mappings = mappings;
    }

    /**
     * The newest version of each resource among those that were said in a run or later. Where all came as FHIR, few have
     * another beside them, and only those are sorted.
     *
     * @param whole whether a resource is taken whatever the run in which it was said
     */
    Dataset<Row> newest(boolean whole, long since) {
        Dataset<Row> sent = new FhirRows(raw, tree).versions(since);
        List<Dataset<Row>> others = others(whole, since);
        if (others.isEmpty()) {
            KeyCompany company = KeyCompany.of(sent, ResourceTable.ID, ResourceTable.SOURCE);
            return company.alone().unionByName(newest(company.together()));
        }
        Dataset<Row> all = sent;
        for (Dataset<Row> other : others) {
            all = all.unionByName(other, true);
        }
        return newest(all);
    }

    /** All versions that were said in a run or later, by resources of their own; without deletions. */
    Dataset<Row> all(long since) {
        Dataset<Row> all = new FhirRows(raw, tree).versions(since);
        for (MappingSpec mapping : mappings) {
            if (isMade(mapping)) {
                all = all.unionByName(new ExtractRows(context, raw, mapping, tree).all(since), true);
            }
        }
        return all;
    }

    private boolean isMade(MappingSpec mapping) {
        return new ExtractSources(context.specs(), mapping.reads())
                .kinds().stream().anyMatch(this::isDelivered);
    }

    private List<Dataset<Row>> others(boolean whole, long since) {
        List<Dataset<Row>> others = new ArrayList<>();
        if (isDelivered(FeedSpec.DELETIONS)) {
            others.add(new FhirRows(raw, tree).deletions(since));
        }
        for (MappingSpec mapping : mappings) {
            if (isMade(mapping)) {
                others.add(new ExtractRows(context, raw, mapping, tree).versions(since));
            }
        }
        for (String parent : raw.parentsOf(tree.resourceType())) {
            ContainedRows contained = new ContainedRows(context, raw, table, parent);
            others.add(whole ? contained.all() : contained.versions(since));
        }
        return others;
    }

    private boolean isDelivered(String kind) {
        return !raw.files(kind).isEmpty();
    }

    private static Dataset<Row> newest(Dataset<Row> versions) {
        var nth = row_number() // by what differs most first: Spark sorts by the first bytes of the first column
                .over(Window.partitionBy(col(ResourceTable.ID), col(ResourceTable.SOURCE))
                        .orderBy(
                                col(ResourceTable.VERSION).desc_nulls_last(),
                                col(ResourceTable.PLACE).desc(),
                                col(ResourceTable.DELETED)));
        return versions.withColumn("nth", nth).filter(col("nth").equalTo(1)).drop("nth");
    }
}
