package org.charthouse.measure;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.charthouse.measure.PersonResult.Outcome;
import org.charthouse.measure.content.MeasureDefinition.Group;
import org.charthouse.measure.content.MeasureDefinition.Scoring;
import org.charthouse.measure.population.Membership;
import org.charthouse.measure.population.Membership.Observation;
import org.charthouse.measure.population.PopulationCode;
import org.charthouse.measure.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Writes results as CSV: {@code measure,group,population,subject,count}. A population counts persons, or the episodes that the
 * measure counts. The observations of a group stand one in a row, the second under {@code ...#2}; the count is the value.
 */
public final class ResultFile implements Closeable {

    private final CSVPrinter csv;

    public ResultFile(Path file) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(file);
        csv = CSVFormat.RFC4180
                .builder()
                .setHeader("measure", "group", "population", "subject", "count")
                .setRecordSeparator('\n')
                .get()
                .print(out);
    }

    /** Writes the populations of a person; a group that failed has none. */
    public void write(PersonResult result) throws IOException {
        String measure = result.measure().measure().name();
        for (int at = 0; at < result.groups().size(); at++) {
            Outcome outcome = result.groups().get(at);
            if (outcome.membership() != null) {
                Group group = result.measure().measure().groups().get(at);
                write(measure, group, result.subject(), outcome.membership());
            }
        }
    }

    private void write(String measure, Group group, String subject, Membership membership) throws IOException {
        for (String population : membership.members().keySet()) {
            csv.printRecord(measure, group.number(), population, subject, membership.count(population));
        }
        String name = group.scoring() == Scoring.CONTINUOUS_VARIABLE
                ? PopulationCode.MEASURE_POPULATION + "-observation"
                : PopulationCode.OBSERVATION;
        Map<String, Integer> written = new HashMap<>();
        for (Observation observation : membership.observations()) {
            int number = written.merge(name, 1, Integer::sum);
            String numbered = number == 1 ? name : name + "#" + number;
            csv.printRecord(measure, group.number(), numbered, subject, text(observation.value()));
        }
    }

    private static String text(@Nullable Object value) {
        Object plain = value instanceof Quantity quantity ? quantity.value() : value;
        if (plain instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        return plain == null ? "" : plain.toString();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
