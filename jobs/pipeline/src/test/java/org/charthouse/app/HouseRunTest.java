package org.charthouse.app;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.pipeline.JobOutcome;
import org.charthouse.pipeline.RunReport;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two facilities' extracts through every stage, held against the truth that the generator wrote down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRunTest {

    /** Commits of the run log and of what stages hand on, beside one of each table. */
    private static final int COMMITS_OF_OPS = 12;

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private House house = House.open(Houses.INSTALL, Path.of("replaced before the tests"));
    private Lake lake = Houses.lake(house);
    private Manifest manifest = Manifest.empty();
    private long commitsOfFirstRun;

    @BeforeAll
    void runOnce() {
        house = Houses.with(folder.resolve("house"));
        lake = Houses.lake(house);
        RunReport report = Houses.run(house);
        assertThat(report.published()).isTrue();
        commitsOfFirstRun = Houses.commits(house.lakePath());
        manifest = house.manifest(lake);
    }

    @Test
    void aFirstRunMakesFewCommits() {
        System.out.println("commits of the first run: " + commitsOfFirstRun);
        assertThat(commitsOfFirstRun)
                .isPositive()
                .isLessThanOrEqualTo(manifest.tables().size() + COMMITS_OF_OPS);
    }

    @Test
    void everyMalformedLineIsInQuarantineAndNothingElseIs() throws IOException {
        LineNumbers lines = new LineNumbers(house.landing());
        Set<String> found = new TreeSet<>();
        query(
                        "SELECT path, byte_offset, bytes FROM raw.quarantine JOIN ops.file USING (file_no) ORDER BY path, byte_offset")
                .collectAsList()
                .forEach(row ->
                        found.add(row.getString(0) + ":" + lines.at(row.getString(0), row.getLong(2), row.getLong(1))));
        Set<String> planted = new TreeSet<>();
        for (CSVRecord row : truth("malformed")) {
            planted.add(path(row) + ":" + row.get("line"));
        }
        assertThat(found).isNotEmpty().isEqualTo(planted);
    }

    @Test
    void eachFileIsReadWhole() throws IOException {
        Map<String, List<Long>> found = new TreeMap<>();
        query("SELECT path, rows_read, rows_loaded, rows_quarantined, rows_duplicate FROM ops.file")
                .collectAsList()
                .forEach(row -> found.put(
                        row.getString(0), List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))));
        Map<String, List<Long>> planted = new TreeMap<>();
        for (CSVRecord row : truth("file")) {
            planted.put(
                    path(row),
                    List.of(
                            Long.valueOf(row.get("lines")),
                            Long.valueOf(row.get("good")),
                            Long.valueOf(row.get("malformed")),
                            Long.valueOf(row.get("duplicate"))));
        }
        assertThat(found).isEqualTo(planted);
        found.values()
                .forEach(counts -> assertThat(counts.get(0)).isEqualTo(counts.get(1) + counts.get(2) + counts.get(3)));
        assertThat(query("SELECT count(*) FROM raw.record").first().getLong(0))
                .isEqualTo(found.values().stream()
                        .mapToLong(counts -> counts.get(1))
                        .sum());
    }

    @Test
    void equalIdsOfTwoFacilitiesAreDifferentThings() {
        long both = query("SELECT count(*) FROM core.encounter a JOIN core.encounter b USING (encounter_id)"
                        + " WHERE a.source_system = 'facility_a' AND b.source_system = 'facility_b'")
                .first()
                .getLong(0);
        long mixed = query("SELECT count(*) FROM core.encounter e JOIN identity.link l"
                        + " ON l.source_system = e.source_system AND l.patient_id = e.patient_id"
                        + " WHERE l.person_id <> e.person_id OR e.person_id IS NULL")
                .first()
                .getLong(0);
        long doubled = query("SELECT count(*) - count(DISTINCT source_system, encounter_id) FROM core.encounter")
                .first()
                .getLong(0);
        assertThat(both).as("ids that both facilities use").isPositive();
        assertThat(mixed).as("encounters with the person of another record").isZero();
        assertThat(doubled).as("encounters that a join multiplied").isZero();
    }

    @Test
    void theRecordsOfEachPersonAreFoundAndNoOthers() throws IOException {
        Map<String, String> truth = new HashMap<>();
        for (CSVRecord row : truth("person")) {
            truth.put(row.get("facility") + "|" + row.get("patient_id"), row.get("person"));
        }
        Map<String, Set<String>> persons = new HashMap<>();
        for (Row row : query("SELECT source_system, patient_id, person_id FROM identity.link")
                .collectAsList()) {
            persons.computeIfAbsent(row.getString(2), any -> new HashSet<>())
                    .add(row.getString(0) + "|" + row.getString(1));
        }
        Map<String, Set<String>> people = new HashMap<>();
        persons.values()
                .forEach(records -> records.forEach(
                        record -> people.computeIfAbsent(String.valueOf(truth.get(record)), any -> new HashSet<>())
                                .add(record)));
        assertThat(persons.values()).isNotEmpty().containsExactlyInAnyOrderElementsOf(people.values());
        assertThat(persons.values())
                .anySatisfy(records -> assertThat(records)
                        .anySatisfy(record -> assertThat(record).startsWith("facility_a"))
                        .anySatisfy(record -> assertThat(record).startsWith("facility_b")));
    }

    @Test
    void conditionalReferencesOfTheBulkExportAreResolved() {
        Row counts = query("SELECT count(*), count(p.individual.key), count_if(p.individual.key LIKE 'Practitioner/%')"
                        + " FROM (SELECT explode(participant) AS p FROM fhir.encounter WHERE source_system = 'facility_b')"
                        + " WHERE p.individual.reference LIKE '%?identifier=%'")
                .first();
        assertThat(counts.getLong(0)).as("conditional references").isPositive();
        assertThat(counts.getLong(1)).as("resolved").isEqualTo(counts.getLong(0));
        assertThat(counts.getLong(2)).as("resolved to a practitioner").isEqualTo(counts.getLong(0));
        long dangling = query("SELECT count(*) FROM core.encounter e LEFT ANTI JOIN fhir.practitioner p"
                        + " ON p.source_system = e.source_system AND p.id = e.practitioner_id"
                        + " WHERE e.practitioner_id IS NOT NULL")
                .first()
                .getLong(0);
        assertThat(dangling).as("practitioners that are not there").isZero();
    }

    @Test
    void plantedOrphansAreFoundByTheContractsAndNothingElseIs() throws IOException {
        Map<String, Long> planted = new TreeMap<>();
        for (CSVRecord row : truth("orphan")) {
            switch (row.get("kind")) {
                case "encounter-patient" -> planted.merge("core.encounter.patient_id", 1L, Long::sum);
                case "observation-encounter" -> planted.merge("core.observation.encounter_id", 1L, Long::sum);
                default -> planted.merge("core.encounter.location_id", 1L, Long::sum);
            }
        }
        Map<String, Long> found = new TreeMap<>();
        query("SELECT table_name || '.' || column_name, rows_violating FROM dq.result"
                        + " WHERE kind = 'reference' AND table_name IN ('core.encounter', 'core.observation')"
                        + " AND rows_violating > 0")
                .collectAsList()
                .forEach(row -> found.put(row.getString(0), row.getLong(1)));
        assertThat(found.keySet()).isEqualTo(planted.keySet());
        found.forEach((column, rows) -> assertThat(rows).as(column).isGreaterThanOrEqualTo(planted.get(column)));
        assertThat(query("SELECT count(*) FROM dq.failing_row").first().getLong(0))
                .isEqualTo(query("SELECT sum(rows_violating) FROM dq.result WHERE severity <> 'characterisation'")
                        .first()
                        .getLong(0));
    }

    /** Each line that the generator spoilt, by a rule that is meant for that; a copy of a line is no row (see eachFileIsReadWhole). */
    @Test
    void eachPlantedDefectIsFoundByARuleMeantForIt() {
        Confusion confusion = new Confusion(Houses.extracts(), HouseRunTest.this::query);
        System.out.println(confusion.table());
        assertThat(confusion.planted()).isGreaterThan(20);
        assertThat(confusion.missed()).isEmpty();
    }

    @Test
    void aSecondRunWithNothingNewCommitsItsLineInTheLogAlone() {
        Map<TableName, Long> before = manifest.tables();
        long commits = Houses.commits(house.lakePath());
        RunReport again = Houses.run(house);
        assertThat(again.published()).isFalse();
        assertThat(again.outcomes())
                .allSatisfy(outcome -> assertThat(outcome.state()).isEqualTo(JobOutcome.State.UNCHANGED));
        before.forEach((table, version) ->
                assertThat(lake.version(table)).as(table.toString()).isEqualTo(version));
        assertThat(house.manifest(lake).run()).isEqualTo(manifest.run());
        assertThat(Houses.commits(house.lakePath())).as("the run's own line").isEqualTo(commits + 1);
    }

    @Test
    void ratesOfOwnMeasuresAreThoseOfACountByHand() {
        assertThat(MeasuresByHand.MEASURES.keySet()).hasSizeGreaterThanOrEqualTo(2);
        MeasuresByHand.MEASURES.forEach((measure, counted) -> {
            List<Row> found = query(MeasuresByHand.found(measure)).collectAsList();
            assertThat(found).as(measure).isEqualTo(query(counted).collectAsList());
            assertThat(found.get(0).getLong(0))
                    .as("persons counted for " + measure)
                    .isPositive();
        });
    }

    @Test
    void partitionsFileOrderAndTimeZoneDoNotChangeContent() throws IOException {
        SortedMap<String, String> expected = hashes(house);
        House other = Houses.with(folder.resolve("other"));
        shuffle(other.landing());
        assertThat(hashesUnder(other, "7", "Asia/Kolkata")).isEqualTo(expected);
    }

    private static SortedMap<String, String> hashesUnder(House other, String partitions, String zone) {
        TimeZone before = TimeZone.getDefault();
        String key = "spark.sql.shuffle.partitions";
        String usual = SharedSpark.session().conf().get(key);
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            SharedSpark.session().conf().set(key, partitions);
            Houses.run(other);
            return hashes(other);
        } finally {
            TimeZone.setDefault(before);
            SharedSpark.session().conf().set(key, usual);
        }
    }

    /** Lines in another order, one file in two parts whose names sort the other way round. */
    private static void shuffle(Path landing) throws IOException {
        for (Path file : List.of(
                landing.resolve("facility_a/2026-01-31/encounter.csv"),
                landing.resolve("facility_b/2026-01-31/Observation.ndjson"))) {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            List<String> header = file.toString().endsWith(".csv") ? List.of(lines.remove(0)) : List.of();
            Collections.reverse(lines);
            int half = lines.size() / 2;
            String name = String.valueOf(file.getFileName());
            String ending = name.substring(name.indexOf('.'));
            String stem = name.substring(0, name.indexOf('.'));
            Files.delete(file);
            write(file.resolveSibling(stem + ".1" + ending), header, lines.subList(half, lines.size()));
            write(file.resolveSibling(stem + ".2" + ending), header, lines.subList(0, half));
        }
    }

    private static void write(Path file, List<String> header, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(header);
        all.addAll(lines);
        Files.write(file, all);
    }

    /** Of all tables but those that tell of files and runs. */
    private static SortedMap<String, String> hashes(House of) {
        return Houses.hashes(of, Set.of("raw", "fhir", "identity", "core", "dq", "measure", "mart"));
    }

    private Dataset<Row> query(String sql) {
        DeclaredSql declared = new DeclaredSql(lake.session()).asOf(manifest.asOf());
        manifest.tables().forEach((table, version) -> {
            if (version != Lake.ABSENT) {
                declared.with(table.toString(), lake.read(table, version));
            }
        });
        return declared.query(sql).select(col("*"));
    }

    private static List<CSVRecord> truth(String name) {
        return Houses.truth(Houses.extracts(), name);
    }

    private static String path(CSVRecord row) {
        return row.get("facility") + "/2026-01-31/" + row.get("file");
    }
}
