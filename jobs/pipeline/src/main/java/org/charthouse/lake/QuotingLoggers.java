package org.charthouse.lake;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Loggers of Spark and Parquet that quote rows: a failed task is told in the words of its exception, with the value that
 * could not be cast, and filters with the name that was asked for. They are off at every level, whatever the log's
 * configuration says: the failure reaches the person through the program.
 */
final class QuotingLoggers {

    private static final List<String> NAMES = List.of(
            "org.apache.spark.executor.Executor",
            "org.apache.spark.scheduler.TaskSetManager",
            "org.apache.spark.scheduler.DAGScheduler",
            "org.apache.spark.scheduler.TaskSchedulerImpl",
            "org.apache.spark.sql.execution.datasources.FileSourceStrategy",
            "org.apache.spark.sql.execution.datasources.DataSourceStrategy",
            "org.apache.parquet.filter2.compat.FilterCompat",
            "org.apache.spark.sql.execution.datasources.FileFormatWriter",
            "org.apache.spark.sql.delta.files.DeltaFileFormatWriter",
            "org.apache.spark.sql.execution.datasources.v2",
            "org.apache.spark.sql.util.ExecutionListenerBus",
            "org.apache.spark.util.Utils");

    private QuotingLoggers() {}

    static void silence() {
        NAMES.forEach(name -> Configurator.setLevel(name, Level.OFF));
    }
}
