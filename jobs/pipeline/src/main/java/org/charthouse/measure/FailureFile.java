package org.charthouse.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.charthouse.measure.PersonResult.Outcome;
import org.charthouse.measure.value.CqlException;

/** Persons for whom a measure has no result, with the definition and the place in it, as CSV. */
public final class FailureFile {

    private final Map<String, Integer> counts = new TreeMap<>();

    /**
     * Writes all failures; nothing where there are none.
     *
     * @return whether there were any
     */
    public boolean write(Path file, List<PersonResult> results) throws IOException {
        List<PersonResult> failed = results.stream()
                .filter(result -> result.groups().stream().anyMatch(outcome -> outcome.failure() != null))
                .toList();
        if (failed.isEmpty()) {
            return false;
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader("measure", "group", "subject", "definition", "place", "problem")
                .setRecordSeparator('\n')
                .get();
        try (CSVPrinter csv = format.print(Files.newBufferedWriter(file))) {
            for (PersonResult result : failed) {
                for (int at = 0; at < result.groups().size(); at++) {
                    write(csv, result, at);
                }
            }
        }
        return true;
    }

    private void write(CSVPrinter csv, PersonResult result, int at) throws IOException {
        Outcome outcome = result.groups().get(at);
        CqlException failure = outcome.failure();
        if (failure != null) {
            String measure = result.measure().measure().name();
            counts.merge(measure, 1, Integer::sum);
            csv.printRecord(
                    measure,
                    at + 1,
                    result.subject(),
                    String.join(" < ", failure.within()),
                    failure.locator(),
                    failure.getMessage());
        }
    }

    /** How many of its groups failed for a person, by measure. */
    public Map<String, Integer> counts() {
        return counts;
    }
}
