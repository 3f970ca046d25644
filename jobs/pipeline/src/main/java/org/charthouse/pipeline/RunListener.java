package org.charthouse.pipeline;

/** Told of progress, from several threads. */
public interface RunListener {

    /** One that tells nobody. */
    RunListener SILENT = new RunListener() {
        @Override
        public void started(Job job) {}

        @Override
        public void ended(JobOutcome outcome) {}
    };

    /** A job begins to work. */
    void started(Job job);

    /** A job has ended or was found unchanged. */
    void ended(JobOutcome outcome);
}
