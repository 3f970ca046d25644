package org.charthouse.ingest;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.pipeline.JobReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change, come back, or are tried again. */
class FilesAgainTest {

    private static final String HEADER = "department_id,organization_id,name,department_type,updated_at\n";
    private static final String CSV = "facility_a/2026-01-31/department.";

    @TempDir
    private Path home = Path.of("");

    private TinyHouse house = new TinyHouse(home);

    @BeforeEach
    void moveIn() {
        house = new TinyHouse(home);
    }

    @Test
    void aFileThatGrewIsReadAgainAndItsCutLineIsNoLongerBad() {
        String whole = HEADER + ward(1) + ward(2) + ward(3);
        house.land(CSV + "csv", whole.substring(0, whole.length() - 20));
        run();
        assertThat(house.rows("raw.quarantine", "rule", "state")).containsExactly("type open");
        house.land(CSV + "csv", whole);
        run();
        assertThat(house.rows("raw.quarantine", "rule", "state")).containsExactly("type superseded");
        assertThat(house.rows("ops.file", "file_no", "rows_loaded", "rows_duplicate"))
                .containsExactly("1 2 0", "2 1 2");
    }

    @Test
    void aFileThatIsWrittenToWhileItIsLookedAtWaitsForTheNextRun() {
        house.land(CSV + "csv", HEADER + ward(1));
        List<LandedFile> listed = new Landing(house.landing(), SharedSpark.specs()).files();
        house.land(CSV + "csv", HEADER + ward(1) + ward(2));
        FileOpener opener = new FileOpener(SharedSpark.specs(), new FileLedger(Optional.empty()));
        assertThat(opener.newOnes(listed)).isEmpty();
        assertThat(opener.growing()).isEqualTo(1);
    }

    @Test
    void linesMarkedToBeTriedAgainLoadOnceTheyAreGood() {
        String latin = HEADER + ward(1) + "6,4,Für Kinder,ward,2026-01-30T18:05:00Z\n" + "7,4\n";
        house.land(CSV + "csv", latin.getBytes(StandardCharsets.ISO_8859_1));
        run();
        assertThat(house.rows("raw.quarantine", "rule", "state")).containsExactly("columns open", "encoding open");
        house.markToRetry(IngestJob.QUARANTINE, col("rule").equalTo("encoding"));
        assertThat(run().loaded()).isEqualTo(1);
        assertThat(house.rows("raw.quarantine", "rule", "state")).containsExactly("columns open", "encoding retried");
        assertThat(house.rows("raw.record", "text")).hasSize(2).anyMatch(text -> text.contains("Für Kinder"));
        assertThat(house.rows("ops.file", "rows_read", "rows_loaded", "rows_quarantined"))
                .containsExactly("3 2 1");
    }

    @Test
    void aRefusedFileIsOpenedAgainWhenAPersonWantsItAndGoneOnceItCameMended() {
        house.land(CSV + "csv", "department_id\n1\n");
        run();
        house.markToRetry(IngestJob.FILE, col("state").equalTo("refused"));
        run();
        assertThat(house.rows("ops.file", "file_no", "state")).containsExactly("1 superseded", "2 refused");
        assertThat(run().note()).as("once").isEmpty();
        house.markToRetry(IngestJob.FILE, col("state").equalTo("refused"));
        run();
        assertThat(house.rows("ops.file", "file_no", "state"))
                .containsExactly("1 superseded", "2 superseded", "3 refused");
        house.land(CSV + "csv", HEADER + ward(1));
        run();
        assertThat(house.rows("ops.file", "file_no", "state"))
                .containsExactly("1 superseded", "2 superseded", "3 superseded", "4 loaded");
    }

    @Test
    void aHeaderThatWasWrongAndIsPutRightMakesOtherLinesOfTheSameText() {
        String swapped = HEADER.replace("name,department_type", "department_type,name");
        house.land(CSV + "csv", (swapped + ward(1)));
        run();
        house.land(CSV + "csv", HEADER + ward(1));
        run();
        assertThat(house.rows("ops.file", "file_no", "rows_loaded", "rows_duplicate"))
                .containsExactly("1 1 0", "2 1 0");
    }

    @Test
    void aFileThatIsPutBackToWhatItWasIsSaidAgainAndOneThatWasOnlyTouchedIsNot() throws IOException {
        String first = HEADER + ward(1);
        house.land(CSV + "csv", first);
        run();
        house.land(CSV + "csv", HEADER + ward(2));
        run();
        house.land(CSV + "csv", first);
        run();
        assertThat(house.rows("raw.repeat", "file_no")).containsExactly("3");
        Path file = house.landing().resolve(CSV + "csv");
        FileTime touched = FileTime.from(Instant.parse("2026-02-03T04:05:06Z"));
        Files.setLastModifiedTime(file, touched);
        assertThat(run().note()).isEqualTo("no new files");
        assertThat(house.rows("ops.file", "file_no")).hasSize(3);
        assertThat(run().note()).as("not even opened").isEmpty();
    }

    @Test
    void aMalformedLineThatLeftQuarantineComesBackWhenItIsSentAgain() {
        house.land(CSV + "csv", HEADER + ward(1) + "6,4\n");
        run();
        house.land(CSV + "csv", HEADER + ward(1));
        run();
        house.land(CSV + "again.csv", HEADER + "6,4\n");
        run();
        assertThat(house.rows("raw.quarantine", "file_no", "state")).containsExactly("1 superseded", "3 open");
    }

    @Test
    void aLakeOfABuildThatKnewFewerColumnsIsGoneOnWith() {
        house.land(CSV + "csv", HEADER + ward(1) + "6,4\n");
        run();
        house.forget(IngestJob.QUARANTINE, "text_hash", "state", "state_reason", "state_by", "state_at");
        house.forget(IngestJob.FILE, "rows_malformed");
        house.land(CSV + "more.csv", HEADER + ward(1) + ward(2) + "7,4\n");
        run();
        assertThat(house.rows("raw.quarantine", "file_no", "state")).containsExactly("1 null", "2 open");
        assertThat(house.rows("ops.file", "file_no", "rows_loaded", "rows_malformed"))
                .containsExactly("1 1 null", "2 1 1");
    }

    private JobReport run() {
        return house.run(new IngestJob(SharedSpark.specs())).outcomes().get(0).report();
    }

    private static String ward(int number) {
        return number + ",4,Ward " + number + ",medical,2026-01-30T18:05:00Z\n";
    }
}
