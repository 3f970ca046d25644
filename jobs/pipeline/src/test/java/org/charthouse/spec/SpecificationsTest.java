package org.charthouse.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test alters one thing in a copy of the shipped files. */
class SpecificationsTest {

    @TempDir
    private Path copy = Path.of("");

    @BeforeEach
    void copyTheShippedFiles() throws IOException {
        for (String root : List.of("conf", "schemas")) {
            try (Stream<Path> walk = Files.walk(SharedSpark.install().resolve(root))) {
                for (Path from : walk.toList()) {
                    Files.copy(from, copy.resolve(SharedSpark.install().relativize(from)));
                }
            }
        }
    }

    @Test
    void theShippedConfigurationHasNoProblem() {
        Specifications read = read();
        assertThat(read.feeds().keySet()).contains("facility_a", "facility_b");
        assertThat(read.extracts()).hasSize(19);
        assertThat(read.contract(TableName.of("core.patient")).key()).containsExactly("source_system", "patient_id");
        assertThat(read.knows(TableName.of("fhir.medication_request"))).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "conf/charthouse.yaml; 'landing: landing'; 'lading: landing'; Unknown key 'lading'; 4; did you mean 'landing'?",
                "conf/charthouse.yaml; 'writer-threads: 4 '; 'writer-threads: four '; Wrong value; 10; correct the value of 'writer-threads'",
                "conf/charthouse.yaml; 'writer-threads: 4 '; 'writer-threads: 65 '; Wrong value; 10; correct the value of 'writer-threads'",
                "conf/feeds/facility_a.yaml; 'format: csv '; 'format: cvs '; Unknown word 'cvs'; 5; use one of: csv, fhir",
                "conf/feeds/facility_a.yaml; 'folder: facility_a'; '# no folder'; Missing key 'folder'; 3; add 'folder:'",
                "conf/feeds/facility_a.yaml; 'folder: facility_a'; 'feed: facility_z'; Key given twice; 6; keep one",
                "conf/feeds/facility_a.yaml; 'folder: facility_a'; 'folder: [facility_a'; Not readable as YAML; 7; mend indentation, quotes or colons near that line",
                "conf/identity/default.yaml; 'of: [national_id]'; 'of: [nationalid]'; Unknown field 'nationalid'; 117; did you mean 'national_id'?",
                "conf/marts/chronic_prevalence.yaml; core.condition,; core.conditon,; Unknown name 'core.conditon'; 5; did you mean 'core.condition'?",
                "conf/mappings/patient.yaml; 'resource: Patient'; 'resource: Pateint'; Unknown name 'Pateint'; 2; did you mean 'Patient'?",
                "conf/mappings/patient.yaml; 'key: patient_id'; 'key: patientid'; Unknown name 'patientid'; 4; did you mean 'patient_id'?",
                "schemas/extract/department.yaml; 'classification: technical'; 'classification: techical'; Unknown word 'techical'; 51; did you mean 'technical'?",
                "schemas/extract/department.yaml; extract.organization.organization_id; extract.organisation.organization_id; Unknown name 'extract.organisation'; 9; did you mean 'extract.organization'?",
            })
    void aSlipIsToldWithItsLineAndTheNearestWord(
            String file, String from, String to, String what, int line, String cure) throws IOException {
        alter(file, from, to);
        assertThat(problems()).anySatisfy(problem -> {
            assertThat(problem.what()).isEqualTo(what);
            assertThat(String.valueOf(problem.place())).startsWith(file + ":" + line);
            assertThat(problem.cure()).isEqualTo(cure);
        });
    }

    @Test
    void aCaseThatUsesAnUnknownColumnIsToldWithTheNearestOne() throws IOException {
        alter("conf/marts/chronic_prevalence.cases.yaml", "birth_on: 1980-01-01", "birht_on: 1980-01-01");
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).endsWith("uses column 'birht_on'");
            assertThat(problem.reason()).isEqualTo("identity.golden_record has no such column");
            assertThat(problem.cure()).isEqualTo("did you mean 'birth_on'?");
        });
    }

    @Test
    void problemsInDifferentFilesAreToldAtOnce() throws IOException {
        alter("conf/feeds/facility_a.yaml", "format: csv ", "format: tsv ");
        alter("conf/mappings/patient.yaml", "resource: Patient", "resource: Pateint");
        alter("schemas/extract/department.yaml", "status: active", "status: actve");
        assertThat(problems())
                .extracting(problem -> String.valueOf(problem.place()).replaceFirst(":.*", ""))
                .containsExactly(
                        "conf/feeds/facility_a.yaml", "conf/mappings/patient.yaml", "schemas/extract/department.yaml");
    }

    @Test
    void twoFilesThatDefineTheSameAreTold() throws IOException {
        Files.copy(copy.resolve("conf/feeds/facility_a.yaml"), copy.resolve("conf/feeds/facility_c.yaml"));
        assertThat(problems())
                .allSatisfy(
                        problem -> assertThat(String.valueOf(problem.place())).startsWith("conf/feeds/facility_c.yaml"))
                .extracting(Problem::what)
                .containsExactly("Defined twice: facility_a", "The file is not named 'facility_a'");
    }

    @Test
    void twoFeedsOfOneFolderAreTold() throws IOException {
        String feed = Files.readString(copy.resolve("conf/feeds/facility_a.yaml"));
        Files.writeString(
                copy.resolve("conf/feeds/facility_c.yaml"), feed.replace("feed: facility_a", "feed: facility_c"));
        assertThat(problems()).extracting(Problem::what).containsExactly("Two feeds deliver into folder 'facility_a'");
    }

    @Test
    void aMartThatReadsItselfIsTold() throws IOException {
        Path mart = copy.resolve("conf/marts/chronic_prevalence.yaml");
        Files.writeString(mart, Files.readString(mart).replace("inputs: [", "inputs: [mart.chronic_prevalence, "));
        assertThat(problems()).extracting(Problem::what).contains("A mart reads itself");
    }

    @Test
    void aMartWithoutItsQueryIsTold() throws IOException {
        Files.delete(copy.resolve("conf/marts/chronic_prevalence.sql"));
        assertThat(problems()).extracting(Problem::what).containsExactly("No query");
    }

    @Test
    void aMartWithoutCasesIsTold() throws IOException {
        Files.delete(copy.resolve("conf/marts/chronic_prevalence.cases.yaml"));
        assertThat(problems()).extracting(Problem::what).containsExactly("No worked cases");
    }

    @Test
    void aFileWithControlCharactersIsAProblemAndNotABug() throws IOException {
        alter("conf/feeds/facility_a.yaml", "folder: facility_a", "folder: facility\u0001_a");
        assertThat(problems()).extracting(Problem::what).containsExactly("Not readable as YAML");
    }

    @Test
    void aFileThatIsNotUtf8IsAProblemAndNotABug() throws IOException {
        Files.write(copy.resolve("conf/feeds/facility_a.yaml"), new byte[] {'f', (byte) 0xFC, ':'});
        assertThat(problems()).extracting(Problem::what).containsExactly("Cannot read the file");
    }

    private void alter(String file, String from, String to) throws IOException {
        Path path = copy.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    }

    private Specifications read() {
        return Specifications.read(copy.resolve("conf"), copy.resolve("schemas"));
    }

    private List<Problem> problems() {
        UserError error = catchThrowableOfType(UserError.class, this::read);
        assertThat(error).isNotNull();
        assertThat(error.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        return error.problems();
    }
}
