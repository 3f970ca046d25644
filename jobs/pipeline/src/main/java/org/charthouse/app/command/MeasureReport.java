package org.charthouse.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.charthouse.app.Access;
import org.charthouse.app.House;
import org.charthouse.app.MeasureReports;
import org.charthouse.error.ExitCode;
import org.charthouse.lake.Lake;
import org.charthouse.lake.PublishedManifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse measure report}: the published results of measures as FHIR MeasureReports. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the results of the state in force as FHIR R4 MeasureReports: NDJSON files and manifest.json.",
            "Small cells are masked (measures.yaml, small-cell). Writes to the access log."
        })
final class MeasureReport implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder, absent or empty.")
    private Path out = Path.of("");

    @Option(names = "--measure", split = ",", paramLabel = "NAME", description = "Measures by name (default: all).")
    private List<String> measures = new ArrayList<>();

    @Option(
            names = "--period",
            paramLabel = "START/END",
            description = "One measurement period, 2026-01-01/2026-12-31 (default: all that were counted).")
    private @Nullable String period;

    @Option(
            names = "--individual",
            description = "Also a report of each person, with the resources behind it; nothing of it is masked.")
    private boolean individual;

    @Option(names = "--reporter", paramLabel = "NAME", description = "Who reports, by name.")
    private String reporter = "";

    @Option(
            names = "--small-cells",
            description = "Tell small cells, too: for those who must report them, not for publication.")
    private boolean smallCells;

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Override
    public Integer call() {
        String over = period == null ? "" : PeriodOption.parsed(period).toString();
        MeasureReports.Order order =
                new MeasureReports.Order(new TreeSet<>(measures), over, reporter.strip(), individual, smallCells);
        House house = options.house();
        Lake lake = house.lake();
        PublishedManifest state = state(house, lake);
        Access access = purpose.access(house, lake, "measure report", request(over));
        Path folder = out.toAbsolutePath().normalize();
        MeasureReports.Written written =
                new MeasureReports(house, lake, state, order).write(folder, request(over), access, System.err);
        System.out.printf(Locale.ROOT, "%,d summary reports", written.summaries());
        if (individual) {
            System.out.printf(Locale.ROOT, " and %,d of persons", written.individuals());
        }
        System.out.println(" in " + folder);
        return ExitCode.DONE.number();
    }

    private static PublishedManifest state(House house, Lake lake) {
        long inForce = house.manifest(lake).run();
        return house.manifests(lake).history().stream()
                .filter(each -> each.number() == inForce)
                .findFirst()
                .orElseThrow();
    }

    private String request(String over) {
        List<String> asked = new ArrayList<>(List.of("charthouse measure report"));
        if (!measures.isEmpty()) {
            asked.add("--measure " + String.join(",", new TreeSet<>(measures)));
        }
        if (!over.isEmpty()) {
            asked.add("--period " + over);
        }
        if (individual) {
            asked.add("--individual");
        }
        if (smallCells) {
            asked.add("--small-cells");
        }
        return String.join(" ", asked);
    }
}
