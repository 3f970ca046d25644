package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a record says beside its newest values: former ones, earlier versions, and which record replaces it. */
class PersonVersionsTest {

    @TempDir
    private Path home = Path.of("set by JUnit");

    @Test
    void whatASourceReplacesIsOnePersonAndFormerNamesCount() {
        PersonHouse house = new PersonHouse(home);
        house.tiny().land("facility_b/2026-01-01/Patient.ndjson", """
                        {"resourceType":"Patient","id":"old","active":false,"name":[{"given":["Ann"],"family":"Miller"}],\
                        "birthDate":"1980-05-06","link":[{"other":{"reference":"Patient/new"},"type":"replaced-by"}],\
                        "meta":{"lastUpdated":"2020-01-01T00:00:00Z"},\
                        "address":[{"line":["1 Elm St"],"city":"Salem","postalCode":"01970"}]}
                        {"resourceType":"Patient","id":"new","name":[{"given":["Johanna"],"family":"Stone"}],\
                        "birthDate":"1971-01-02","meta":{"lastUpdated":"2021-01-01T00:00:00Z"},\
                        "address":[{"line":["7 Oak Rd"],"state":"MA"}]}
                        {"resourceType":"Patient","id":"lost","name":[{"given":["Cleo"],"family":"Lake"}],\
                        "link":[{"other":{"reference":"Patient/nobody"},"type":"replaced-by"}]}
                        {"resourceType":"Patient","id":"now","birthDate":"1960-05-06","gender":"female",\
                        "name":[{"use":"official","given":["Annabel"],"family":"Ward"},{"use":"old","given":["Annabel"],"family":"Reed"}],\
                        "telecom":[{"system":"phone","value":"555-111-2222"},{"system":"phone","value":"555-333-4444"}]}
                        {"resourceType":"Patient","id":"then","birthDate":"1960-05-06","gender":"female",\
                        "name":[{"given":["Annabel"],"family":"Reed"}],"telecom":[{"system":"phone","value":"555-333-4444"}]}
                        """);
        house.run();
        assertThat(house.persons()).isEqualTo("lost|new old|now then");
        assertThat(house.tiny().rows("identity.link", "patient_id", "reason"))
                .contains("old replaced, says the source", "new replaced, says the source");
        assertThat(house.tiny()
                        .rows(
                                "identity.golden_record",
                                "given_name",
                                "address_line",
                                "city",
                                "state",
                                "postcode",
                                "birth_on"))
                .as("an address is of one record")
                .contains("Johanna 7 Oak Rd null MA null 1971-01-02");
        assertThat(house.tiny()
                        .rows("identity.golden_record", "to_json(provenance)")
                        .toString())
                .contains("""
                        {"attribute":"address","source_system":"facility_b","patient_id":"new","because":"the latest version"}""", """
                        {"attribute":"name","source_system":"facility_b","patient_id":"lost","because":"the only record"}""");
    }

    @Test
    void earlierVersionsCountInWhateverOrderTheyComeAndOverlaysDoNot() {
        String[] versions = {
            "a1,Annabel,Miller,1980-05-06,555-333-4444",
            "c1,Konrad,Winter,1944-02-03,555-777-8888",
            "d1,Konrad,Winter,1944-02-03,555-777-8888",
            "a1,Annabel,Stone,1980-05-06,555-111-2222",
            "c1,Bertram,Field,1951-11-23,555-999-0000",
            "b1,Annabel,Miller,1980-05-06,555-333-4444"
        };
        PersonHouse house = new PersonHouse(home.resolve("one"));
        for (int i = 0; i < versions.length; i++) {
            house.version(i + 1, versions[i]);
            if (i % 3 == 2) {
                house.run();
            }
        }
        assertThat(house.persons()).isEqualTo("a1 b1|c1|d1");
        assertThat(house.tiny().rows("identity.overlay", "patient_id", "score < 0.5"))
                .as("a record that was overwritten")
                .containsExactly("c1 true");

        PersonHouse atOnce = new PersonHouse(home.resolve("all"));
        for (int i = versions.length; i > 0; i--) {
            atOnce.version(i, versions[i - 1]);
        }
        atOnce.run();
        for (String columns : new String[] {"identity.patient_version known", "identity.overlay known_hash"}) {
            String table = columns.substring(0, columns.indexOf(' '));
            String column = columns.substring(table.length() + 1);
            assertThat(atOnce.tiny().rows(table, "patient_id", column))
                    .as(table)
                    .isEqualTo(house.tiny().rows(table, "patient_id", column));
        }
        assertThat(atOnce.persons()).isEqualTo(house.persons());
    }
}
