package org.charthouse.app;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charthouse.dq.CorrectionJob;
import org.charthouse.error.ExitCode;
import org.charthouse.error.UserError;
import org.charthouse.key.PrivateFolder;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Planned;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Stage;

/** A run with its progress and its result told to a person. */
public final class RunConsole {

    private RunConsole() {}

    @SuppressWarnings("SystemConsoleNull") // on Java 17, null is how it says that no terminal is there
    public static RunReport run(House house, RunOrder order, PrintStream out) {
        warnOfOpenFolders(house);
        out.println("Starting Spark");
        Lake lake = house.lakeToFill();
        HouseRun run = new HouseRun(house, lake);
        RunReport report;
        try (ConsoleProgress progress = new ConsoleProgress(out, run.jobs(order), System.console() != null)) {
            report = run.run(order, progress);
        }
        StageTable.print(report, out);
        report.outcomes().stream()
                .filter(outcome -> isTold(outcome.job()))
                .forEach(outcome -> tell(outcome.report(), out));
        if (!report.fatal().isEmpty()) {
            throw new UserError(ExitCode.CHECK_FAILED, report.fatal());
        }
        for (String name : house.specs().reports().keySet()) {
            Path page = house.reports().resolve(name + ".html");
            if (Files.exists(page)) {
                out.println("report: " + page);
            }
        }
        return report;
    }

    private static boolean isTold(Job job) {
        return job.stage() == Stage.INGEST || job.stage() == Stage.GATE || job instanceof CorrectionJob;
    }

    static void tell(JobReport report, PrintStream out) {
        if (!report.note().isEmpty()) {
            out.println("note: " + report.note());
        }
        report.advice().forEach(advice -> out.println("cure: " + advice));
    }

    /** Tells what a run would do, and does nothing. */
    public static void plan(House house, RunOrder order, PrintStream out) {
        out.println("Starting Spark");
        List<Planned> planned = new HouseRun(house, house.lakeToFill()).plan(order);
        planned.forEach(each -> out.printf(
                "  %-8s %-32s %s%n", each.job().stage().word(), each.job().name(), each.why()));
        out.println(planned.isEmpty() ? "nothing to do" : planned.size() + " jobs would work; nothing was written");
    }

    private static void warnOfOpenFolders(House house) {
        for (Path folder : List.of(house.landing(), house.lakePath())) {
            if (PrivateFolder.isOpen(folder)) {
                System.err.println("Warning: other users of this machine can read " + folder + "; chmod 700 it.");
            }
        }
    }
}
