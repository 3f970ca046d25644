package org.charthouse.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import au.csiro.pathling.encoders.FhirEncoders;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.io.FileUtils;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.charthouse.conform.ConformJob;
import org.charthouse.conform.SharedIdentifiers;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Runner;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Four ways to bring the files of one resource type into Delta, each anew. */
final class LoadWays {

    /** Those that Pathling keeps of extensions unless it is told otherwise. */
    private static final Set<String> OPEN_TYPES = Set.of(
            "boolean",
            "code",
            "date",
            "dateTime",
            "decimal",
            "integer",
            "string",
            "Coding",
            "CodeableConcept",
            "Address",
            "Identifier",
            "Reference");

    private final SparkSession session;
    private final Specifications specs;
    private final Path house;
    private final Extract extract;
    private final ElementList elements;

    LoadWays(SparkSession session, Specifications specs, Path house, Extract extract, String type) {
        this.session = session;
        this.specs = specs;
        this.house = house;
        this.extract = extract;
        this.elements = Objects.requireNonNull(specs.elements().get(type));
    }

    /** The lines as they are: what reading text and writing Delta cost. */
    void copy() {
        write(lines(), "copy");
    }

    /** Spark's own reader of JSON with the kept elements, no raw lines, no checks. */
    void fromJson() {
        Dataset<Row> parsed = lines().select(
                        from_json(col("value"), FhirSchema.of(elements.resource(), elements.paths()), Map.of())
                                .as("resource"));
        write(parsed.select("resource.*"), "from_json");
    }

    /** HAPI's parser and Pathling's encoders, extensions and all open types included. */
    void pathling() {
        FhirEncoders encoders = FhirEncoders.forR4()
                .withMaxNestingLevel(0)
                .withExtensionsEnabled(true)
                .withOpenTypes(OPEN_TYPES)
                .getOrCreate();
        Encoder<IBaseResource> encoder = encoders.of(elements.resource());
        MapPartitionsFunction<Row, IBaseResource> parse = LoadWays::parsed;
        String limit = "spark.sql.codegen.hugeMethodLimit";
        String ours = session.conf().get(limit);
        session.conf().set(limit, "65535"); // Spark's own; ours is made for other queries
        write(lines().mapPartitions(parse, encoder).toDF(), "pathling");
        session.conf().set(limit, ours);
    }

    private static Iterator<IBaseResource> parsed(Iterator<Row> lines) {
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        Iterable<Row> rows = () -> lines;
        Stream<IBaseResource> resources =
                StreamSupport.stream(rows.spliterator(), false).map(line -> parser.parseResource(line.getString(0)));
        return resources.iterator();
    }

    /** What a night's run does of it: check, hash, quarantine, raw rows, ledger, versions, references, FHIR table. */
    void charthouse() {
        clear(house.resolve("lake"));
        JobGraph jobs =
                new JobGraph(List.of(new IngestJob(specs), new ConformJob(specs, elements, new SharedIdentifiers())));
        JobContext.Home folders = new JobContext.Home(house.resolve("landing"), house.resolve("reports"));
        RunReport report = new Runner(specs, lake(), folders, RunListener.SILENT, Clock.systemUTC())
                .run(jobs, RunOrder.usual(), () -> LocalDate.EPOCH);
        if (!report.published()) {
            throw new IllegalStateException("the run did not end well");
        }
    }

    /** Resources in the table that Charthouse made. */
    long rows() {
        return lake().read(TableName.ofResource(elements.resource())).count();
    }

    private Lake lake() {
        return new Lake(session, house.resolve("lake"));
    }

    private Dataset<Row> lines() {
        return session.read().text(extract.files());
    }

    private void write(Dataset<Row> rows, String name) {
        Path target = house.resolve(name);
        clear(target);
        rows.write().format("delta").mode(SaveMode.ErrorIfExists).save(target.toString());
    }

    static void clear(Path folder) {
        try {
            FileUtils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
