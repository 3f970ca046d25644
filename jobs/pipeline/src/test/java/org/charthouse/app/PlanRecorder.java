package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;

/** Writes down the plans of all queries of a process; Spark makes it, by the name of the class. */
public final class PlanRecorder implements QueryExecutionListener {

    static final String FILE = "charthouse.test.plans";

    @Override
    public void onSuccess(String function, QueryExecution query, long nanoseconds) {
        write(query.toString());
    }

    @Override
    public void onFailure(String function, QueryExecution query, Exception exception) {
        write(query.toString());
    }

    private static synchronized void write(String plan) {
        try {
            Files.writeString(
                    Path.of(System.getProperty(FILE, "plans")),
                    plan,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
