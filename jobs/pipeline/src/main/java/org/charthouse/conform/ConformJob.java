package org.charthouse.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.charthouse.feed.ExtractSources;
import org.charthouse.feed.RawRows;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.MappingSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** Makes {@code fhir.<resource>} of what arrived for one resource type. */
public final class ConformJob implements Job {

    /** Resource types that others refer to by a business identifier, each with those that it may refer to itself. */
    private static final Map<String, List<String>> SHARED = Map.of(
            "Organization", List.of(),
            "Location", List.of("Organization"),
            "Practitioner", List.of("Organization"));

    private final Specifications specs;
    private final SharedIdentifiers identifiers;
    private final ResourceTable table;
    private final List<MappingSpec> mappings;
    private final ExtractSources extracts;
    private final List<String> targets;

    public ConformJob(Specifications specs, ElementList elements, SharedIdentifiers identifiers) {
        this.specs = specs;
        this.identifiers = identifiers;
        this.table = ResourceTable.of(elements);
        this.mappings = specs.mappingsTo(elements.resource());
        this.extracts = new ExtractSources(
                specs,
                mappings.stream().flatMap(mapping -> mapping.reads().stream()).toList());
        this.targets = SHARED
                .getOrDefault(
                        elements.resource(), SHARED.keySet().stream().sorted().toList())
                .stream()
                .filter(target -> specs.elements().containsKey(target))
                .toList();
    }

    @Override
    public String name() {
        return table.definition().table().toString();
    }

    @Override
    public Stage stage() {
        return Stage.CONFORM;
    }

    @Override
    public Set<TableName> inputs() {
        Set<TableName> inputs = new TreeSet<>(Set.of(RawRows.RECORD, RawRows.REPEAT, RawRows.FILE));
        targets.forEach(target -> inputs.add(TableName.ofResource(target)));
        return inputs;
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(table.definition().table());
    }

    @Override
    public String definition() {
        return table.definition() + "|" + mappings + "|"
                + specs.feeds().values().stream()
                        .filter(feed -> !feed.isCsv())
                        .map(feed -> feed.feed() + " " + feed.sourceSystem() + " " + feed.format())
                        .toList()
                + "|" + extracts.definition();
    }

    @Override
    public JobReport run(JobContext context) {
        boolean whole = context.fromNothing() || targetsChanged(context);
        long since =
                whole ? 1 : context.previous().map(entry -> entry.ranIn() + 1).orElse(1L);
        RawRows raw = new RawRows(context);
        if (!whole && !raw.hasNews(since, kinds())) {
            return new JobReport(0, 0, 0, 0, "nothing new for it");
        }
        Dataset<Row> versions = new ReferenceLookups(context, identifiers, targets)
                .resolve(newest(versions(context, raw, since)), table.tree());
        NewVersions found = new NewVersions(context, raw, table, rows(versions));
        return JobReport.loaded(
                whole
                        ? context.writer().replace(table.definition(), found.all())
                        : context.writer().upsert(table.definition(), found.thatWin()));
    }

    /** What could not be resolved before may be there now. */
    private boolean targetsChanged(JobContext context) {
        return context.previous()
                .map(entry -> targets.stream()
                        .map(TableName::ofResource)
                        .anyMatch(shared -> !Objects.equals(
                                entry.inputs().get(shared), context.pinned().get(shared))))
                .orElse(true);
    }

    private Object[] kinds() {
        List<String> kinds = new ArrayList<>(List.of(table.tree().resourceType(), FeedSpec.DELETIONS));
        kinds.addAll(extracts.kinds());
        return kinds.toArray();
    }

    private Dataset<Row> versions(JobContext context, RawRows raw, long since) {
        FhirRows fhir = new FhirRows(raw, table.tree());
        Dataset<Row> versions = fhir.versions(since);
        if (!raw.files(FeedSpec.DELETIONS).isEmpty()) {
            versions = versions.unionByName(fhir.deletions(since));
        }
        for (MappingSpec mapping : mappings) {
            ExtractRows extract = new ExtractRows(context, raw, mapping, table.tree());
            versions = versions.unionByName(extract.versions(since));
        }
        return versions;
    }

    private static Dataset<Row> newest(Dataset<Row> versions) {
        Column nth = row_number()
                .over(Window.partitionBy(col(ResourceTable.SOURCE), col("resource.id"))
                        .orderBy(
                                col(ResourceTable.VERSION).desc_nulls_last(),
                                col(ResourceTable.PLACE).desc(),
                                col(ResourceTable.DELETED)));
        return versions.withColumn("nth", nth).filter(col("nth").equalTo(1));
    }

    private Dataset<Row> rows(Dataset<Row> newest) {
        List<Column> columns = new ArrayList<>(List.of(col(ResourceTable.SOURCE)));
        table.elements().forEach(element -> columns.add(col("resource.`" + element + "`")));
        columns.addAll(List.of(
                col(ResourceTable.DELIVERY),
                col(ResourceTable.VERSION),
                col(ResourceTable.PLACE),
                col(ResourceTable.SOURCE_HASH),
                xxhash64(to_json(col("resource"))).as(ResourceTable.HASH),
                col(ResourceTable.DELETED)));
        return newest.select(columns.toArray(Column[]::new));
    }
}
