package org.charthouse.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.pipeline.RunListener;
import org.jspecify.annotations.Nullable;

/** Tells how far a run is: a bar on a terminal, plain lines elsewhere. */
final class ConsoleProgress implements RunListener, AutoCloseable {

    private final PrintStream out;
    private final int jobs;
    private final AtomicInteger done = new AtomicInteger();
    private final @Nullable ProgressBar bar;

    ConsoleProgress(PrintStream out, int jobs, boolean terminal) {
        this.out = out;
        this.jobs = jobs;
        this.bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName("run")
                        .setInitialMax(jobs)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setMaxRenderedLength(100)
                        .build()
                : null;
    }

    @Override
    public void started(Job job) {
        if (bar != null) {
            bar.setExtraMessage(job.stage().word() + " " + job.name());
        }
    }

    @Override
    public void ended(JobOutcome outcome) {
        int nth = done.incrementAndGet();
        if (bar != null) {
            bar.step();
        } else if (outcome.state() == JobOutcome.State.DONE) {
            out.printf(
                    Locale.ROOT,
                    "  [%d/%d] %-8s %-32s %,10d rows %6.1f s%n",
                    nth,
                    jobs,
                    outcome.job().stage().word(),
                    outcome.job().name(),
                    outcome.report().loaded(),
                    outcome.took().toMillis() / 1000.0);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
