package org.charthouse.lake;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.charthouse.spec.HouseSpec;

/** Starts Spark with the settings that clinical data need: UTC, ANSI, exact dates, few partitions on one machine. */
public final class LakeSession {

    private LakeSession() {}

    /**
     * The session of this process; under {@code spark-submit} the cluster's master and resources stay as they were given.
     *
     * @param house the engine's settings
     */
    public static SparkSession start(HouseSpec house) {
        SparkConf conf = new SparkConf();
        boolean local = conf.get("spark.master", "local").startsWith("local");
        set(conf, "spark.master", "local[*]");
        set(conf, "spark.app.name", "charthouse");
        conf.set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        conf.set("spark.sql.session.timeZone", "UTC");
        conf.set("spark.sql.ansi.enabled", "true");
        conf.set("spark.sql.legacy.timeParserPolicy", "CORRECTED");
        conf.set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
        conf.set("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED");
        conf.set("spark.sql.codegen.hugeMethodLimit", "8000");
        conf.set("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false");
        conf.set("spark.sql.files.maxPartitionBytes", house.splitMegabytes() + "m");
        set(conf, "spark.sql.autoBroadcastJoinThreshold", "32m");
        set(conf, "spark.eventLog.enabled", "false");
        if (local) {
            onOneMachine(conf, house);
        }
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
