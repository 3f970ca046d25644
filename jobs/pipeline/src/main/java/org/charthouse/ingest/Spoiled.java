package org.charthouse.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Files of which more lines are malformed than their feed allows. Their good lines are not to be trusted either: a shifted
 * column may well have the right type. Such a file is refused as a whole, and stays in the landing folder.
 */
final class Spoiled {

    /** Fewer lines than this say little about a file. */
    private static final long FEWEST_LINES = 20;

    private Spoiled() {}

    /** Reasons by number of the file. */
    static Map<Integer, String> among(Dataset<Row> looked, Batch batch) {
        List<Row> counts = looked.filter(col("text_hash").isNotNull())
                .groupBy("file_no", "rule")
                .agg(count(lit(1)).as("lines"))
                .orderBy("file_no", "rule")
                .collectAsList();
        Map<Integer, Long> read = new HashMap<>();
        Map<Integer, Map<String, Long>> bad = new HashMap<>();
        for (Row row : counts) {
            read.merge(row.getInt(0), row.getLong(2), Long::sum);
            if (!row.isNullAt(1)) {
                bad.computeIfAbsent(row.getInt(0), any -> new TreeMap<>()).put(row.getString(1), row.getLong(2));
            }
        }
        Map<Integer, String> reasons = new HashMap<>();
        for (NewFile file : batch.fresh()) {
            Map<String, Long> rules = bad.getOrDefault(file.fileNo(), Map.of());
            long lines = read.getOrDefault(file.fileNo(), 0L);
            long malformed = rules.values().stream().mapToLong(Long::longValue).sum();
            int most = file.landed().feed().mostMalformedPercent();
            if (lines >= FEWEST_LINES && malformed * 100 > most * lines) {
                reasons.put(file.fileNo(), reason(lines, malformed, most, rules));
            }
        }
        return reasons;
    }

    private static String reason(long lines, long malformed, int most, Map<String, Long> rules) {
        List<String> parts = new ArrayList<>();
        rules.forEach((rule, count) -> parts.add(rule + " " + count));
        return malformed + " of " + lines + " lines are malformed (" + String.join(", ", parts) + "), more than the "
                + most + " % that the feed allows";
    }
}
