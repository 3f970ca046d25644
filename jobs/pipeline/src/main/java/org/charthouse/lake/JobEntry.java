package org.charthouse.lake;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.charthouse.spec.TableName;

/**
 * What a finished job left, as a manifest or the run log keeps it.
 *
 * @param job its name
 * @param stage its stage
 * @param definition hash of its definition
 * @param asOf the date it stands for
 * @param ranIn number of the run that last worked on it
 * @param inputs versions that it read
 * @param outputs versions that it left
 */
public record JobEntry(
        String job,
        String stage,
        String definition,
        LocalDate asOf,
        long ranIn,
        SortedMap<TableName, Long> inputs,
        SortedMap<TableName, Long> outputs) {

    /** The entry in a row of {@code ops.manifest} or {@code ops.run}. */
    public static JobEntry of(Row row) {
        return new JobEntry(
                row.getAs("job"),
                row.getAs("stage"),
                row.getAs("definition_hash"),
                row.<Date>getAs("as_of").toLocalDate(),
                row.<Long>getAs("ran_in"),
                tables(row.getJavaMap(row.fieldIndex("inputs"))),
                tables(row.getJavaMap(row.fieldIndex("outputs"))));
    }

    /** Versions by name of the table, the form in which a row keeps them. */
    public static Map<String, Long> named(SortedMap<TableName, Long> tables) {
        Map<String, Long> named = new TreeMap<>();
        tables.forEach((table, version) -> named.put(table.toString(), version));
        return named;
    }

    private static SortedMap<TableName, Long> tables(Map<String, Long> named) {
        SortedMap<TableName, Long> tables = new TreeMap<>();
        named.forEach((table, version) -> tables.put(TableName.of(table), version));
        return tables;
    }
}
