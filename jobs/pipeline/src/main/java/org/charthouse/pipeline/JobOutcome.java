package org.charthouse.pipeline;

import java.time.Duration;
import java.time.Instant;
import org.charthouse.lake.JobEntry;

/**
 * What became of one job in one run.
 *
 * @param job the job
 * @param state whether it worked
 * @param report what it did
 * @param startedAt when it began
 * @param took how long it worked
 * @param entry what the candidate manifest says of it
 * @param why why it worked; empty where it did not
 */
public record JobOutcome(
        Job job, State state, JobReport report, Instant startedAt, Duration took, JobEntry entry, String why) {

    /** Whether a job worked. */
    public enum State {
        DONE,
        UNCHANGED,
        FAILED
    }
}
