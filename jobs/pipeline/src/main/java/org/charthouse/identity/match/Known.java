package org.charthouse.identity.match;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Records, with what their earlier versions say.
 *
 * @param standard records in standard form
 * @param overlays versions that seem to be of another person than their record is now: {@code a} is the record, {@code b} the version
 * @param kept what is held in memory until this is closed
 */
public record Known(Dataset<Row> standard, List<Pair> overlays, List<Dataset<Row>> kept) implements AutoCloseable {

    @Override
    public void close() {
        kept.forEach(Dataset::unpersist);
    }
}
