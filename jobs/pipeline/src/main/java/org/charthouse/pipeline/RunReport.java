package org.charthouse.pipeline;

import java.time.LocalDate;
import java.util.List;

/**
 * What became of a run.
 *
 * @param run its number
 * @param asOf the date it stands for
 * @param published whether it put a new manifest in force
 * @param outcomes of all jobs, in order of work
 */
public record RunReport(long run, LocalDate asOf, boolean published, List<JobOutcome> outcomes) {}
