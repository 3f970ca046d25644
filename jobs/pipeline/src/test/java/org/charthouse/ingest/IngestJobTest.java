package org.charthouse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.spec.CsvForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestJobTest {

    private static final String HEADER = "department_id,organization_id,name,department_type,updated_at\n";
    private static final String FIRST = "facility_a/2026-01-31/";

    @TempDir
    private Path home = Path.of("");

    private TinyHouse house() {
        return new TinyHouse(home);
    }

    private JobOutcome.State run() {
        return house().run(new IngestJob(SharedSpark.specs())).outcomes().get(0).state();
    }

    @Test
    void everyRowOfEveryFileIsLoadedQuarantinedOrADuplicate() throws IOException {
        house().land(FIRST + "department.a, {1} [b] für 50%#.csv", HEADER + ward(1) + ward(2) + ward(1));
        house().land(
                        FIRST + "department.bad.csv",
                        HEADER + "9,4\n" + ward(3) + ward(2) + "\n8,,Ward,,2026-01-30T00:00:00Z\n");
        house().land(FIRST + "department.bom.csv", "\uFEFF" + HEADER + ward(4));
        house().land(FIRST + "department.crlf.csv", (HEADER + ward(5) + ward(6)).replace("\n", "\r\n"));
        house().land(FIRST + "department.empty.csv", "");
        house().land(FIRST + "department.header.csv", HEADER);
        house().land(FIRST + "department.open.csv", HEADER + ward(7).strip());
        house().land(FIRST + "department.wrong.csv", "department_id,name\n1,Ward\n");
        house().land(FIRST + "notes.txt", "hello\n");
        assertThat(run()).isEqualTo(JobOutcome.State.DONE);
        assertThat(ledger())
                .containsExactly(
                        "1 department.a, {1} [b] für 50%#.csv loaded 3=2+0+1",
                        "2 department.bad.csv loaded 4=1+2+1",
                        "3 department.bom.csv loaded 1=1+0+0",
                        "4 department.crlf.csv loaded 2=2+0+0",
                        "5 department.empty.csv refused 0=0+0+0",
                        "6 department.header.csv loaded 0=0+0+0",
                        "7 department.open.csv loaded 1=1+0+0",
                        "8 department.wrong.csv refused 0=0+0+0",
                        "9 notes.txt refused 0=0+0+0");
        assertThat(house().rows("raw.record", "text"))
                .containsExactly(
                        ward(1).strip(),
                        ward(2).strip(),
                        ward(3).strip(),
                        ward(4).strip(),
                        ward(5).strip(),
                        ward(6).strip(),
                        ward(7).strip());
        assertThat(house().rows("raw.quarantine", "rule")).containsExactly("columns", "required");

        assertThat(run()).as("nothing new").isEqualTo(JobOutcome.State.UNCHANGED);
        house().land("facility_a/2026-02-01/department.csv", HEADER + ward(1) + ward(8) + ward(8));
        assertThat(run()).isEqualTo(JobOutcome.State.DONE);
        assertThat(ledger()).hasSize(10).last().isEqualTo("10 department.csv loaded 3=1+0+2");
        assertThat(house().rows("raw.record", "text")).hasSize(8);
    }

    @Test
    void aDeliveryOfUnusableFilesAloneIsRefusedFileByFile() throws IOException {
        house().land(FIRST + "notes.txt", "hello\n");
        house().land(FIRST + "department.csv", "");
        assertThat(run()).isEqualTo(JobOutcome.State.DONE);
        assertThat(ledger()).containsExactly("1 department.csv refused 0=0+0+0", "2 notes.txt refused 0=0+0+0");
    }

    @Test
    void aFileReadInManySplitsGivesEachLineOnceWithItsPlace() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 30_000; i++) {
            text.append(ward(i).replace("Ward", "Ward of a long name, to fill the file ".repeat(2)));
        }
        house().land(FIRST + "department.csv", text.toString());
        Path file = house().landing().resolve(FIRST + "department.csv");
        assertThat(Files.size(file)).isGreaterThan(3L << 20);
        var lines = Lines.read(
                SharedSpark.session(), List.of(new Lines.Source(1, file, 0, Optional.of(CsvForm.USUAL), false)), 1);
        assertThat(lines.getNumPartitions()).isGreaterThan(2);
        byte[] bytes = Files.readAllBytes(file);
        var rows = lines.collect();
        assertThat(rows).hasSize(30_000).allSatisfy(row -> {
            byte[] line = row.getString(2).getBytes(StandardCharsets.UTF_8);
            int at = Math.toIntExact(row.getLong(1));
            assertThat(bytes[at - 1]).isEqualTo((byte) '\n');
            assertThat(java.util.Arrays.equals(bytes, at, at + line.length, line, 0, line.length))
                    .isTrue();
        });
        assertThat(rows.stream().map(row -> row.getLong(1)).distinct()).hasSize(30_000);
    }

    private static String ward(int number) {
        return number + ",4,Ward " + number + ",medical,2026-01-30T18:05:00Z\n";
    }

    private List<String> ledger() {
        return house()
                .lake()
                .read(IngestJob.FILE)
                .selectExpr(
                        "concat(file_no, ' ', element_at(split(path, '/'), -1), ' ', state, ' ', rows_read, '=',"
                                + " rows_loaded, '+', rows_quarantined, '+', rows_duplicate)",
                        "file_no")
                .orderBy("file_no")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
