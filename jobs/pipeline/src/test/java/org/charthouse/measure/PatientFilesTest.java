package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charthouse.measure.data.PatientFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a resource of a plain file is. */
class PatientFilesTest {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final PatientFiles files = new PatientFiles(0);

    @Test
    void aResourceIsOfThePatientThatItNamesAndWhatNamesNobodyIsOfNobody() throws IOException {
        write("Patient.ndjson", patient("a"), patient("b"));
        write("Observation.ndjson", observation("1", "Patient/a"), observation("2", "Patient/b"), observation("3", ""));
        assertThat(persons()).containsExactly("a: Observation/1", "b: Observation/2");
        assertThat(files.unowned().namingNobody()).isEqualTo(1);
    }

    @Test
    void thatAPatientIsAloneMakesNothingOfOthersHis() throws IOException {
        write("Patient.ndjson", patient("a"));
        write("Observation.ndjson", observation("1", "Patient/a"), observation("2", "Patient/z"), observation("3", ""));
        assertThat(persons()).containsExactly("a: Observation/1");
        assertThat(files.unowned().namingNobody()).isEqualTo(1);
        assertThat(files.unowned().namingAbsent()).isEqualTo(1);
    }

    @Test
    void whatIsNobodysByItsKindIsEverybodys() throws IOException {
        write("Patient.ndjson", patient("a"), patient("b"));
        write("Location.ndjson", "{\"resourceType\":\"Location\",\"id\":\"9\"}");
        assertThat(persons()).containsExactly("a: Location/9", "b: Location/9");
        assertThat(files.unowned().namingNobody()).isZero();
    }

    @Test
    void aBundleWithOnePatientIsAllOfHim() throws IOException {
        write(
                "one.json",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + patient("a") + "},{\"resource\":"
                        + observation("1", "") + "}]}");
        assertThat(persons()).containsExactly("a: Observation/1");
    }

    @Test
    void foldersOfOneTypeEachAreReadTogether() throws IOException {
        write("Patient/p.ndjson", patient("a"), patient("b"));
        write("Observation/o.ndjson", observation("1", "Patient/a"), observation("2", "Patient/b"));
        assertThat(persons()).containsExactly("a: Observation/1", "b: Observation/2");
    }

    @Test
    void foldersOfOneCaseEachStandForThemselves() throws IOException {
        write("first/p.json", patient("a"));
        write("first/o.json", observation("1", "Patient/a"));
        write("second/p.json", patient("a"));
        write("second/o.json", observation("2", "Patient/a"));
        assertThat(persons()).containsExactly("a: Observation/1", "a: Observation/2");
    }

    private List<String> persons() {
        List<String> told = new ArrayList<>();
        for (PatientFiles.Batch batch : PatientFiles.batches(folder)) {
            for (PatientFiles.Person person : files.persons(batch)) {
                Map<String, List<String>> ids = new TreeMap<>();
                person.resources()
                        .forEach((type, elements) -> elements.stream()
                                .filter(element -> !type.equals("Patient"))
                                .forEach(element -> ids.computeIfAbsent(person.id(), unknown -> new ArrayList<>())
                                        .add(type + "/" + element.text("id"))));
                ids.forEach((id, resources) -> told.add(id + ": " + String.join(" ", resources)));
            }
        }
        return told.stream().sorted().toList();
    }

    private void write(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    private static String patient(String id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";
    }

    private static String observation(String id, String subject) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id + "\""
                + (subject.isEmpty() ? "" : ",\"subject\":{\"reference\":\"" + subject + "\"}") + "}";
    }
}
