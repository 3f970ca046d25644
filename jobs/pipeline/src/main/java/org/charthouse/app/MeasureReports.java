package org.charthouse.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charthouse.lake.Lake;
import org.charthouse.lake.PublishedManifest;
import org.charthouse.measure.report.Cell;
import org.charthouse.measure.report.CountedMeasure;
import org.charthouse.measure.report.CountedMeasure.MeasureKey;
import org.charthouse.measure.report.ReportLines;
import org.charthouse.spec.TableName;

/**
 * The MeasureReports of one published state (FHIR R4, 13.8), laid out as a bulk export: {@code MeasureReport.summary.*.ndjson},
 * {@code MeasureReport.individual.*.ndjson} and a manifest. The date of a report is the one that the state stands for, so that
 * the same state makes the same lines.
 */
public final class MeasureReports {

    private static final String TYPE = "MeasureReport";
    private static final long STEP = 100_000;

    private final Lake lake;
    private final PublishedManifest state;
    private final MeasureResults results;
    private final MeasureChoice choice;

    /**
     * What to report.
     *
     * @param measures names; none for all
     * @param period {@code START/END}; empty for all
     * @param reporter who reports, by name; empty where it is not said
     * @param individual whether to report each person, too
     * @param smallCells whether to tell counts that are not shown to others than those who treat
     */
    public record Order(Set<String> measures, String period, String reporter, boolean individual, boolean smallCells) {}

    /**
     * The reports of a state.
     *
     * @throws org.charthouse.error.UserError if it counts no measures, or none such
     */
    public MeasureReports(House house, Lake lake, PublishedManifest state, Order order) {
        this.lake = lake;
        this.state = state;
        this.results = new MeasureResults(house, lake, state.manifest());
        this.choice = MeasureChoice.of(lake, state.manifest(), results, order);
    }

    /** How many reports were written. */
    public record Written(long summaries, long individuals) {}

    /**
     * Writes the files, after the access to them was written down.
     *
     * @param folder absent or empty
     * @param request what was asked, for the manifest
     * @param progress told now and then
     * @throws org.charthouse.error.UserError if the folder cannot be used
     */
    public Written write(Path folder, String request, Access access, PrintStream progress) {
        BulkFolder.refuseUsed(folder);
        List<CountedMeasure> measures = results.measures(choice.catalog(), choice.measures());
        MeasurePersons persons = new MeasurePersons(lake, results, choice.measures());
        long individuals = choice.order().individual() ? persons.count() : 0;
        access.shown(
                state.number(), tables().stream().map(TableName::toString).toList(), measures.size() + individuals);
        ReportLines lines = new ReportLines(
                state.manifest().asOf(),
                choice.order().reporter(),
                choice.order().smallCells());
        try (BulkFolder files = BulkFolder.make(folder, false)) {
            summaries(files, lines, measures);
            if (individuals > 0) {
                Steps steps = new Steps(progress, individuals);
                Map<MeasureKey, CountedMeasure> byKey = byKey(measures);
                persons.forEach((key, person) -> {
                    String line = lines.individual(Objects.requireNonNull(byKey.get(key)), person);
                    files.output().add(TYPE, "individual", line);
                    steps.next();
                });
            }
            files.manifest(state.at(), request);
        }
        return new Written(measures.size(), individuals);
    }

    private List<TableName> tables() {
        Stream<TableName> read = Stream.of(
                MeasureResults.CATALOG,
                MeasureResults.RESULT,
                MeasureResults.FAILURE,
                MeasureResults.SUMMARY,
                MeasureResults.RATE);
        Stream<TableName> more =
                choice.order().individual() ? Stream.of(MeasurePersons.EVIDENCE, MeasurePersons.GOLDEN) : Stream.of();
        return Stream.concat(read, more).toList();
    }

    private void summaries(BulkFolder files, ReportLines lines, List<CountedMeasure> measures) {
        Map<MeasureKey, SortedMap<Integer, List<Cell>>> cells = results.cells(choice.measures());
        for (CountedMeasure measure : measures) {
            SortedMap<Integer, List<Cell>> own = cells.getOrDefault(measure.key(), new TreeMap<>());
            files.output().add(TYPE, "summary", lines.summary(measure, own));
        }
    }

    private static Map<MeasureKey, CountedMeasure> byKey(List<CountedMeasure> measures) {
        Map<MeasureKey, CountedMeasure> byKey = new HashMap<>();
        measures.forEach(measure -> byKey.put(measure.key(), measure));
        return byKey;
    }

    /** Tells how far the work is. */
    private static final class Steps {
        private final PrintStream out;
        private final long all;
        private long done;

        Steps(PrintStream out, long all) {
            this.out = out;
            this.all = all;
        }

        void next() {
            if (++done % STEP == 0) {
                out.printf(Locale.ROOT, "  %,d of %,d reports of persons%n", done, all);
            }
        }
    }
}
