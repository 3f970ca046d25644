package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.pipeline.Job;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed that ships for Synthea's own CSV export. */
class SyntheaCsvTest {

    private static final String DELIVERY = "synthea_csv/2024-01-31/";

    @TempDir
    private Path folder = Path.of("");

    /** What is charged and paid is summed up here from the files, by another reader. */
    @Test
    void allEighteenFilesAreReadWholeAndClaimsKeepTheirTotals() throws IOException {
        Path files = corpus();
        TinyHouse house = new TinyHouse(folder);
        try (Stream<Path> list = Files.list(files)) {
            for (Path file :
                    list.filter(each -> each.toString().endsWith(".csv.gz")).toList()) {
                house.land(DELIVERY + file.getFileName(), Files.readAllBytes(file));
            }
        }
        house.run(jobs("ingest", "fhir.patient", "identity", "core.claim", "core.claim_line"));
        assertThat(house.rows("ops.file", "state", "rows_read = rows_loaded"))
                .hasSize(18)
                .containsOnly("loaded true");
        List<CSVRecord> lines = records(files.resolve("claims_transactions.csv.gz"));
        assertThat(house.rows("core.claim_line", "claim_line_id")).hasSize(lines.size());
        assertThat(sum(house, "net_amount")).isEqualTo(sum(lines, "AMOUNT", Set.of("CHARGE")));
        assertThat(sum(house, "paid_amount")).isEqualTo(sum(lines, "PAYMENTS", Set.of("PAYMENT")));
        assertThat(house.rows("core.claim", "person_id IS NULL", "size(untyped_columns)"))
                .hasSize(records(files.resolve("claims.csv.gz")).size())
                .containsOnly("false 0");
    }

    @Test
    void aClaimFollowsItsNewestVersionAndADeliveryOfOthersLeavesItAlone() throws IOException {
        String header =
                "Id,PATIENTID,PROVIDERID,PRIMARYPATIENTINSURANCEID,DIAGNOSIS1,APPOINTMENTID,SERVICEDATE,STATUS1,"
                        + "HEALTHCARECLAIMTYPEID1\n";
        String claim = "c1,p1,d1,0,195662009,e1,2023-01-27T16:17:47Z,BILLED,2\n";
        Job[] jobs = jobs("ingest", "fhir.patient", "identity", "core.claim");
        TinyHouse house = new TinyHouse(folder);
        house.land(DELIVERY + "claims.csv", header + claim + claim.replace("c1,", "c2,"));
        house.run(jobs);
        house.land("synthea_csv/2024-02-29/claims.csv", header + claim.replace("BILLED,2", "CLOSED,1"));
        house.run(jobs);
        String[] shown = {"claim_id", "status", "type_code", "insurer_id", "diagnosis_system"};
        assertThat(house.rows("core.claim", shown))
                .containsExactly(
                        "c1 active professional null http://snomed.info/sct",
                        "c2 active institutional null http://snomed.info/sct");
        long version = house.lake().version(org.charthouse.spec.TableName.of("core.claim"));
        house.land("facility_a/2024-02-29/department.csv", """
                department_id,organization_id,name,updated_at
                1,4,Ward,2024-01-30T18:05:00Z
                """);
        house.run(jobs);
        assertThat(house.lake().version(org.charthouse.spec.TableName.of("core.claim")))
                .isEqualTo(version);
    }

    @Test
    void aChangedFeedRedefinesOnlyWhatItFeeds() throws IOException {
        SharedSpark.copyConfiguration(folder);
        Map<String, String> before = definitions();
        alter("given_at: DATE", "given_at: left(DATE, 10)");
        assertThat(changed(before)).containsExactly("fhir.immunization", "ingest");
        alter("given_at: left(DATE, 10)", "given_at: DATE");
        alter("description: Synthea's CSV export", "# a line more\ndescription: Synthea's export");
        assertThat(changed(before)).containsExactly("ingest");
        alter("SNOMED-CT: http://snomed.info/sct", "SNOMED-CT: http://snomed.info/sct/900000000000207008");
        assertThat(changed(before))
                .contains("core.claim", "core.coverage", "fhir.patient")
                .doesNotContain("core.patient");
    }

    private Set<String> changed(Map<String, String> before) {
        Set<String> changed = new TreeSet<>();
        definitions().forEach((job, definition) -> {
            if (!definition.equals(before.get(job))) {
                changed.add(job);
            }
        });
        return changed;
    }

    private Map<String, String> definitions() {
        House house = House.open(folder, folder.resolve("home"));
        Map<String, String> definitions = new TreeMap<>();
        new JobCatalog(house.specs(), house.views())
                .graph()
                .jobs()
                .forEach(job -> definitions.put(job.name(), job.definition()));
        return definitions;
    }

    private void alter(String from, String to) throws IOException {
        Path file = folder.resolve("conf/feeds/synthea_csv.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static Job[] jobs(String... names) {
        return Houses.jobs(List.of(names));
    }

    private static Path corpus() {
        String corpora = System.getenv("CHARTHOUSE_CORPORA");
        Assumptions.assumeTrue(corpora != null, "CHARTHOUSE_CORPORA names no folder of outside data");
        return Path.of(corpora, "synthea-csv-27");
    }

    private static List<CSVRecord> records(Path file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader =
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            return format.parse(reader).getRecords();
        }
    }

    private static BigDecimal sum(List<CSVRecord> lines, String column, Set<String> types) {
        return lines.stream()
                .filter(line -> types.contains(line.get("TYPE")))
                .map(line -> new BigDecimal(line.get(column)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2);
    }

    private static BigDecimal sum(TinyHouse house, String column) {
        return new BigDecimal(house.rows("core.claim_line", "CAST(sum(" + column + ") AS STRING)")
                .get(0));
    }
}
