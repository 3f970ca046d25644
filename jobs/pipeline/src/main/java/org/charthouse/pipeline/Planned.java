package org.charthouse.pipeline;

/**
 * A job that a run would work on.
 *
 * @param job the job
 * @param why why it would; no values of patients
 */
public record Planned(Job job, String why) {}
