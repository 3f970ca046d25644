package org.charthouse.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;
import org.charthouse.fhir.FhirJson;
import org.charthouse.fhir.References;
import org.charthouse.fhir.ResourceShape;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.MappingSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** Makes {@code fhir.<resource>} of what arrived for one resource type. */
public final class ConformJob implements Job {

    private static final TableName RECORD = new TableName("raw", "record");
    private static final TableName FILE = new TableName("ops", "file");

    /** Resource types that others refer to by a business identifier, each with those that it may refer to itself. */
    private static final Map<String, List<String>> SHARED = Map.of(
            "Organization", List.of(),
            "Location", List.of("Organization"),
            "Practitioner", List.of("Organization"));

    private final Specifications specs;
    private final ResourceTable table;
    private final List<MappingSpec> mappings;
    private final List<String> targets;

    public ConformJob(Specifications specs, ElementList elements) {
        this.specs = specs;
        this.table = ResourceTable.of(elements);
        this.mappings = specs.mappingsTo(elements.resource());
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
        Set<TableName> inputs = new TreeSet<>(Set.of(RECORD, FILE));
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
                + specs.feeds().values() + "|"
                + mappings.stream()
                        .flatMap(mapping -> mapping.reads().stream())
                        .map(table -> specs.extracts().get(table))
                        .toList();
    }

    @Override
    public JobReport run(JobContext context) {
        boolean whole = context.fromNothing() || targetsChanged(context);
        long since =
                whole ? 1 : context.previous().map(entry -> entry.ranIn() + 1).orElse(1L);
        if (!whole && !hasNews(context, since)) {
            return new JobReport(0, 0, 0, 0, "nothing new for it");
        }
        Dataset<Row> resources = fromFhir(context, since);
        for (MappingSpec mapping : mappings) {
            resources = resources.unionByName(fromExtract(context, mapping, since));
        }
        Dataset<Row> rows = hashed(context, newest(resolved(context, resources)));
        long written = whole
                ? context.writer().replace(table.definition(), rows)
                : context.writer().merge(table.definition(), rows, List.of(ResourceTable.HASH));
        return JobReport.loaded(written);
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

    private boolean hasNews(JobContext context, long since) {
        List<String> kinds = new ArrayList<>(List.of(table.tree().resourceType()));
        mappings.forEach(mapping -> kinds.addAll(mapping.reads()));
        return !context.read(FILE)
                .filter(col("ingested_in").geq(since).and(col("kind").isin(kinds.toArray())))
                .isEmpty();
    }

    /** Columns: source_system, resource, delivery_on, file_no, byte_offset. */
    private Dataset<Row> fromFhir(JobContext context, long since) {
        return context.read(RECORD)
                .filter(col("kind")
                        .equalTo(table.tree().resourceType())
                        .and(col("ingested_in").geq(since)))
                .select(
                        col("source_system"),
                        FhirJson.parse(col("text"), table.tree()).as("resource"),
                        col("delivery_on"),
                        col("file_no"),
                        col("byte_offset"));
    }

    private Dataset<Row> fromExtract(JobContext context, MappingSpec mapping, long since) {
        DeclaredSql sql = new DeclaredSql(context.session());
        new ExtractViews(context).of(mapping, since).forEach((name, rows) -> sql.with("extract." + name, rows));
        Dataset<Row> made = sql.query(mapping.sql());
        Dataset<Row> nested = made.select(
                col("source_system"),
                struct(made.columns().length == 0 ? new Column[0] : elementColumns(made))
                        .as("resource"),
                col("delivery_on"));
        Column fitted = ResourceShape.fit(
                col("resource"),
                (StructType) nested.schema().apply("resource").dataType(),
                table.tree().schema());
        return nested.select(
                col("source_system"),
                fitted.as("resource"),
                col("delivery_on"),
                lit(0).as("file_no"),
                lit(0L).as("byte_offset"));
    }

    private static Column[] elementColumns(Dataset<Row> made) {
        return java.util.Arrays.stream(made.columns())
                .filter(name -> !name.equals("source_system") && !name.equals("delivery_on"))
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new);
    }

    /** A reference points within its own source system, so each has a lookup of its own. */
    private Dataset<Row> resolved(JobContext context, Dataset<Row> resources) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.session().sparkContext());
        Column resolved = References.resolve(col("resource"), table.tree(), spark.broadcast(Map.of()));
        for (Map.Entry<String, Map<String, String>> source : lookups(context).entrySet()) {
            Broadcast<Map<String, String>> lookup = spark.broadcast(source.getValue());
            Column own = References.resolve(col("resource"), table.tree(), lookup);
            resolved = when(col("source_system").equalTo(source.getKey()), own).otherwise(resolved);
        }
        return resources.withColumn("resource", resolved);
    }

    /** Of each source system: what has which business identifier. */
    private Map<String, Map<String, String>> lookups(JobContext context) {
        Map<String, Map<String, String>> lookups = new TreeMap<>();
        for (String target : targets) {
            TableName shared = TableName.ofResource(target);
            if (context.has(shared)) {
                identifiers(context.read(shared), target, lookups);
            }
        }
        return lookups;
    }

    private static void identifiers(Dataset<Row> shared, String type, Map<String, Map<String, String>> lookups) {
        shared.filter(col(ResourceTable.DELETED).equalTo(false))
                .select(
                        col("source_system"),
                        col("id"),
                        explode(col("identifier")).as("identifier"))
                .select("source_system", "id", "identifier.system", "identifier.value")
                .filter(col("value").isNotNull())
                .orderBy(col("id").desc())
                .collectAsList()
                .forEach(row -> lookups.computeIfAbsent(row.getString(0), any -> new HashMap<>())
                        .put(
                                new References.Conditional(
                                                type, row.isNullAt(2) ? "" : row.getString(2), row.getString(3))
                                        .lookupKey(),
                                type + "/" + row.getString(1)));
    }

    private Dataset<Row> newest(Dataset<Row> resources) {
        Column version = org.apache.spark.sql.functions.to_timestamp(col("resource.meta.lastUpdated"));
        Column nth = row_number()
                .over(Window.partitionBy(col("source_system"), col("resource.id"))
                        .orderBy(
                                version.desc_nulls_last(),
                                col("delivery_on").desc(),
                                col("file_no").desc(),
                                col("byte_offset").desc()));
        return resources.withColumn("nth", nth).filter(col("nth").equalTo(1));
    }

    private Dataset<Row> hashed(JobContext context, Dataset<Row> newest) {
        List<Column> columns = new ArrayList<>(List.of(col("source_system")));
        table.elements().forEach(element -> columns.add(col("resource.`" + element + "`")));
        columns.add(col(ResourceTable.DELIVERY));
        columns.add(xxhash64(col("resource")).as(ResourceTable.HASH));
        columns.add(lit(context.run()).as(ResourceTable.CHANGED_IN));
        columns.add(lit(false).as(ResourceTable.DELETED));
        return newest.select(columns.toArray(Column[]::new));
    }
}
