package org.charthouse.pipeline;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.spec.TableName;

/**
 * What each job last finished: in the manifest in force or, where a later run did not get as far as publishing, in that
 * run. Work of such a run counts only if its tables are still as it left them; so a run goes on where another stopped.
 */
final class Finished {

    private final Lake lake;
    private final SortedMap<TableName, Long> published;
    private final Map<String, JobEntry> entries = new TreeMap<>();

    /**
     * Finished work.
     *
     * @param later entries of runs after the manifest, oldest first
     */
    Finished(Lake lake, Manifest inForce, Collection<JobEntry> later) {
        this.lake = lake;
        this.published = inForce.tables();
        entries.putAll(inForce.jobs());
        for (JobEntry entry : later) {
            if (entry.outputs().equals(latest(entry.outputs().keySet()))) {
                entries.put(entry.job(), entry);
            }
        }
    }

    Optional<JobEntry> of(Job job) {
        return Optional.ofNullable(entries.get(job.name()));
    }

    /** The version in which a job's table was last whole. */
    long version(Job job, TableName output) {
        return of(job).map(entry -> entry.outputs().get(output))
                .or(() -> Optional.ofNullable(published.get(output)))
                .orElse(Lake.ABSENT);
    }

    /** The version of a table in which some job last finished it; the newest where no job makes it. */
    long version(TableName table) {
        return entries.values().stream()
                .map(entry -> entry.outputs().get(table))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> lake.version(table));
    }

    /** The newest versions of tables. */
    SortedMap<TableName, Long> latest(Iterable<TableName> tables) {
        SortedMap<TableName, Long> versions = new TreeMap<>();
        tables.forEach(table -> versions.put(table, lake.version(table)));
        return versions;
    }
}
