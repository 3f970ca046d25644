package org.charthouse.lake;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.charthouse.spec.TableName;

/**
 * One consistent state of the lake: which version of each table belongs together.
 *
 * @param run number of the run that published it, 0 for the empty lake
 * @param asOf the date it stands for
 * @param jobs entries by name of the job
 */
public record Manifest(long run, LocalDate asOf, SortedMap<String, JobEntry> jobs) {

    /** The state before the first run. */
    public static Manifest empty() {
        return new Manifest(0, LocalDate.EPOCH, new TreeMap<>());
    }

    /** The published version of every table. */
    public SortedMap<TableName, Long> tables() {
        SortedMap<TableName, Long> tables = new TreeMap<>();
        jobs.values().forEach(entry -> tables.putAll(entry.outputs()));
        return tables;
    }

    /**
     * The same state after tables got new versions without new content: compacted, restored.
     *
     * @param number of the run that publishes it
     * @param moved new versions
     */
    public Manifest moved(long number, Map<TableName, Long> moved) {
        SortedMap<TableName, Long> before = tables();
        return with(
                number,
                moved,
                (table, version) -> version.equals(before.get(table)) ? moved.getOrDefault(table, version) : version);
    }

    /**
     * The same state after persons changed what tables hold: jobs that read these work again at the next run.
     *
     * @param number of the run that publishes it
     * @param changed new versions
     */
    public Manifest changed(long number, Map<TableName, Long> changed) {
        return with(number, changed, (table, version) -> version);
    }

    private Manifest with(long number, Map<TableName, Long> versions, BiFunction<TableName, Long, Long> input) {
        SortedMap<String, JobEntry> entries = new TreeMap<>();
        jobs.forEach((name, entry) -> {
            SortedMap<TableName, Long> inputs = new TreeMap<>(entry.inputs());
            inputs.replaceAll(input);
            SortedMap<TableName, Long> outputs = new TreeMap<>(entry.outputs());
            outputs.replaceAll(versions::getOrDefault);
            entries.put(
                    name,
                    new JobEntry(
                            name, entry.stage(), entry.definition(), entry.asOf(), entry.ranIn(), inputs, outputs));
        });
        return new Manifest(number, asOf, entries);
    }
}
