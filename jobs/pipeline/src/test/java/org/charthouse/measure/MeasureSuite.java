package org.charthouse.measure;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.measure.PersonResult.Outcome;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.data.PatientFiles;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.measure.population.Membership;
import org.charthouse.measure.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Measures with test patients, and where a patient comes out otherwise than the authors expect. A place is a group and a
 * population of it, {@code 1:numerator}.
 *
 * <p>The values that are observed of a group's episodes are compared whatever their order: nothing orders the episodes of a
 * patient, and what the authors list follows neither time nor the order in the file.
 */
final class MeasureSuite {

    private static final String OBSERVATION = "-observation";

    private final Path folder;
    private final MeasurePackage content;
    private final Map<Case, List<Expected>> expected = new HashMap<>();
    private final Map<Case, NavigableSet<String>> differences = new LinkedHashMap<>();

    /** A test patient of a measure. */
    record Case(String measure, String id) {}

    /** What the authors expect in a place. */
    private record Expected(MeasurementPeriod period, int group, String population, BigDecimal value) {
        String place() {
            return group + ":" + population;
        }
    }

    private MeasureSuite(Path folder) throws IOException {
        this.folder = folder;
        this.content = PackageReader.read(folder);
        for (CSVRecord row : rows(folder.resolve("expected.tsv"), CSVFormat.TDF)) {
            expected.computeIfAbsent(new Case(row.get("measure"), row.get("case_id")), unknown -> new ArrayList<>())
                    .add(expected(row));
        }
    }

    /** By the case, in which places it differs; of all measures whose libraries are all there. */
    static Map<Case, NavigableSet<String>> differences(Path folder) throws IOException {
        MeasureSuite suite = new MeasureSuite(folder);
        for (CSVRecord row : rows(folder.resolve("measures.tsv"), CSVFormat.TDF)) {
            if (row.get("complete").equals("yes")) {
                suite.evaluate(row.get("measure"));
            }
        }
        return suite.differences;
    }

    static boolean isObservation(String place) {
        return place.endsWith(OBSERVATION);
    }

    static List<CSVRecord> rows(Path file, CSVFormat format) throws IOException {
        CSVFormat named = format.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser rows = named.parse(Files.newBufferedReader(file))) {
            return rows.getRecords();
        }
    }

    private static Expected expected(CSVRecord row) {
        String period = row.get("period_start") + "/" + row.get("period_end");
        return new Expected(
                MeasurementPeriod.parse(period).orElseThrow(),
                Integer.parseInt(row.get("group")),
                row.get("population").replaceFirst("#.*", ""),
                number(row.get("count")));
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(value.toString()).stripTrailingZeros();
    }

    private void evaluate(String measure) {
        Path file = folder.resolve("measures").resolve(measure + ".json.gz");
        MeasureSet set = MeasureSet.of(content, PackageReader.read(file).measures(), 0);
        Map<MeasurementPeriod, FileEvaluation> evaluations = new HashMap<>();
        for (PatientFiles.Batch batch :
                PatientFiles.batches(folder.resolve("cases").resolve(measure))) {
            String name = batch.files().get(0).getFileName().toString();
            Case patient = new Case(measure, name.replaceFirst("\\.json$", ""));
            List<Expected> wanted = expected.getOrDefault(patient, List.of());
            FileEvaluation evaluation =
                    evaluations.computeIfAbsent(wanted.get(0).period(), period -> new FileEvaluation(set, period, 0));
            differences.put(
                    patient,
                    differences(wanted, evaluation.evaluate(batch).get(0).groups()));
        }
    }

    private static NavigableSet<String> differences(List<Expected> wanted, List<Outcome> groups) {
        Map<String, List<BigDecimal>> found = new HashMap<>();
        NavigableSet<String> different = new TreeSet<>();
        for (Expected each : wanted) {
            Outcome outcome = groups.get(each.group() - 1);
            boolean isThere = found.computeIfAbsent(
                            each.place(), place -> found(each.population(), outcome.membership()))
                    .remove(each.value());
            if (!isThere) {
                different.add(each.place());
            }
        }
        return different;
    }

    private static List<BigDecimal> found(String population, @Nullable Membership membership) {
        List<BigDecimal> values = new ArrayList<>();
        if (membership == null) {
            return values;
        }
        if (isObservation(population)) {
            for (Membership.Observation observation : membership.observations()) {
                Object value =
                        observation.value() instanceof Quantity quantity ? quantity.value() : observation.value();
                if (value != null) {
                    values.add(number(value));
                }
            }
        } else if (membership.members().containsKey(population)) {
            values.add(number(membership.count(population)));
        }
        return values;
    }
}
