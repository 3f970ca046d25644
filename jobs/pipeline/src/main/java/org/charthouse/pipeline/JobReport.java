package org.charthouse.pipeline;

import java.util.List;
import org.charthouse.error.Problem;

/**
 * What a job did, in rows.
 *
 * @param read rows read: lines of files for ingest, rows of the main input elsewhere; 0 where it would cost a scan
 * @param loaded rows written
 * @param quarantined rows kept aside as malformed
 * @param duplicates rows that were there already, byte for byte
 * @param note what else a person should know; no values of patients
 * @param advice what a person can do about it; empty where there is nothing to do
 * @param fatal why the run must not be published; empty where nothing speaks against it
 */
public record JobReport(
        long read,
        long loaded,
        long quarantined,
        long duplicates,
        String note,
        List<String> advice,
        List<Problem> fatal) {

    public JobReport(long read, long loaded, long quarantined, long duplicates, String note) {
        this(read, loaded, quarantined, duplicates, note, List.of(), List.of());
    }

    /** The same with more to know. */
    public JobReport noting(String more) {
        return new JobReport(read, loaded, quarantined, duplicates, note + more, advice, fatal);
    }

    /** A report of rows written. */
    public static JobReport loaded(long rows) {
        return new JobReport(0, rows, 0, 0, "");
    }
}
