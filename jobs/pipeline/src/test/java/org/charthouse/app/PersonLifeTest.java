package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.app.ReviewDecisions.Word;
import org.charthouse.error.UserError;
import org.charthouse.identity.Decisions;
import org.charthouse.pipeline.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Persons over several deliveries: ids that stay, what persons decide, and tables that follow. */
class PersonLifeTest {

    private static final String ANN = "Ann,Miller,1980-05-06";
    private static final String BEN = "Ben,Stone,1971-01-02";

    @TempDir
    private Path home = Path.of("set by JUnit");

    private TinyHouse house = new TinyHouse(Path.of("replaced before each test"));
    private int delivery;

    @BeforeEach
    void aHouse() {
        house = new TinyHouse(home);
    }

    @Test
    void aDecisionHoldsUntilItIsUndoneAndUndoesOnlyItself() {
        deliver("a1," + ANN, "a2," + ANN, "b1," + BEN, "c1,Cleo,Lake,1999-09-09");
        assertThat(persons()).isEqualTo("a1 a2|b1|c1");
        Map<String, String> before = ids();

        decide(Decisions.PARTED, "a1", "a2");
        decide(Decisions.LINKED, "b1", "c1");
        run();
        assertThat(persons()).isEqualTo("a1|a2|b1 c1");
        assertThat(house.rows("core.patient", "patient_id", "person_id"))
                .as("tables follow")
                .containsExactlyElementsOf(house.rows("identity.link", "patient_id", "person_id"));
        assertThat(house.rows("identity.link_history", "patient_id", "reason", "actor"))
                .filteredOn(row -> row.contains("decided"))
                .isNotEmpty()
                .allMatch(row -> row.endsWith("decided by a person " + Access.actor()));
        deliver("d1,Dora,Field,1950-10-10");
        assertThat(persons()).as("another delivery").isEqualTo("a1|a2|b1 c1|d1");

        decide(Decisions.UNDONE, "a1", "a2");
        run();
        assertThat(persons()).isEqualTo("a1 a2|b1 c1|d1");
        assertThat(ids().get("a1")).isEqualTo(before.get("a1"));
    }

    @Test
    void aDecisionOutlivesTheModel() throws IOException {
        deliver("a1," + ANN, "a2," + ANN, "b1," + BEN);
        decide(Decisions.PARTED, "a1", "a2");
        run();
        assertThat(house.rows("identity.model", "because")).hasSize(1);
        Path config = java.nio.file.Files.createDirectory(home.resolve("config"));
        SharedSpark.copyConfiguration(config);
        Path model = config.resolve("conf/identity/default.yaml");
        java.nio.file.Files.writeString(
                model, java.nio.file.Files.readString(model).replace("match: 0.99", "match: 0.98"));
        House other = House.open(config, home);
        house.run(jobs(other));
        assertThat(house.rows("identity.model", "because")).hasSize(2);
        assertThat(persons()).isEqualTo("a1|a2|b1");
    }

    @Test
    void twoPersonsThatBecomeOneKeepTheIdOfTheLargerAndTheOtherSaysWhereItWent() {
        deliver("a1," + ANN, "b1," + BEN, "b2," + BEN);
        Map<String, String> before = ids();
        decide(Decisions.LINKED, "a1", "b1");
        run();
        assertThat(ids()).containsEntry("a1", before.get("b1")).containsEntry("b2", before.get("b1"));
        assertThat(house.rows("identity.person", "person_id", "status", "replaced_by"))
                .contains(before.get("a1") + " MERGED " + before.get("b1"));
    }

    @Test
    void aModelIsTrainedAnewOnlyWhenThereAreTwiceAsManyRecords() {
        deliver("a1," + ANN, "b1," + BEN);
        deliver("c1,Cleo,Lake,1999-09-09");
        assertThat(house.rows("identity.model", "records")).containsExactly("2");
        deliver("d1,Dora,Field,1950-10-10");
        assertThat(house.rows("identity.model", "records", "because"))
                .containsExactly(
                        "2 there was none of this definition",
                        "4 there are twice as many records as it was trained on");
    }

    @Test
    void whatIsDecidedOfRecordsThatAreNotThereIsRefused() {
        deliver("a1," + ANN, "b1," + BEN);
        assertThatThrownBy(() -> decide(Decisions.LINKED, "a1", "nobody"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No such record");
        assertThatThrownBy(() -> decide(Decisions.LINKED, "a1", "a1"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("A record and itself");
        assertThatThrownBy(() -> RecordName.of("a1"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("SOURCE/ID");
    }

    /** Lines {@code id,given,family,birth}. */
    private void deliver(String... lines) {
        delivery++;
        house.land(
                "facility_b/2026-01-%02d/Patient.ndjson".formatted(delivery),
                Stream.of(lines).map(line -> patient(line.split(",", -1))).collect(Collectors.joining()));
        run();
    }

    private static String patient(String... values) {
        return ("{\"resourceType\":\"Patient\",\"id\":\"%s\",\"name\":[{\"given\":[\"%s\"],\"family\":\"%s\"}],"
                        + "\"birthDate\":\"%s\"}\n")
                .formatted((Object[]) values);
    }

    private void run() {
        assertThat(house.run(jobs(same())).published()).isTrue();
    }

    private House same() {
        return House.open(Houses.INSTALL, home);
    }

    private static Job[] jobs(House house) {
        List<String> names = List.of("ingest", "fhir.patient", "identity_decisions", "identity", "core.patient");
        return new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> names.contains(job.name()))
                        .toArray(Job[]::new);
    }

    private void decide(String decision, String a, String b) {
        House now = same();
        Word word = new Word(
                new RecordName("facility_b", a),
                new RecordName("facility_b", b),
                decision,
                Optional.empty(),
                Optional.<LocalDate>empty());
        new ReviewDecisions(now, house.lake()).make("identity review", List.of(word));
    }

    private Map<String, String> ids() {
        Map<String, String> ids = new HashMap<>();
        house.rows("identity.link", "patient_id", "person_id").stream()
                .map(row -> row.split(" ", -1))
                .forEach(row -> ids.put(row[0], row[1]));
        return ids;
    }

    /** The records of each person, persons by their first record. */
    private String persons() {
        return ids().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        Collectors.mapping(
                                Map.Entry::getKey,
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        records -> records.stream().sorted().collect(Collectors.joining(" "))))))
                .values()
                .stream()
                .sorted()
                .collect(Collectors.joining("|"));
    }
}
