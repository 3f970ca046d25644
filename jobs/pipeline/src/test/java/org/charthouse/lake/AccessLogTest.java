package org.charthouse.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.charthouse.SharedSpark;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {

    private static final TableDefinition DEFINITION =
            TableDefinition.of(SharedSpark.specs().contract(AccessLog.TABLE));
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456789Z");

    @TempDir
    private Path folder = Path.of("");

    private Lake lake = new Lake(SharedSpark.session(), Path.of("target"));
    private AccessLog log = new AccessLog(lake, DEFINITION);

    @BeforeEach
    void writeThreeLines() {
        lake = new Lake(SharedSpark.session(), folder);
        log = new AccessLog(lake, DEFINITION);
        assertThat(log.fault()).as("nothing was shown yet").isEmpty();
        for (String purpose : List.of("letters", "", "audit; 7:x")) {
            log.append(entry(purpose), NOON);
        }
    }

    @Test
    void linesComeBackAsTheyWereWritten() {
        List<AccessLine> lines = new ArrayList<>();
        log.lines().forEachRemaining(lines::add);
        assertThat(lines).extracting(AccessLine::number).containsExactly(1L, 2L, 3L);
        assertThat(lines.get(2).entry()).isEqualTo(entry("audit; 7:x"));
        assertThat(lines.get(2).previous()).isEqualTo(lines.get(1).hash());
        assertThat(lines.get(0).at()).isEqualTo(Instant.parse("2026-01-31T12:00:00.123456Z"));
        assertThat(log.fault()).isEmpty();
    }

    @Test
    void aLineThatIsChangedTakenAwayOrMovedIsTold() {
        long whole = lake.version(AccessLog.TABLE);
        change(col("line_number").equalTo(2), Map.of("purpose", lit("treatment")));
        assertThat(log.fault()).contains("line 2 was changed");
        back(whole);
        new TableWriter(lake).delete(AccessLog.TABLE, col("line_number").equalTo(2));
        assertThat(log.fault()).contains("line 2 is missing");
        back(whole);
        new TableWriter(lake).delete(AccessLog.TABLE, col("line_number").equalTo(3));
        assertThat(log.fault()).contains("line 3 is missing, and what followed it");
        log.append(entry("to cover it"), NOON);
        assertThat(log.fault()).as("a line behind the gap does not close it").contains("line 3 is missing");
        back(whole);
        Column swapped = when(col("line_number").equalTo(1), 2L).otherwise(1L);
        change(col("line_number").lt(3), Map.of("line_number", swapped));
        assertThat(log.fault()).contains("line 1 was changed");
    }

    @Test
    void aProcessThatEndsBeforeItsNoteDoesNotBreakTheChain() throws IOException {
        Path head = folder.resolve("access.head");
        String note = Files.readString(head);
        log.append(entry("fourth"), NOON);
        Files.writeString(head, note);
        assertThat(log.fault()).isEmpty();
        assertThat(log.append(entry("fifth"), NOON)).isEqualTo(5);
        assertThat(log.fault()).isEmpty();
        Files.writeString(head, "nonsense");
        assertThatThrownBy(() -> log.append(entry("sixth"), NOON))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nothing is shown");
    }

    @Test
    void linesWithoutTheNoteOfTheLastOneAreAFaultThatANewLineDoesNotCover() throws IOException {
        Files.delete(folder.resolve(AccessLog.HEAD));
        new TableWriter(lake).delete(AccessLog.TABLE, col("line_number").equalTo(3));
        assertThat(log.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("access.head is gone"));
        assertThatThrownBy(() -> log.append(entry("fourth"), NOON))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("access.head");
    }

    @Test
    void severalWhoAskAtOnceEachGetTheirLine() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Long>> numbers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                numbers.add(threads.submit(() -> new AccessLog(lake, DEFINITION).append(entry("at once"), NOON)));
            }
            List<Long> found = new ArrayList<>();
            for (Future<Long> number : numbers) {
                found.add(number.get());
            }
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(4, 6).boxed().toList());
            assertThat(log.fault()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private void change(Column which, Map<String, Column> values) {
        new TableWriter(lake).update(AccessLog.TABLE, which, values);
    }

    private void back(long version) {
        new TableWriter(lake).restore(AccessLog.TABLE, version);
    }

    private static AccessLine.Entry entry(String purpose) {
        return new AccessLine.Entry(
                "ann", "sql", purpose, 7, List.of("core.patient", "raw.record"), AccessLine.sha256("q"), 12, "shown");
    }
}
