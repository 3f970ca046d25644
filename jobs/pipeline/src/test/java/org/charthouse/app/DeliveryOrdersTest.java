package org.charthouse.app;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.Runner;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three deliveries of two facilities (increments, overlaps, corrections, versions out of order, deletions, a late file, a
 * file twice, full deliveries) in whatever order their files arrive: the lake ends as if all had come at once.
 */
@Tag("endurance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryOrdersTest {

    /** All that is content; what tells of arrivals, runs and past persons is not. */
    private static final Set<String> HISTORY =
            Set.of("identity.person", "identity.link_history", "raw.quarantine", "raw.repeat");

    /** Made like others that are compared; left out of the ten orders to save time. */
    private static final Set<String> LEFT_OUT = Set.of(
            "fhir.procedure",
            "fhir.immunization",
            "fhir.medication_request",
            "core.procedure",
            "core.immunization",
            "core.medication_order",
            "core.chronic_condition_code");

    private static final Set<String> ZONES = Set.of("raw", "fhir", "identity", "core");

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private SortedMap<String, String> atOnce = new TreeMap<>();
    private House reference = House.open(Houses.INSTALL, Path.of("replaced before the tests"));

    @BeforeAll
    void allAtOnce() {
        reference = House.open(Houses.INSTALL, folder.resolve("reference"));
        Houses.copy(Houses.deliveries().resolve("landing"), reference.landing());
        run(reference, RunOrder.usual(), Set.of());
        atOnce = content(reference);
    }

    @Test
    void eachRecordIsAliveOrDeletedAsTheTruthSays() {
        Map<String, Boolean> found = new TreeMap<>();
        Lake lake = Houses.lake(reference);
        Manifest manifest = reference.manifest(lake);
        manifest.tables().forEach((table, version) -> {
            if (table.zone().equals("fhir")) {
                lake.read(table, version)
                        .select("source_system", "id", "is_deleted")
                        .collectAsList()
                        .forEach(row -> found.put(
                                row.getString(0) + " " + table.name() + " " + row.getString(1), row.getBoolean(2)));
            }
        });
        Map<String, Boolean> planted = new TreeMap<>();
        for (CSVRecord row : Houses.truth(Houses.deliveries(), "version")) {
            String table = TableName.ofResource(row.get("resource")).name();
            planted.put(
                    row.get("source_system") + " " + table + " " + row.get("id"),
                    row.get("state").equals("deleted"));
        }
        assertThat(planted).containsValue(true).containsValue(false);
        assertThat(found).containsAllEntriesOf(planted);
    }

    @Test
    void theVersionThatWinsIsThatOfTheTruth() {
        Map<String, String> found = new TreeMap<>();
        Lake lake = Houses.lake(reference);
        reference.manifest(lake).tables().forEach((table, version) -> {
            if (table.zone().equals("fhir")) {
                lake.read(table, version)
                        .filter(col("source_system").equalTo("facility_b"))
                        .select("id", "place")
                        .collectAsList()
                        .forEach(row -> found.put(
                                table.name() + " " + row.getString(0),
                                row.getString(1).split("\\|", -1)[1]));
            }
        });
        Map<String, String> planted = new TreeMap<>();
        for (CSVRecord row : Houses.truth(Houses.deliveries(), "version")) {
            if (row.get("source_system").equals("facility_b")) {
                planted.put(TableName.ofResource(row.get("resource")).name() + " " + row.get("id"), row.get("path"));
            }
        }
        assertThat(planted).isNotEmpty();
        assertThat(found).containsAllEntriesOf(planted);
    }

    @Test
    void aFullRunOverTheSameRawRowsChangesNoContent() {
        run(reference, new RunOrder(true, Set.of(), Optional.empty()), Set.of());
        assertThat(content(reference)).isEqualTo(atOnce);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void filesInAnyOrderEndInTheSameContent(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> files = new ArrayList<>();
        Houses.truth(Houses.deliveries(), "arrival").forEach(row -> files.add(row.get("path")));
        assertThat(files).hasSizeGreaterThan(20);
        Collections.shuffle(files, random);
        int cut = 1 + random.nextInt(files.size() - 1);
        House house = House.open(Houses.INSTALL, folder.resolve("seed-" + seed));
        deliver(files.subList(0, cut), house);
        run(house, RunOrder.usual(), LEFT_OUT);
        deliver(files.subList(cut, files.size()), house);
        run(house, RunOrder.usual(), LEFT_OUT);
        SortedMap<String, String> expected = new TreeMap<>(atOnce);
        expected.keySet().removeAll(LEFT_OUT);
        assertThat(content(house)).isEqualTo(expected);
    }

    /** As far as the core tables; what comes after is always made whole from them. */
    private static void run(House house, RunOrder order, Set<String> without) {
        JobGraph graph = new JobGraph(new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> job.stage().compareTo(Stage.FLATTEN) <= 0)
                        .filter(job -> !without.contains(job.name()))
                        .toList());
        new Runner(house.specs(), Houses.lake(house), house.folders(), RunListener.SILENT, Clock.systemUTC())
                .run(graph, order, () -> LocalDate.EPOCH);
    }

    private static void deliver(List<String> files, House house) throws IOException {
        for (String file : files) {
            Path target = house.landing().resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(
                    Houses.deliveries().resolve("landing").resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static SortedMap<String, String> content(House house) {
        SortedMap<String, String> content = Houses.hashes(house, ZONES);
        content.keySet().removeAll(HISTORY);
        assertThat(content).hasSizeGreaterThan(12);
        return content;
    }
}
