package org.charthouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.report.Answers.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    @TempDir
    Path reports;

    @Test
    void aPageCountsOnlyWithItsStampAndAllItsFiles() throws IOException {
        ReportFolder folder = new ReportFolder(reports, "overview");
        folder.writeCsv("01-a.csv", Answers.of("n#", List.of(row(1))));
        folder.writePage(PageTemplate.html(Answers.page()));

        assertThat(folder.holds("stamp-1", List.of("01-a.csv"))).isTrue();
        assertThat(folder.holds("stamp-2", List.of("01-a.csv"))).isFalse();
        assertThat(folder.holds("stamp-1", List.of("01-a.csv", "02-b.csv"))).isFalse();
        Files.delete(folder.page());
        assertThat(folder.holds("stamp-1", List.of("01-a.csv"))).isFalse();
    }

    @Test
    void csvFilesQuoteWhatNeedsQuotesAndLeaveAbsentValuesEmpty() throws IOException {
        Answer answer = Answers.of("path rows#", List.of(row("a, \"b\"", 1), row(null, 2)));

        new ReportFolder(reports, "overview").writeCsv("01-a.csv", answer);

        assertThat(Files.readString(reports.resolve("overview/01-a.csv")))
                .isEqualTo("path,rows\r\n\"a, \"\"b\"\"\",1\r\n,2\r\n");
    }

    @Test
    void filesOfSectionsThatAreGoneAreTakenAwayAndOthersLeftAlone() throws IOException {
        ReportFolder folder = new ReportFolder(reports, "overview");
        folder.writeCsv("01-a.csv", Answers.of("n#", List.of()));
        folder.writeCsv("02-old.csv", Answers.of("n#", List.of()));
        Files.writeString(reports.resolve("overview/my-notes.txt"), "mine");

        folder.keepOnly(List.of("01-a.csv"));

        assertThat(reports.resolve("overview").toFile().list()).containsExactlyInAnyOrder("01-a.csv", "my-notes.txt");
    }
}
