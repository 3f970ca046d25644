package org.charthouse.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.SharedSpark;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.charthouse.terminology.list.CsvTable;
import org.charthouse.terminology.unit.SentResult;
import org.charthouse.terminology.unit.UnitTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of lists that are wrong. */
class TerminologyTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "code_system.csv; uri,code_format,aliases; http://a,loink,; Unknown code format 'loink'; 2",
                "code_system.csv; uri,code_format,aliases; http://a,any,LN & http://b,any,LN; Two code systems are called 'LN'; 3",
                "code_system.csv; uri,code_fromat,aliases; http://a,any,; Missing column 'code_format'; 0",
                "code_system.csv; uri,code_format,aliases; http://a,any; Wrong number of values; 2",
                "unit_alias.csv; spelling,unit,only_for; mmHg,mmHg,; Not a UCUM unit: 'mmHg'; 2",
                "unit_alias.csv; spelling,unit,only_for; lb,[lb_av], & lb,kg,; A line for what another line has said; 3",
                "canonical_unit.csv; code,unit,grams_per_mole,equivalents_per_mole,same_as,name; 1-8,mg/dL,heavy,,,x; Not a number in 'grams_per_mole'; 2",
                "unit_conversion.csv; code,from_unit,to_unit,add_before,multiply_by,divide_by,add_after; *,degF,Cel,,,,; Not a UCUM unit: 'degF'; 2",
            })
    void aWrongLineIsToldWithItsPlace(String file, String header, String lines, String what, int line)
            throws IOException {
        SortedMap<String, Path> files = new TreeMap<>(SharedSpark.specs().terminology());
        files.put(
                "normalize/" + file,
                Files.writeString(folder.resolve(file), header + "\n" + lines.replace(" & ", "\n") + "\n"));
        Problems problems = new Problems();
        Terminology.read(files, problems);
        assertThat(problems.sorted()).extracting(Problem::what).contains(what);
        assertThat(problems.sorted())
                .filteredOn(problem -> problem.what().equals(what))
                .allSatisfy(problem -> {
                    assertThat(problem.place()).isEqualTo(new Place("conf/terminology/normalize/" + file, line, null));
                });
    }

    @Test
    void aListThatIsGoneIsMissed() {
        SortedMap<String, Path> files = new TreeMap<>(SharedSpark.specs().terminology());
        files.remove("normalize/code_system.csv");
        Problems problems = new Problems();
        Terminology.read(files, problems);
        assertThat(problems.sorted()).extracting(Problem::what).containsExactly("A list is missing");
    }

    @Test
    void anyChangeOfAListIsAChangeOfTheDefinition() throws IOException {
        SortedMap<String, Path> files = new TreeMap<>(SharedSpark.specs().terminology());
        String before = Terminology.read(files).definition();
        files.put(
                "mappings/site.csv",
                Files.writeString(
                        folder.resolve("site.csv"),
                        "code_system,code,normalized_system,normalized_code,reviewed_by,reviewed_on\n"));
        assertThat(Terminology.read(files).definition()).isNotEqualTo(before);
    }

    @Test
    void everyCodeWithACanonicalUnitIsWrittenAsLoincWritesCodes() {
        Path file = Objects.requireNonNull(SharedSpark.specs().terminology().get("normalize/canonical_unit.csv"));
        Problems problems = new Problems();
        CsvTable table = CsvTable.read(file, "list", UnitTables.CANONICAL, problems);
        assertThat(problems.sorted()).isEmpty();
        assertThat(table.lines()).hasSizeGreaterThan(90);
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(CodeFormat.LOINC.canonical(line.text("code")))
                        .isEqualTo(line.text("code")));
    }

    /** Jobs of one run hand the same lists to Spark one after another. */
    @Test
    void listsThatWereUsedCanTravelAndAnswerAsBefore() throws IOException, ClassNotFoundException {
        Terminology used = Terminology.read(SharedSpark.specs().terminology());
        SentResult sent = new SentResult("5.5", "<", "mmol/L", null, null);
        String code = String.valueOf(used.codes().normalize("LN", "23457"));
        String result = String.valueOf(used.results().canonical("2345-7", sent));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(used);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Terminology arrived = (Terminology) in.readObject();
            assertThat(arrived.codes().normalize("LN", "23457")).hasToString(code);
            assertThat(arrived.results().canonical("2345-7", sent)).hasToString(result);
        }
    }

    @Test
    void theNamesOfColumnsTellWhatIsDerivedFromWhat() {
        DerivedColumns derived = DerivedColumns.of(List.of(
                "condition_code",
                "condition_system",
                "condition_normalized_code",
                "condition_normalized_system",
                "condition_mapping_method"));
        assertThat(derived.sources()).containsExactly("condition_code", "condition_system");
        assertThat(derived.names())
                .containsExactly(
                        "condition_mapping_method", "condition_normalized_code", "condition_normalized_system");
        assertThat(DerivedColumns.of(List.of("condition_code")).isEmpty()).isTrue();
        assertThat(DerivedColumns.of(List.of("mapping_method", "canonical_value"))
                        .sources())
                .containsExactly(
                        "code", "code_system", "unit", "unit_code", "value_comparator", "value_number", "value_text");
    }
}
