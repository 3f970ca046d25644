package org.charthouse.synthetic.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charthouse.synthetic.defect.Truth;
import org.charthouse.synthetic.source.Draw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries of a hospital with three tables, written by hand. */
class RedeliveryTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-31");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aThirdDeliveryAddsFilesAndChangesNone() throws IOException {
        hospital(6);
        Map<String, String> two = deliver(2);
        Map<String, String> three = deliver(3);
        assertThat(three).containsAllEntriesOf(two);
        assertThat(three.keySet()).contains("landing/facility_a/2026-02-14/observation.csv");
        assertThat(two.keySet()).noneMatch(file -> file.contains("2026-02-14") || file.contains(".late."));
    }

    @Test
    void aNewPatientArrivesWithAllThatBelongsToThePatient() throws IOException {
        hospital(6);
        Map<String, String> files = deliver(2);
        List<String> known = ids(text(files, "first/patient.csv"));
        List<String> fresh = ids(text(files, "landing/facility_a/2026-02-07/patient.csv"));
        fresh.removeAll(known);
        assertThat(fresh).hasSize(1);
        String ofPatient = "\\d+," + fresh.get(0) + ",.*";
        assertThat(text(files, "first/observation.csv").lines()).noneMatch(line -> line.matches(ofPatient));
        assertThat(text(files, "first/encounter.csv").lines()).noneMatch(line -> line.matches(ofPatient));
        assertThat(text(files, "landing/facility_a/2026-02-07/observation.csv").lines())
                .filteredOn(line -> line.matches(ofPatient))
                .hasSize(30);
    }

    @Test
    void deletionsHaveAColumnOfTheirOwnAndHalfOfThemNothingElse() throws IOException {
        hospital(6);
        String deleted = text(deliver(2), "landing/facility_a/2026-02-07/observation.deleted.csv");
        assertThat(deleted).startsWith("observation_id,").contains("updated_at,is_deleted\n");
        assertThat(deleted.lines().skip(1)).allMatch(line -> line.endsWith("Z,true"));
        assertThat(deleted.lines().filter(line -> line.matches("\\d+,,,,,2026-02-0[1-7]T[^,]*,true")))
                .hasSizeBetween(10, 30);
    }

    @Test
    void aHospitalWithOnePatientKeepsThePatient() throws IOException {
        hospital(1);
        Map<String, String> files = deliver(3);
        assertThat(ids(text(files, "first/patient.csv"))).containsExactly("patient_id", "1");
        assertThat(ids(text(files, "landing/facility_a/2026-02-14/patient.csv")))
                .contains("1");
    }

    private void hospital(int patients) throws IOException {
        List<String> patient = new ArrayList<>(List.of("patient_id,family_name,birth_date,updated_at"));
        List<String> encounter = new ArrayList<>(List.of("encounter_id,patient_id,end_at,updated_at"));
        List<String> observation =
                new ArrayList<>(List.of("observation_id,patient_id,encounter_id,code,value_number,updated_at"));
        for (int p = 1; p <= patients; p++) {
            patient.add("%d,Moss,1970-01-02,2025-03-04T00:00:00Z".formatted(p));
            for (int e = 1; e <= 10; e++) {
                encounter.add("%d,%d,2025-03-04T05:06:07Z,2025-03-04T06:00:00Z".formatted(encounter.size(), p));
                for (int o = 1; o <= 3; o++) {
                    observation.add("%d,%d,%d,8867-4,%d,2025-03-04T07:00:00Z"
                            .formatted(observation.size(), p, encounter.size() - 1, 60 + o));
                }
            }
        }
        Path good = Files.createDirectories(directory.resolve("good"));
        Files.write(good.resolve("patient.csv"), patient);
        Files.write(good.resolve("encounter.csv"), encounter);
        Files.write(good.resolve("observation.csv"), observation);
    }

    /** All files of so many deliveries, by path. */
    private Map<String, String> deliver(int deliveries) throws IOException {
        Path out = directory.resolve("out" + deliveries);
        Routes routes =
                new Routes("facility_a", new Schedule(DAY, deliveries), out.resolve("landing"), out.resolve("first"));
        Redelivery<?> redelivery = Redelivery.csv(directory.resolve("good"), routes, new Draw(5));
        redelivery.write();
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        try (Truth truth = new Truth(directory.resolve("truth" + deliveries))) {
            truth.tellDeliveries();
            redelivery.tell(truth);
        }
        assertThat(Files.readAllLines(directory.resolve("truth" + deliveries + "/arrival.csv")))
                .hasSameSizeAs(arrived(files.keySet()));
        return files;
    }

    /** The header of the truth, and a row for each file: the good ones of the first delivery have the names of those to come. */
    private static List<String> arrived(Iterable<String> files) {
        List<String> rows = new ArrayList<>(List.of("step,path"));
        files.forEach(rows::add);
        return rows;
    }

    private static String text(Map<String, String> files, String path) {
        return files.getOrDefault(path, "");
    }

    private static List<String> ids(String text) {
        return new ArrayList<>(text.lines().map(line -> line.split(",", 2)[0]).toList());
    }
}
