package org.charthouse.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.lake.Lake;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableWriter;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.Runner;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come when something went wrong at the source or on the way. */
class PoisonFilesTest {

    private static final String HEADER = "department_id,organization_id,name,department_type,updated_at\n";
    private static final String CSV = "facility_a/2026-01-31/department.";
    private static final String FHIR = "facility_b/2026-01-31/Location.";

    @TempDir
    private Path home = Path.of("");

    @Test
    void eachIsNamedAndBoundedAndTheGoodRowsLoad() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        given(CSV + "a-empty.csv", "", expected, "refused 0=0+0+0: the file has no header line in UTF-8");
        given(CSV + "b-header-only.csv", HEADER, expected, "loaded 0=0+0+0");
        given(
                CSV + "c-wrong-delimiter.csv",
                (HEADER + ward(1)).replace(',', ';'),
                expected,
                "refused 0=0+0+0: the columns are separated by ';', not by ','; the first line has none of the required"
                        + " columns:"
                        + " department_id, organization_id, name, updated_at");
        given(CSV + "d-bom.csv", "\uFEFF" + HEADER + ward(2), expected, "loaded 1=1+0+0");
        given(CSV + "e-gzip.csv.gz", gzip(HEADER + ward(3)), expected, "loaded 1=1+0+0");
        given(
                CSV + "f-truncated.csv.gz",
                half(gzip(HEADER + wards(1000, 2000))),
                expected,
                "refused 0=0+0+0: the compressed file ends too early: it was cut off on its way");
        given(
                CSV + "g-no-gzip.csv.gz",
                HEADER + ward(4),
                expected,
                "refused 0=0+0+0: the file is not, or not rightly, compressed by gzip");
        given(
                CSV + "h-latin-1.csv",
                (HEADER + ward(5) + "6,4,Chirurgie für Kinder,ward,2026-01-30T18:05:00Z\n")
                        .getBytes(StandardCharsets.ISO_8859_1),
                expected,
                "loaded 2=1+1+0 encoding");
        given(
                CSV + "i-utf-16.csv",
                (HEADER + ward(7)).getBytes(StandardCharsets.UTF_16),
                expected,
                "refused 0=0+0+0: the file has no header line in UTF-8");
        given(
                CSV + "j-nul.csv",
                HEADER + ward(8) + "9,4,Wa\0rd,,2026-01-30T18:05:00Z\n",
                expected,
                "loaded 2=1+1+0 nul");
        given(
                CSV + "k-quotes.csv",
                HEADER + ward(10) + "11,4,\"Ward,,2026\n" + ward(12),
                expected,
                "loaded 3=2+1+0 quotes");
        given(CSV + "l-retyped.csv", HEADER + ward(13) + "14,4,Ward,,30.01.2026\n", expected, "loaded 2=1+1+0 type");
        given(
                CSV + "m-spoiled.csv",
                HEADER + wards(100, 112) + "1,2\n".repeat(9) + ",,,,\n".repeat(9),
                expected,
                "refused 0=0+0+0: 18 of 30 lines are malformed (columns 9, required 9), more than the 50 % that the feed"
                        + " allows");
        given(
                CSV + "x-no-header.csv",
                ward(90) + ward(91),
                expected,
                "refused 0=0+0+0: the first line has none of the required columns: department_id, organization_id, name,"
                        + " updated_at");
        given(
                CSV + "y-padded.csv.gz",
                Arrays.copyOf(gzip(HEADER + ward(92)), 600),
                expected,
                "refused 0=0+0+0: the file is not, or not rightly, compressed by gzip");
        given(
                CSV + "z-10:30.csv",
                HEADER + ward(93),
                expected,
                "refused 0=0+0+0: the file's name must neither hold ':' nor begin with '_'; rename it");
        given(FHIR + "a-empty.ndjson", "", expected, "loaded 0=0+0+0");
        given(
                FHIR + "b-long.ndjson",
                location(1) + "{\"resourceType\":\"Location\",\"id\":\"2\",\"name\":\"" + "x".repeat(10 << 20)
                        + "\"}\n",
                expected,
                "loaded 2=1+1+0 too-long");
        given(
                FHIR + "c-deep.ndjson",
                location(3) + "{\"resourceType\":\"Location\",\"id\":\"4\",\"extension\":"
                        + "[{\"extension\":".repeat(3000) + "[]" + "}]".repeat(3000) + "}\n",
                expected,
                "loaded 2=1+1+0 not-json");
        given(
                FHIR + "d-array.ndjson",
                location(5) + "[" + location(6).strip() + "]\n",
                expected,
                "loaded 2=1+1+0 not-an-object");
        given(FHIR + "e-cut.ndjson", location(7) + half(location(8)), expected, "loaded 2=1+1+0 not-json");
        given(FHIR + "f-still-coming.ndjson.part", location(9), expected, null);
        String note = run().note();
        assertThat(found()).isEqualTo(expected);
        assertThat(note).startsWith("21 new files, 9 refused");
        assertThat(longest()).isLessThanOrEqualTo(100_000);
    }

    @Test
    void aFileThatGrewIsReadAgainAndItsCutLineIsNoLongerBad() throws IOException {
        String whole = HEADER + ward(1) + ward(2) + ward(3);
        land(CSV + "csv", whole.substring(0, whole.length() - 20).getBytes(StandardCharsets.UTF_8));
        run();
        assertThat(rows("raw.quarantine", "rule", "state")).containsExactly("type open");
        land(CSV + "csv", whole.getBytes(StandardCharsets.UTF_8));
        run();
        assertThat(rows("raw.quarantine", "rule", "state")).containsExactly("type superseded");
        assertThat(rows("ops.file", "file_no", "rows_loaded", "rows_duplicate")).containsExactly("1 2 0", "2 1 2");
    }

    @Test
    void aFileThatIsWrittenToWhileItIsLookedAtWaitsForTheNextRun() throws IOException {
        land(CSV + "csv", (HEADER + ward(1)).getBytes(StandardCharsets.UTF_8));
        List<LandedFile> listed = new Landing(home.resolve("landing"), SharedSpark.specs()).files();
        land(CSV + "csv", (HEADER + ward(1) + ward(2)).getBytes(StandardCharsets.UTF_8));
        FileOpener opener = new FileOpener(SharedSpark.specs(), new FileLedger(Optional.empty()));
        assertThat(opener.newOnes(listed)).isEmpty();
        assertThat(opener.growing()).isEqualTo(1);
    }

    @Test
    void linesMarkedToBeTriedAgainLoadOnceTheyAreGood() throws IOException {
        String latin = HEADER + ward(1) + "6,4,Für Kinder,ward,2026-01-30T18:05:00Z\n" + "7,4\n";
        land(CSV + "csv", latin.getBytes(StandardCharsets.ISO_8859_1));
        run();
        assertThat(rows("raw.quarantine", "rule", "state")).containsExactly("columns open", "encoding open");
        mark(IngestJob.QUARANTINE, col("rule").equalTo("encoding"));
        assertThat(run().loaded()).isEqualTo(1);
        assertThat(rows("raw.quarantine", "rule", "state")).containsExactly("columns open", "encoding retried");
        assertThat(rows("raw.record", "text")).hasSize(2).anyMatch(text -> text.contains("Für Kinder"));
        assertThat(rows("ops.file", "rows_read", "rows_loaded", "rows_quarantined"))
                .containsExactly("3 2 1");
    }

    @Test
    void aRefusedFileIsOpenedAgainWhenAPersonWantsIt() throws IOException {
        land(CSV + "csv", "department_id\n1\n".getBytes(StandardCharsets.UTF_8));
        run();
        mark(IngestJob.FILE, col("state").equalTo("refused"));
        run();
        assertThat(rows("ops.file", "file_no", "state")).containsExactly("1 superseded", "2 refused");
        assertThat(run().note()).as("once").isEmpty();
        mark(IngestJob.FILE, col("state").equalTo("refused"));
        run();
        assertThat(rows("ops.file", "file_no", "state")).containsExactly("1 superseded", "2 superseded", "3 refused");
    }

    @Test
    void aHeaderThatWasWrongAndIsPutRightMakesOtherLinesOfTheSameText() throws IOException {
        String swapped = HEADER.replace("name,department_type", "department_type,name");
        land(CSV + "csv", (swapped + ward(1)).getBytes(StandardCharsets.UTF_8));
        run();
        land(CSV + "csv", (HEADER + ward(1)).getBytes(StandardCharsets.UTF_8));
        run();
        assertThat(rows("ops.file", "file_no", "rows_loaded", "rows_duplicate")).containsExactly("1 1 0", "2 1 0");
    }

    @Test
    void aFileThatIsPutBackToWhatItWasIsSaidAgainAndOneThatWasOnlyTouchedIsNot() throws IOException {
        byte[] first = (HEADER + ward(1)).getBytes(StandardCharsets.UTF_8);
        land(CSV + "csv", first);
        run();
        land(CSV + "csv", (HEADER + ward(2)).getBytes(StandardCharsets.UTF_8));
        run();
        land(CSV + "csv", first);
        run();
        assertThat(rows("raw.repeat", "file_no")).containsExactly("3");
        Path file = home.resolve("landing").resolve(CSV + "csv");
        FileTime touched = FileTime.from(Instant.parse("2026-02-03T04:05:06Z"));
        Files.setLastModifiedTime(file, touched);
        assertThat(run().note()).isEqualTo("no new files");
        assertThat(rows("ops.file", "file_no")).hasSize(3);
        assertThat(run().note()).as("not even opened").isEmpty();
    }

    @Test
    void aMalformedLineThatLeftQuarantineComesBackWhenItIsSentAgain() throws IOException {
        land(CSV + "csv", (HEADER + ward(1) + "6,4\n").getBytes(StandardCharsets.UTF_8));
        run();
        land(CSV + "csv", (HEADER + ward(1)).getBytes(StandardCharsets.UTF_8));
        run();
        land(CSV + "again.csv", (HEADER + "6,4\n").getBytes(StandardCharsets.UTF_8));
        run();
        assertThat(rows("raw.quarantine", "file_no", "state")).containsExactly("1 superseded", "3 open");
    }

    /** What {@code charthouse quarantine retry} does. */
    private void mark(TableName table, org.apache.spark.sql.Column which) {
        ManifestStore manifests =
                new ManifestStore(lake(), TableDefinition.of(SharedSpark.specs().contract(ManifestStore.TABLE)));
        new TableWriter(lake()).update(table, which, Map.of("state", lit(Retry.STATE)));
        Map<TableName, Long> moved = Map.of(table, lake().version(table));
        manifests.publish(manifests.latest().moved(manifests.nextNumber(), moved), Instant.now(), "quarantine retry");
    }

    private void given(String path, String text, Map<String, String> expected, @Nullable String line)
            throws IOException {
        given(path, text.getBytes(StandardCharsets.UTF_8), expected, line);
    }

    private void given(String path, byte[] bytes, Map<String, String> expected, @Nullable String line)
            throws IOException {
        land(path, bytes);
        if (line != null) {
            expected.put(path, line);
        }
    }

    /** Of each file in the ledger: state, read = loaded + quarantined + duplicates, and why. */
    private Map<String, String> found() {
        Map<Integer, String> rules = new TreeMap<>();
        lake().read(IngestJob.QUARANTINE)
                .select("file_no", "rule")
                .collectAsList()
                .forEach(row -> rules.merge(row.getInt(0), " " + row.getString(1), String::concat));
        Map<String, String> found = new TreeMap<>();
        for (Row row : lake().read(IngestJob.FILE).collectAsList()) {
            String counts = row.getAs("rows_read") + "=" + row.getAs("rows_loaded") + "+"
                    + row.getAs("rows_quarantined") + "+" + row.getAs("rows_duplicate");
            String reason = row.getAs("reason") == null ? "" : ": " + row.getAs("reason");
            found.put(
                    row.getAs("path"),
                    row.getAs("state") + " " + counts + reason + rules.getOrDefault(row.<Integer>getAs("file_no"), ""));
        }
        return found;
    }

    private List<String> rows(String table, String... columns) {
        return lake()
                .read(TableName.of(table))
                .select(Arrays.stream(columns).map(name -> col(name)).toArray(org.apache.spark.sql.Column[]::new))
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .sorted()
                .toList();
    }

    private long longest() {
        return lake().read(IngestJob.QUARANTINE).select("text").collectAsList().stream()
                .mapToLong(row -> row.getString(0).length())
                .max()
                .orElse(0);
    }

    private static String wards(int from, int to) {
        StringBuilder wards = new StringBuilder();
        for (int i = from; i < to; i++) {
            wards.append(ward(i));
        }
        return wards.toString();
    }

    private static String ward(int number) {
        return number + ",4,Ward " + number + ",medical,2026-01-30T18:05:00Z\n";
    }

    private static String location(int number) {
        return "{\"resourceType\":\"Location\",\"id\":\"" + number + "\",\"name\":\"Ward " + number + "\"}\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    private JobReport run() {
        JobContext.Home folders = new JobContext.Home(home.resolve("landing"), home.resolve("reports"));
        return new Runner(SharedSpark.specs(), lake(), folders, new Silence(), Clock.systemUTC())
                .run(new JobGraph(List.of(new IngestJob(SharedSpark.specs()))), RunOrder.usual(), () -> LocalDate.EPOCH)
                .outcomes()
                .get(0)
                .report();
    }

    private Lake lake() {
        return new Lake(SharedSpark.session(), home.resolve("lake"));
    }

    private void land(String path, byte[] bytes) throws IOException {
        Path file = home.resolve("landing").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static final class Silence implements RunListener {
        @Override
        public void started(Job job) {}

        @Override
        public void ended(JobOutcome outcome) {}
    }
}
