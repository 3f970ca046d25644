package org.charthouse.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Stage;

/** What a run did, one line per stage. */
final class StageTable {

    private StageTable() {}

    static void print(RunReport report, PrintStream out) {
        out.printf("%nrun %d as of %s%n", report.run(), report.asOf());
        out.printf(
                "%-10s %6s %10s %12s %12s %12s %12s %9s%n",
                "stage", "jobs", "unchanged", "read", "loaded", "quarantined", "duplicates", "seconds");
        for (Stage stage : Stage.values()) {
            List<JobOutcome> outcomes = report.outcomes().stream()
                    .filter(outcome -> outcome.job().stage() == stage)
                    .toList();
            if (!outcomes.isEmpty()) {
                line(stage, outcomes, out);
            }
        }
        String end = report.fatal().isEmpty()
                ? "nothing new: the state in force stays"
                : "not published: the state in force stays";
        out.println(report.published() ? "published as manifest " + report.run() : end);
    }

    private static void line(Stage stage, List<JobOutcome> outcomes, PrintStream out) {
        long unchanged = outcomes.stream()
                .filter(outcome -> outcome.state() == JobOutcome.State.UNCHANGED)
                .count();
        Instant from = outcomes.stream()
                .map(JobOutcome::startedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant to = outcomes.stream()
                .map(outcome -> outcome.startedAt().plus(outcome.took()))
                .max(Instant::compareTo)
                .orElseThrow();
        out.printf(
                Locale.ROOT,
                "%-10s %6d %10d %,12d %,12d %,12d %,12d %9.1f%n",
                stage.word(),
                outcomes.size(),
                unchanged,
                outcomes.stream().mapToLong(outcome -> outcome.report().read()).sum(),
                outcomes.stream()
                        .mapToLong(outcome -> outcome.report().loaded())
                        .sum(),
                outcomes.stream()
                        .mapToLong(outcome -> outcome.report().quarantined())
                        .sum(),
                outcomes.stream()
                        .mapToLong(outcome -> outcome.report().duplicates())
                        .sum(),
                Duration.between(from, to).toMillis() / 1000.0);
    }
}
