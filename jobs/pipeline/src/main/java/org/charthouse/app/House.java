package org.charthouse.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.charthouse.error.UserError;
import org.charthouse.feed.FeedCheck;
import org.charthouse.lake.AccessLog;
import org.charthouse.lake.Finished;
import org.charthouse.lake.Lake;
import org.charthouse.lake.LakeFormat;
import org.charthouse.lake.LakeSession;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.ZoneKeys;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.HouseSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;
import org.charthouse.terminology.Terminology;
import org.charthouse.terminology.code.CodeLists;

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
     * @throws UserError with all problems of the files and of what feeds say; where there are none, with all of views and
     *     queries
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
        Specifications specs = Specifications.read(
                config.resolve("conf"),
                config.resolve("schemas"),
                (read, problems) -> new FeedCheck(read, problems).run());
        return new House(config, home.toAbsolutePath().normalize(), specs, new HouseCheck(specs).run());
    }

    /** The lists of codes that others publish; none is read yet. */
    public CodeLists codes() {
        return new CodeLists(
                specs.codes(), Terminology.read(specs.terminology()).codes());
    }

    /**
     * Reads all lists of codes, to see whether they can be read.
     *
     * @throws UserError with all problems at once
     */
    public void checkCodes() {
        Problems problems = new Problems();
        codes().check(problems);
        problems.throwIfAny();
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

    /** Where Spark keeps what does not fit into memory. */
    public Path scratch() {
        return home.resolve(HouseSpec.SCRATCH);
    }

    /**
     * Starts Spark and opens a lake that is there, with its keys if it has any.
     *
     * @throws UserError if there is none, a later build wrote it, or keys are configured and cannot be used; Spark is not
     *     started then, and nothing is made in the house
     */
    public Lake lake() {
        if (!Files.isDirectory(lakePath())) {
            throw empty();
        }
        return lakeToFill();
    }

    /** The same of a lake that need not be there yet. */
    Lake lakeToFill() {
        LakeFormat.check(lakePath());
        ZoneKeys keys = keys();
        return new Lake(session(), lakePath(), keys);
    }

    /**
     * The keys of the zones; Spark is not started.
     *
     * @throws UserError if keys are configured and cannot be used
     */
    public ZoneKeys keys() {
        return new HouseKeys(home, lakePath(), System.getenv()).of(specs.house().encryption());
    }

    public SparkSession session() {
        return LakeSession.start(specs.house(), scratch());
    }

    /** The form of a table that has a contract. */
    public TableDefinition definition(TableName table) {
        return TableDefinition.of(specs.contract(table));
    }

    /** The log of who was shown what. */
    public AccessLog accessLog(Lake lake) {
        return new AccessLog(lake, definition(AccessLog.TABLE));
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
            throw empty();
        }
        return manifest;
    }

    private UserError empty() {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "The lake is empty",
                        Place.of(lakePath().toString()),
                        "no run has published anything there",
                        "run 'charthouse run' first, or name another house by --home"));
    }

    /**
     * What jobs have finished: the state in force, and what came after it without being published.
     *
     * @throws UserError if nothing was finished yet
     */
    public Finished finished(Lake lake) {
        Finished finished = Finished.of(lake, manifests(lake).latest());
        if (finished.state().jobs().isEmpty()) {
            throw empty();
        }
        return finished;
    }

    /** All states that were published. */
    public ManifestStore manifests(Lake lake) {
        return new ManifestStore(lake, definition(ManifestStore.TABLE));
    }
}
