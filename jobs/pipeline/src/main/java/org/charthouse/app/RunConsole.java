package org.charthouse.app;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.charthouse.lake.Lake;
import org.charthouse.lake.PrivateFolder;
import org.charthouse.pipeline.RunReport;

/** A run with its progress and its result told to a person. */
public final class RunConsole {

    private RunConsole() {}

    @SuppressWarnings("SystemConsoleNull") // on Java 17, null is how it says that no terminal is there
    public static RunReport run(House house, Optional<LocalDate> asOf, PrintStream out) {
        warnOfOpenFolders(house);
        out.println("Starting Spark");
        Lake lake = house.lake();
        HouseRun run = new HouseRun(house, lake);
        RunReport report;
        try (ConsoleProgress progress = new ConsoleProgress(out, run.jobs(), System.console() != null)) {
            report = run.run(asOf, progress);
        }
        StageTable.print(report, out);
        for (String name : house.specs().reports().keySet()) {
            Path page = house.reports().resolve(name + ".html");
            if (Files.exists(page)) {
                out.println("report: " + page);
            }
        }
        return report;
    }

    private static void warnOfOpenFolders(House house) {
        for (Path folder : List.of(house.landing(), house.lakePath())) {
            if (PrivateFolder.isOpen(folder)) {
                System.err.println("Warning: other users of this machine can read " + folder + "; chmod 700 it.");
            }
        }
    }
}
