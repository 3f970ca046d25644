package org.charthouse.pipeline;

import java.time.LocalDate;
import java.util.List;
import org.charthouse.error.Problem;

/**
 * What became of a run.
 *
 * @param run its number
 * @param asOf the date it stands for
 * @param published whether it put a new manifest in force
 * @param outcomes of all jobs that it came to, in order of work
 * @param fatal why it was not published though it could work; the state in force before stays
 */
public record RunReport(long run, LocalDate asOf, boolean published, List<JobOutcome> outcomes, List<Problem> fatal) {}
