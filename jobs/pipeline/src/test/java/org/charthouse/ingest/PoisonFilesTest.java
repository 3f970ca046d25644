package org.charthouse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come when something went wrong at the source or on the way. */
class PoisonFilesTest {

    private static final String HEADER = "department_id,organization_id,name,department_type,updated_at\n";
    private static final String UTF_16 =
            "refused 0=0+0+0: the file is in UTF-16; save it as UTF-8, and deliver it again";
    private static final String CSV = "facility_a/2026-01-31/department.";
    private static final String FHIR = "facility_b/2026-01-31/Location.";

    @TempDir
    private Path home = Path.of("");

    private TinyHouse house() {
        return new TinyHouse(home);
    }

    @Test
    void eachIsNamedAndBoundedAndTheGoodRowsLoad() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        given(
                CSV + "a-empty.csv",
                "",
                expected,
                "refused 0=0+0+0: the file has no header line in UTF-8; deliver it whole and in that encoding, or state"
                        + " its own in the feed");
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
        given(CSV + "i-utf-16.csv", (HEADER + ward(7)).getBytes(StandardCharsets.UTF_16), expected, UTF_16);
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
                "loaded 2=1+1+0 too-deep");
        given(
                FHIR + "d-array.ndjson",
                location(5) + "[" + location(6).strip() + "]\n",
                expected,
                "loaded 2=1+1+0 not-an-object");
        given(FHIR + "e-cut.ndjson", location(7) + half(location(8)), expected, "loaded 2=1+1+0 not-json");
        given(FHIR + "f-utf-16.ndjson", location(10).getBytes(StandardCharsets.UTF_16LE), expected, UTF_16);
        given(FHIR + "f-utf-16.json", location(10).getBytes(StandardCharsets.UTF_16BE), expected, UTF_16);
        given(FHIR + "f-still-coming.ndjson.part", location(9), expected, null);
        String note = house().run(new IngestJob(SharedSpark.specs()))
                .outcomes()
                .get(0)
                .report()
                .note();
        assertThat(found()).isEqualTo(expected);
        assertThat(note).startsWith("23 new files, 11 refused");
        assertThat(longest()).isLessThanOrEqualTo(100_000);
    }

    private void given(String path, String text, Map<String, String> expected, @Nullable String line)
            throws IOException {
        given(path, text.getBytes(StandardCharsets.UTF_8), expected, line);
    }

    private void given(String path, byte[] bytes, Map<String, String> expected, @Nullable String line)
            throws IOException {
        house().land(path, bytes);
        if (line != null) {
            expected.put(path, line);
        }
    }

    /** Of each file in the ledger: state, read = loaded + quarantined + duplicates, and why. */
    private Map<String, String> found() {
        Map<Integer, String> rules = new TreeMap<>();
        house().lake()
                .read(IngestJob.QUARANTINE)
                .select("file_no", "rule")
                .collectAsList()
                .forEach(row -> rules.merge(row.getInt(0), " " + row.getString(1), String::concat));
        Map<String, String> found = new TreeMap<>();
        for (Row row : house().lake().read(IngestJob.FILE).collectAsList()) {
            String counts = row.getAs("rows_read") + "=" + row.getAs("rows_loaded") + "+"
                    + row.getAs("rows_quarantined") + "+" + row.getAs("rows_duplicate");
            String reason = row.getAs("reason") == null ? "" : ": " + row.getAs("reason");
            found.put(
                    row.getAs("path"),
                    row.getAs("state") + " " + counts + reason + rules.getOrDefault(row.<Integer>getAs("file_no"), ""));
        }
        return found;
    }

    private long longest() {
        return house().lake().read(IngestJob.QUARANTINE).select("text").collectAsList().stream()
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
}
