package org.charthouse.lake;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Spark's loggers that tell of a failed task in the words of its exception, which quote the value that could not be cast,
 * added or divided. They are off at every level: the failure reaches the person through the program.
 */
final class QuotingLoggers {

    private static final List<String> NAMES = List.of(
            "org.apache.spark.executor.Executor",
            "org.apache.spark.scheduler.TaskSetManager",
            "org.apache.spark.scheduler.DAGScheduler",
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
