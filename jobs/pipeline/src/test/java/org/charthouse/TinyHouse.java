package org.charthouse;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.charthouse.lake.Lake;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableWriter;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Runner;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * A house in which a test lands a few lines and runs one or two jobs.
 *
 * @param home its folder
 * @param specs its configuration
 */
public record TinyHouse(Path home, Specifications specs) {

    /** A house of the shipped configuration. */
    public TinyHouse(Path home) {
        this(home, SharedSpark.specs());
    }

    public Lake lake() {
        return new Lake(SharedSpark.session(), home.resolve("lake"));
    }

    public Path landing() {
        return home.resolve("landing");
    }

    /** Puts a file where its feed looks for it. */
    public void land(String path, byte[] content) {
        Path file = landing().resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public void land(String path, String text) {
        land(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One run of these jobs alone. */
    public RunReport run(Job... jobs) {
        JobContext.Home folders = new JobContext.Home(landing(), home.resolve("reports"));
        return new Runner(specs, lake(), folders, RunListener.SILENT, Clock.systemUTC())
                .run(new JobGraph(List.of(jobs)), RunOrder.usual(), () -> LocalDate.EPOCH);
    }

    /** The newest rows of a table, each as its values with a blank between, in order of that text. */
    public List<String> rows(String table, String... columns) {
        Row[] rows = (Row[]) lake().read(TableName.of(table))
                .select(Arrays.stream(columns).map(functions::expr).toArray(Column[]::new))
                .collect();
        return Arrays.stream(rows).map(row -> row.mkString(" ")).sorted().toList();
    }

    /** What {@code charthouse quarantine retry} does to rows of a table. */
    public void markToRetry(TableName table, Column which) {
        new TableWriter(lake()).update(table, which, Map.of("state", lit("retry")));
        publish(table, "quarantine retry");
    }

    /** Makes a table what a build that did not know these columns yet would have made it. */
    public void forget(TableName table, String... columns) {
        lake().session()
                .sql("ALTER TABLE delta.`" + lake().path(table)
                        + "` SET TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'file_no')");
        lake().read(table)
                .drop(columns)
                .write()
                .format("delta")
                .mode(SaveMode.Overwrite)
                .option("overwriteSchema", "true")
                .save(lake().path(table).toString());
        publish(table, "an earlier build");
    }

    private void publish(TableName table, String because) {
        ManifestStore manifests = new ManifestStore(lake(), TableDefinition.of(specs.contract(ManifestStore.TABLE)));
        Map<TableName, Long> moved = Map.of(table, lake().version(table));
        manifests.publish(manifests.latest().moved(manifests.nextNumber(), moved), Instant.now(), because);
    }
}
