package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.SharedSpark;
import org.charthouse.error.UserError;
import org.charthouse.identity.Decisions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Persons over several deliveries: ids that stay, what persons decide, and tables that follow. One life, told in order, as each run
 * builds on those before it.
 */
class PersonLifeTest {

    private static final String ANN = "Ann,Miller,1980-05-06";
    private static final String BEN = "Ben,Stone,1971-01-02";

    @TempDir
    private Path home = Path.of("set by JUnit");

    @Test
    void personsKeepTheirIdsThroughDeliveriesDecisionsAndModels() throws IOException {
        PersonHouse house = new PersonHouse(home);
        house.deliver("a1," + ANN, "a2," + ANN, "b1," + BEN, "b2," + BEN, "c1,Cleo,Lake,1999-09-09");
        assertThat(house.persons()).isEqualTo("a1 a2|b1 b2|c1");
        Map<String, String> first = house.ids();
        whatCannotBeDecidedIsRefused(house);

        house.decide(Decisions.PARTED, "a1", "a2");
        house.decide(Decisions.LINKED, "b1", "c1");
        house.run();
        assertThat(house.persons()).isEqualTo("a1|a2|b1 b2 c1");
        tablesFollow(house, first);

        Path config = Files.createDirectory(home.resolve("config"));
        SharedSpark.copyConfiguration(config);
        Path model = config.resolve("conf/identity/default.yaml");
        Files.writeString(model, Files.readString(model).replace("match: 0.99", "match: 0.98"));
        house.land("d1,Dora,Field,1950-10-10");
        house.tiny().run(PersonHouse.jobs(House.open(config, home)));
        assertThat(house.tiny().rows("identity.model", "because"))
                .as("another model")
                .hasSize(2);
        assertThat(house.persons()).as("decisions outlive it").isEqualTo("a1|a2|b1 b2 c1|d1");

        house.decide(Decisions.UNDONE, "a1", "a2");
        house.delete("d1");
        house.run();
        assertThat(house.persons()).as("only what is undone is undone").isEqualTo("a1 a2|b1 b2 c1");
        assertThat(house.ids().get("a1")).as("the id of before").isEqualTo(first.get("a1"));
        assertThat(house.statuses()).containsExactly("ACTIVE", "ACTIVE", "MERGED", "MERGED", "RETIRED");

        house.decide(Decisions.UNDONE, "b1", "c1");
        house.deliver(
                "e1,Emil,Reed,1931-04-04",
                "f1,Frida,Ward,1942-05-05",
                "g1,Gus,Hall,1953-06-06",
                "h1,Hedda,Young,1964-07-07",
                "i1,Ivan,Moore,1975-08-08");
        assertThat(house.persons()).isEqualTo("a1 a2|b1 b2|c1|e1|f1|g1|h1|i1");
        assertThat(house.ids().get("c1"))
                .as("an id that was merged is not given again")
                .isNotEqualTo(first.get("c1"));
        assertThat(house.tiny().rows("identity.model", "records", "because"))
                .contains("10 there are twice as many records as it was trained on");
    }

    private static void tablesFollow(PersonHouse house, Map<String, String> first) {
        Map<String, String> now = house.ids();
        String apart = Objects.equals(now.get("a1"), first.get("a1")) ? "a2" : "a1";
        assertThat(now).containsEntry("c1", first.get("b1")).containsEntry("b2", first.get("b1"));
        assertThat(house.tiny().rows("identity.person", "person_id", "status", "replaced_by", "split_from"))
                .as("the smaller is merged, and what is parted says where it is from")
                .contains(
                        first.get("c1") + " MERGED " + first.get("b1") + " null",
                        first.get("a1") + " ACTIVE null null",
                        now.get(apart) + " ACTIVE null " + first.get("a1"));
        assertThat(house.tiny().rows("core.patient", "patient_id", "person_id"))
                .as("tables follow")
                .containsExactlyElementsOf(house.tiny().rows("identity.link", "patient_id", "person_id"));
        assertThat(house.tiny().rows("identity.link_history", "patient_id", "reason", "actor"))
                .filteredOn(row -> row.contains("decided"))
                .isNotEmpty()
                .allMatch(row -> row.endsWith("decided by a person " + Access.actor()));
    }

    private static void whatCannotBeDecidedIsRefused(PersonHouse house) {
        for (List<String> wrong :
                List.of(List.of("a1", "nobody", "No such record"), List.of("a1", "a1", "A record and itself"))) {
            assertThatThrownBy(() -> house.decide(Decisions.LINKED, wrong.get(0), wrong.get(1)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(wrong.get(2));
        }
        assertThatThrownBy(() -> RecordName.of("a1"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("SOURCE/ID");
    }
}
