package org.charthouse.conform;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.conform.correction.Corrections;
import org.charthouse.feed.DeliveredKinds;
import org.charthouse.feed.ExtractSources;
import org.charthouse.feed.RawRows;
import org.charthouse.fhir.ElementLists;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirJson;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.CorrectionSpec;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.MappingSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * Makes {@code fhir.<resource>} of what arrived for one resource type; no table where nothing ever did.
 *
 * <p>What a resource contains is kept in it as text, cut by the list of its own type. A change of that list reaches the
 * rows of that type at once, the texts in their parents with the next full run.
 */
public final class ConformJob implements Job {

    private static final JobReport NOTHING_DELIVERED = new JobReport(0, 0, 0, 0, "nothing of it was ever delivered");

    private final Specifications specs;
    private final SharedIdentifiers identifiers;
    private final DeliveredKinds delivered;
    private final ResourceTable table;
    private final List<MappingSpec> mappings;
    private final List<CorrectionSpec> corrections;
    private final ExtractSources extracts;
    private final List<String> targets;

    /** A job of a type that looks for itself what was delivered. */
    public ConformJob(Specifications specs, ElementList elements, SharedIdentifiers identifiers) {
        this(specs, elements, identifiers, new DeliveredKinds());
    }

    /**
     * A job.
     *
     * @param identifiers shared with the jobs of other types
     * @param delivered shared with the jobs of other types
     */
    public ConformJob(
            Specifications specs, ElementList elements, SharedIdentifiers identifiers, DeliveredKinds delivered) {
        this.specs = specs;
        this.identifiers = identifiers;
        this.delivered = delivered;
        this.table = ResourceTable.of(elements);
        this.mappings = specs.mappingsTo(elements.resource());
        this.corrections = specs.correctionsOf(elements.resource());
        this.extracts = new ExtractSources(
                specs,
                mappings.stream().flatMap(mapping -> mapping.reads().stream()).toList());
        this.targets = identifiers.types(specs.elements().values()).targetsOf(elements.resource());
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
                + "|" + extracts.definition() + "|"
                + corrections.stream().map(CorrectionSpec::definition).toList();
    }

    @Override
    public JobReport run(JobContext context) {
        RawRows raw = new RawRows(context, delivered);
        boolean isThere = context.published(table.definition().table()).isPresent();
        if (!isThere && kinds(raw).stream().allMatch(kind -> raw.files(kind).isEmpty())) {
            return NOTHING_DELIVERED;
        }
        boolean whole = !isThere || context.fromNothing() || targetsChanged(context);
        long since = whole ? 1 : context.previous().orElseThrow().ranIn() + 1;
        if (!whole && !hasNews(raw, since)) {
            return new JobReport(0, 0, 0, 0, "nothing new for it");
        }
        NewVersions found = new NewVersions(context, raw, table, rows(corrected(context, raw, whole, since)));
        return JobReport.loaded(
                whole
                        ? context.writer().replace(table.definition(), found.all())
                        : context.writer().upsert(table.definition(), found.thatWin()));
    }

    /**
     * What the corrections would change if all were made anew of what was delivered, as they stand now: nothing is written.
     *
     * @param context of a full run
     * @return source_system, count of rows, and of those that each correction would change, in order; by source
     */
    public List<Row> trial(JobContext context) {
        RawRows raw = new RawRows(context, delivered);
        if (kinds(raw).stream().allMatch(kind -> raw.files(kind).isEmpty())) {
            return List.of();
        }
        Column[] counts = corrections.stream()
                .map(each -> count_if(array_contains(col(ResourceTable.CORRECTIONS), each.correction())))
                .toArray(Column[]::new);
        return corrected(context, raw, true, 1)
                .filter(col(ResourceTable.DELETED).equalTo(false))
                .groupBy(ResourceTable.SOURCE)
                .agg(count(lit(1)), counts)
                .orderBy(ResourceTable.SOURCE)
                .collectAsList();
    }

    /**
     * All versions that were said in a run or later, corrected; not the newest alone. Without deletions, references as they were
     * sent.
     *
     * @return a row for each, with the elements as columns; empty where there is none
     */
    Optional<Dataset<Row>> versions(JobContext context, long since) {
        RawRows raw = new RawRows(context, delivered);
        if (!raw.hasNews(since, kinds(raw))) {
            return Optional.empty();
        }
        ElementTree tree = table.tree().containing(lists(raw));
        Dataset<Row> all = new Versions(context, raw, table, tree, mappings).all(since);
        Dataset<Row> read = all.withColumn(ResourceTable.RESOURCE, resource(all, tree));
        return Optional.of(corrected(read).select(col(ResourceTable.SOURCE), col(ResourceTable.RESOURCE + ".*")));
    }

    /** The newest versions with their references resolved and their corrections applied. */
    private Dataset<Row> corrected(JobContext context, RawRows raw, boolean whole, long since) {
        ElementTree tree = table.tree().containing(lists(raw));
        Dataset<Row> newest = new Versions(context, raw, table, tree, mappings).newest(whole, since);
        return corrected(
                new ReferenceLookups(context, identifiers, targets).resolve(newest, resource(newest, tree), tree));
    }

    private Dataset<Row> corrected(Dataset<Row> versions) {
        Corrections declared = Corrections.of(corrections, table.tree().schema());
        if (declared.isEmpty()) {
            return versions.withColumn(ResourceTable.CORRECTIONS, lit(null).cast(Corrections.NAMES));
        }
        Column both = declared.apply(
                col(ResourceTable.SOURCE),
                col(ResourceTable.RESOURCE),
                table.tree().schema());
        return versions.withColumn("both", both)
                .withColumn(ResourceTable.RESOURCE, col("both.resource"))
                .withColumn(ResourceTable.CORRECTIONS, col("both.corrections"))
                .drop("both");
    }

    private boolean hasNews(RawRows raw, long since) {
        Set<String> kinds = kinds(raw);
        kinds.add(FeedSpec.DELETIONS);
        return raw.hasNews(since, kinds);
    }

    /** Lists of what resources of the type contain; where none contains anything, no list travels. */
    private ElementLists lists(RawRows raw) {
        return ElementLists.of(specs.paths()).only(raw.inside(table.tree().resourceType()));
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

    /** Kinds of lines of which rows are made: the type itself, what is mapped to it, and what contains it. */
    private Set<String> kinds(RawRows raw) {
        String type = table.tree().resourceType();
        Set<String> kinds = new TreeSet<>(raw.parentsOf(type));
        kinds.add(type);
        kinds.addAll(extracts.kinds());
        return kinds;
    }

    /** The kept elements of a version, of which some versions have the text alone. */
    private static Column resource(Dataset<Row> versions, ElementTree tree) {
        Column read = FhirJson.parse(col(ResourceTable.TEXT), tree);
        return List.of(versions.columns()).contains(ResourceTable.RESOURCE)
                ? when(col(ResourceTable.TEXT).isNull(), col(ResourceTable.RESOURCE))
                        .otherwise(read)
                : read;
    }

    private Dataset<Row> rows(Dataset<Row> resolved) {
        List<Column> columns = new ArrayList<>(List.of(col(ResourceTable.SOURCE)));
        table.elements().forEach(element -> columns.add(col("resource.`" + element + "`")));
        columns.addAll(List.of(
                col(ResourceTable.DELIVERY),
                col(ResourceTable.VERSION),
                col(ResourceTable.PLACE),
                col(ResourceTable.SOURCE_HASH),
                col(ResourceTable.CORRECTIONS),
                FhirJson.hash(col("resource"), table.tree()).as(ResourceTable.HASH),
                col(ResourceTable.DELETED)));
        return resolved.select(columns.toArray(Column[]::new));
    }
}
