package org.charthouse.app;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.SharedSpark;
import org.charthouse.error.Problem;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Lake;
import org.charthouse.pipeline.JobGraph;
import org.charthouse.pipeline.RunListener;
import org.charthouse.pipeline.RunOrder;
import org.charthouse.pipeline.RunReport;
import org.charthouse.pipeline.Runner;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What is amiss with a delivery is told before its state is published, and the shipped rules find what was planted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GateTest {

    private static final LocalDate THIRD = LocalDate.parse("2026-02-14");
    private static final Set<String> KINDS =
            Set.of("observation", "immunization", "department", "Observation", "Immunization", "Location");
    private static final String WARDS = "facility_a/2026-02-21/department.csv";
    private static final String HEADER = "department_id,organization_id,name,department_type,updated_at\n";

    @TempDir
    private static Path folder = Path.of("set by JUnit");

    private House house = House.open(Houses.INSTALL, Path.of("replaced before the tests"));
    private RunReport third = new RunReport(0, THIRD, false, java.util.List.of(), java.util.List.of());

    @BeforeAll
    void takeInThreeDeliveries() {
        house = House.open(Houses.INSTALL, folder.resolve("house"));
        Path landing = Houses.deliveries().resolve("landing");
        Houses.truth(Houses.deliveries(), "arrival").forEach(row -> {
            Path file = Path.of(row.get("path"));
            if (KINDS.contains(file.getFileName().toString().replaceFirst("\\..*", ""))) {
                Houses.copy(landing.resolve(file), house.landing().resolve(file));
            }
        });
        third = run(THIRD);
    }

    @Test
    @Order(1)
    void aKindThatIsSilentAndOneOfATenthOfItsVolumeAreToldAndOnlyThese() {
        Set<String> planted = new TreeSet<>();
        Houses.truth(Houses.deliveries(), "pattern").forEach(row -> {
            if (Set.of("silent-kind", "tenth").contains(row.get("pattern"))) {
                String file = Path.of(row.get("path")).getFileName().toString();
                planted.add(row.get("source_system") + " " + file.substring(0, file.indexOf('.')));
            }
        });
        assertThat(planted).hasSize(2);
        assertThat(failing("feed_volume")).isEqualTo(planted);
        assertThat(third.published()).as("a warning stops nothing").isTrue();
        assertThat(third.outcomes())
                .filteredOn(outcome -> outcome.job().name().equals("gate"))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.report().note()).contains(planted));
    }

    @Test
    @Order(2)
    void aFeedThatSaysNothingForThreeTimesItsUsualPauseIsTold() {
        assertThat(failing("feed_silence")).isEmpty();
        run(THIRD.plusDays(21));
        assertThat(failing("feed_silence")).containsExactlyInAnyOrder("facility_a", "facility_b");
    }

    @Test
    @Order(3)
    void aDeliveryWithTooManyMalformedLinesLeavesTheStateInForceUntilItIsMended() throws IOException {
        long inForce = manifest();
        deliver(HEADER + broken(20) + broken(20) + wards(80));
        RunReport unfit = run(THIRD.plusDays(7));
        assertThat(unfit.published()).isFalse();
        assertThat(unfit.fatal())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .contains("malformed_lines", "facility_a has 33.3", "at most 20");
        assertThat(manifest()).isEqualTo(inForce);
        assertThat(run(THIRD.plusDays(7)).published())
                .as("what was unfit stays so while nothing changes")
                .isFalse();
        Files.delete(house.landing().resolve(WARDS));
        assertThat(run(THIRD.plusDays(7)).published())
                .as("a delivery that was taken back has been read")
                .isFalse();
        assertThat(run(new RunOrder(false, Set.of(), Optional.of(THIRD.plusDays(7)), true))
                        .fatal())
                .as("unless the run starts over")
                .isEmpty();
        assertThat(new Lake(SharedSpark.session(), house.lakePath())
                        .read(IngestJob.FILE)
                        .filter(col("path").equalTo(WARDS))
                        .isEmpty())
                .isTrue();

        deliver(HEADER + wards(120));
        assertThat(run(THIRD.plusDays(7)).published()).isTrue();
        assertThat(manifest()).isGreaterThan(inForce);
    }

    private void deliver(String text) throws IOException {
        Path file = house.landing().resolve(WARDS);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String broken(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append("broken ").append(i).append('\n');
        }
        return lines.toString();
    }

    private static String wards(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append(1000 + i).append(",4,Ward ").append(i).append(",medical,2026-02-20T18:05:00Z\n");
        }
        return lines.toString();
    }

    /** What the rules read, and the rules. */
    private RunReport run(LocalDate asOf) {
        return run(new RunOrder(false, Set.of(), Optional.of(asOf)));
    }

    private RunReport run(RunOrder order) {
        Lake lake = Houses.lake(house);
        JobGraph graph = new JobGraph(new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> job.stage() == Stage.INGEST || job.stage() == Stage.GATE)
                        .toList());
        return new Runner(house.specs(), lake, house.folders(), RunListener.SILENT, Clock.systemUTC())
                .run(graph, order, () -> THIRD);
    }

    private long manifest() {
        return house.manifests(Houses.lake(house)).latest().run();
    }

    private Set<String> failing(String rule) {
        Set<String> subjects = new TreeSet<>();
        new Lake(SharedSpark.session(), house.lakePath())
                .read(new TableName("dq", "gate"))
                .filter(col("rule").equalTo(rule).and(col("state").equalTo("failed")))
                .collectAsList()
                .forEach(row -> subjects.add(row.getString(row.fieldIndex("subject"))));
        return subjects;
    }
}
