package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Manifest;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Test;

/** Which state of the counts may be reported. */
class MeasureChoiceTest {

    private static final TableName RESULT = TableName.of("measure.person_result");
    private static final TableName SUMMARY = TableName.of("measure.summary");

    private static JobEntry entry(String job, Map<TableName, Long> inputs, Map<TableName, Long> outputs) {
        return new JobEntry(job, "measure", "", LocalDate.EPOCH, 1, new TreeMap<>(inputs), new TreeMap<>(outputs));
    }

    private static Manifest state(long results, long counted) {
        Map<String, JobEntry> jobs = new TreeMap<>();
        for (JobEntry entry : List.of(
                entry("measures", Map.of(), Map.of(RESULT, results)),
                entry("measure.summary", Map.of(RESULT, counted), Map.of(SUMMARY, 5L)),
                entry("mart.other", Map.of(RESULT, 0L), Map.of(TableName.of("mart.other"), 1L)))) {
            jobs.put(entry.job(), entry);
        }
        return new Manifest(3, LocalDate.EPOCH, new TreeMap<>(jobs));
    }

    @Test
    void countsOfEarlierResultsAreNotReported() {
        assertThat(MeasureChoice.stale(state(7, 6))).containsExactly("measure.summary");
        assertThat(MeasureChoice.stale(state(7, 7))).isEmpty();
    }
}
