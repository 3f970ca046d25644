package org.charthouse.lake;

import java.time.LocalDate;
import java.util.SortedMap;
import org.charthouse.spec.TableName;

/**
 * What a manifest says of one job.
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
        SortedMap<TableName, Long> outputs) {}
