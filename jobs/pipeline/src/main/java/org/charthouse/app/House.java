package org.charthouse.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.Lake;
import org.charthouse.lake.LakeFormat;
import org.charthouse.lake.LakeSession;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * One house: its configuration, checked, and its folders.
 *
 * @param config the folder that holds {@code conf/} and {@code schemas/}
 * @param home the folder that holds landing, lake and reports
 * @param specs what is configured
 * @param views the compiled views
 */
public record House(Path config, Path home, Specifications specs, Views views) {

    /**
     * Reads and checks a house; Spark is not started.
     *
     * @throws UserError with all problems at once
     */
    public static House open(Path config, Path home) {
        if (!Files.isDirectory(config.resolve("conf")) || !Files.isDirectory(config.resolve("schemas"))) {
            throw new UserError(
                    ExitCode.CONFIGURATION,
                    new Problem(
                            "No configuration",
                            Place.of(config.toString()),
                            "the folder must hold 'conf' and 'schemas'",
                            "name it by --config or CHARTHOUSE_CONFIG"));
        }
        Specifications specs = Specifications.read(config.resolve("conf"), config.resolve("schemas"));
        return new House(config, home.toAbsolutePath().normalize(), specs, new HouseCheck(specs).run());
    }

    public Path landing() {
        return home.resolve(specs.house().landing());
    }

    public Path lakePath() {
        return home.resolve(specs.house().lake());
    }

    public Path reports() {
        return home.resolve(specs.house().reports());
    }

    /**
     * Starts Spark and opens the lake.
     *
     * @throws UserError if a later build wrote it
     */
    public Lake lake() {
        LakeFormat.check(lakePath());
        return new Lake(session(), lakePath());
    }

    public SparkSession session() {
        return LakeSession.start(specs.house());
    }

    public JobContext.Home folders() {
        return new JobContext.Home(landing(), reports());
    }

    /**
     * The state in force.
     *
     * @throws UserError if nothing was published yet
     */
    public Manifest manifest(Lake lake) {
        Manifest manifest = manifests(lake).latest();
        if (manifest.jobs().isEmpty()) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "The lake is empty",
                            Place.of(lakePath().toString()),
                            "no run has published anything there",
                            "run 'charthouse run' first, or name another house by --home"));
        }
        return manifest;
    }

    /** All states that were published. */
    public ManifestStore manifests(Lake lake) {
        return new ManifestStore(lake, TableDefinition.of(specs.contract(new TableName("ops", "manifest"))));
    }
}
