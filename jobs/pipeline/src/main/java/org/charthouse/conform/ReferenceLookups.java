package org.charthouse.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.References;
import org.charthouse.pipeline.JobContext;

/** Finds what a reference by business identifier points to, within its own source system. */
final class ReferenceLookups {

    private final JobContext context;
    private final SharedIdentifiers identifiers;
    private final List<String> targets;

    /**
     * Lookups.
     *
     * @param targets resource types that are referred to by identifier
     */
    ReferenceLookups(JobContext context, SharedIdentifiers identifiers, List<String> targets) {
        this.context = context;
        this.identifiers = identifiers;
        this.targets = targets;
    }

    /**
     * Versions with the column {@code resource}, its references resolved.
     *
     * @param resource of a version
     */
    Dataset<Row> resolve(Dataset<Row> versions, Column resource, ElementTree tree) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.session().sparkContext());
        Column resolved = References.resolve(resource, tree, spark.broadcast(Map.of()));
        for (Map.Entry<String, Map<String, String>> source : bySource().entrySet()) {
            Broadcast<Map<String, String>> lookup = spark.broadcast(source.getValue());
            Column own = References.resolve(resource, tree, lookup);
            resolved = when(col("source_system").equalTo(source.getKey()), own).otherwise(resolved);
        }
        return versions.withColumn("resource", resolved);
    }

    /** Of each source system: what has which business identifier. */
    private Map<String, Map<String, String>> bySource() {
        Map<String, Map<String, String>> lookups = new TreeMap<>();
        for (String target : targets) {
            identifiers
                    .of(context, target)
                    .forEach((source, references) -> lookups.computeIfAbsent(source, any -> new HashMap<>())
                            .putAll(references));
        }
        return lookups;
    }
}
