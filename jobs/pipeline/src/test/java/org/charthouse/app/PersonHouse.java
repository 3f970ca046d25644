package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charthouse.TinyHouse;
import org.charthouse.app.ReviewDecisions.Word;
import org.charthouse.pipeline.Job;

/** A house in which patients of one source are loaded and linked. */
final class PersonHouse {

    private final TinyHouse tiny;
    private int delivery;

    PersonHouse(Path home) {
        this.tiny = new TinyHouse(home);
    }

    TinyHouse tiny() {
        return tiny;
    }

    /** A version of a record: {@code id,given,family,birth,phone}. */
    void version(int number, String line) {
        String[] values = line.split(",", -1);
        tiny.land(
                "facility_b/2026-01-%02d/Patient.ndjson".formatted(number),
                patient(values)
                        .replace(
                                "\"birthDate\"",
                                "\"telecom\":[{\"system\":\"phone\",\"value\":\"%s\"}],\"meta\":{\"lastUpdated\":\"202%d-01-01T00:00:00Z\"},\"birthDate\""
                                        .formatted(values[4], number)));
    }

    /** Lines {@code id,given,family,birth}, and a run. */
    void deliver(String... lines) {
        land(lines);
        run();
    }

    /** The lines alone. */
    void land(String... lines) {
        delivery++;
        tiny.land(
                "facility_b/2026-01-%02d/Patient.ndjson".formatted(delivery),
                Stream.of(lines).map(line -> patient(line.split(",", -1))).collect(Collectors.joining()));
    }

    /** That the source has deleted a record. */
    void delete(String id) {
        delivery++;
        tiny.land(
                "facility_b/2026-01-%02d/deleted.ndjson".formatted(delivery),
                ("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\","
                                + "\"url\":\"Patient/%s\"}}]}\n")
                        .formatted(id));
    }

    /** What became of all persons there ever were, sorted. */
    List<String> statuses() {
        return tiny.rows("identity.person", "status");
    }

    private static String patient(String... values) {
        return ("{\"resourceType\":\"Patient\",\"id\":\"%s\",\"name\":[{\"given\":[\"%s\"],\"family\":\"%s\"}],"
                        + "\"birthDate\":\"%s\"}\n")
                .formatted((Object[]) values);
    }

    void run() {
        assertThat(tiny.run(jobs(same())).published()).isTrue();
    }

    private House same() {
        return House.open(Houses.INSTALL, tiny.home());
    }

    static Job[] jobs(House house) {
        List<String> names = List.of(
                "ingest", "fhir.patient", "identity.patient_version", "identity_decisions", "identity", "core.patient");
        return new JobCatalog(house.specs(), house.views())
                .graph().jobs().stream()
                        .filter(job -> names.contains(job.name()))
                        .toArray(Job[]::new);
    }

    void decide(String decision, String a, String b) {
        House now = same();
        Word word = new Word(
                new RecordName("facility_b", a),
                new RecordName("facility_b", b),
                decision,
                Optional.empty(),
                Optional.<LocalDate>empty());
        new ReviewDecisions(now, tiny.lake()).make("identity review", List.of(word));
    }

    Map<String, String> ids() {
        Map<String, String> ids = new HashMap<>();
        tiny.rows("identity.link", "patient_id", "person_id").stream()
                .map(row -> row.split(" ", -1))
                .forEach(row -> ids.put(row[0], row[1]));
        return ids;
    }

    /** The records of each person, persons by their first record. */
    String persons() {
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
