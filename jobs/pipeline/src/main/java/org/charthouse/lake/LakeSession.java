package org.charthouse.lake;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.charthouse.spec.HouseSpec;

/** Starts Spark with the settings that clinical data need: UTC, ANSI, exact dates, few partitions on one machine. */
public final class LakeSession {

    private static final String LOCAL_DIR = "spark.local.dir";

    /** What looks like a social security or phone number of the United States is no part of a plan's text. */
    private static final String IDENTIFIERS = "\\b\\d{3}-\\d{2}-\\d{4}\\b|(\\(\\d{3}\\) ?|\\b\\d{3}-)\\d{3}-\\d{4}\\b";

    private LakeSession() {}

    /**
     * The session of this process, which keeps what does not fit into memory below a folder of the house; the folder is
     * its own, closed to other users and taken away at its end. On a cluster the cluster says where that is.
     *
     * @param scratch the folder below which it makes its own
     */
    public static SparkSession start(HouseSpec house, Path scratch) {
        SparkConf given = new SparkConf();
        boolean local = given.get("spark.master", "local").startsWith("local");
        if (local
                && !given.contains(LOCAL_DIR)
                && SparkSession.getDefaultSession().isEmpty()) {
            return start(
                    house,
                    new SparkConf().set(LOCAL_DIR, ScratchFolder.open(scratch).toString()));
        }
        return start(house, given);
    }

    /**
     * The session of this process; under {@code spark-submit} the cluster's master and resources stay as they were given.
     *
     * @param house the engine's settings
     */
    public static SparkSession start(HouseSpec house) {
        return start(house, new SparkConf());
    }

    private static SparkSession start(HouseSpec house, SparkConf conf) {
        boolean local = conf.get("spark.master", "local").startsWith("local");
        set(conf, "spark.master", "local[*]");
        set(conf, "spark.app.name", "charthouse");
        conf.set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        if (!conf.contains("spark.delta.logStore.class")) { // Delta takes one or the other
            set(conf, "spark.delta.logStore.file.impl", DurableLogStore.class.getName());
        }
        conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        conf.set("spark.sql.session.timeZone", "UTC");
        conf.set("spark.sql.ansi.enabled", "true");
        conf.set("spark.sql.legacy.timeParserPolicy", "CORRECTED");
        conf.set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
        conf.set("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED");
        conf.set("spark.sql.codegen.hugeMethodLimit", "8000");
        conf.set("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false");
        set(conf, "spark.sql.ui.explainMode", "simple"); // plans are told to listeners; a formatted one takes longer
        set(conf, "spark.sql.codegen.cache.maxEntries", "2000"); // a run has more queries than the usual 100
        conf.set("spark.sql.files.maxPartitionBytes", house.splitMegabytes() + "m");
        set(conf, "spark.sql.autoBroadcastJoinThreshold", "32m");
        set(conf, "spark.eventLog.enabled", "false");
        conf.set("spark.hadoop.fs.permissions.umask-mode", "077");
        conf.set("spark.sql.redaction.string.regex", IDENTIFIERS);
        conf.set("spark.redaction.string.regex", IDENTIFIERS);
        if (house.encryption().isPresent()) {
            conf.set("spark.io.encryption.enabled", "true");
        }
        if (local) {
            onOneMachine(conf, house);
        }
        QuotingLoggers.silence();
        return SparkSession.builder().config(conf).getOrCreate();
    }

    private static void onOneMachine(SparkConf conf, HouseSpec house) {
        set(conf, "spark.ui.enabled", "false");
        set(conf, "spark.driver.host", "127.0.0.1");
        set(conf, "spark.driver.bindAddress", "127.0.0.1");
        set(conf, "spark.sql.shuffle.partitions", String.valueOf(house.shufflePartitions()));
        set(conf, "spark.default.parallelism", String.valueOf(house.shufflePartitions()));
        set(conf, "spark.databricks.delta.snapshotPartitions", "2");
        set(conf, "spark.sql.adaptive.advisoryPartitionSizeInBytes", "32m");
        set(conf, "spark.ui.showConsoleProgress", "false");
    }

    private static void set(SparkConf conf, String key, String value) {
        conf.setIfMissing(key, value);
    }
}
