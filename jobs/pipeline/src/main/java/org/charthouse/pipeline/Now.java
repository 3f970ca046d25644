package org.charthouse.pipeline;

import java.time.LocalDate;
import java.util.Set;
import org.charthouse.lake.Finished;
import org.charthouse.lake.Manifest;
import org.charthouse.spec.TableName;

/**
 * Where a run stands.
 *
 * @param run its number
 * @param asOf the date that it stands for
 * @param full whether jobs start from nothing
 * @param before the manifest in force when it began
 * @param finished what each job last finished
 * @param made tables that jobs of this run write; all others are read as they were last finished
 */
record Now(long run, LocalDate asOf, boolean full, Manifest before, Finished finished, Set<TableName> made) {

    Now as(LocalDate date) {
        return new Now(run, date, full, before, finished, made);
    }
}
