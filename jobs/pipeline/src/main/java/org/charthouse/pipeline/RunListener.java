package org.charthouse.pipeline;

/** Told of progress, from several threads. */
public interface RunListener {

    /** A job begins to work. */
    void started(Job job);

    /** A job has ended or was found unchanged. */
    void ended(JobOutcome outcome);
}
