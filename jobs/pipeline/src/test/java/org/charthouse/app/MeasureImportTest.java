package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.measure.intake.SamplePackage.bundle;
import static org.charthouse.measure.intake.SamplePackage.elm;
import static org.charthouse.measure.intake.SamplePackage.library;
import static org.charthouse.measure.intake.SamplePackage.measure;
import static org.charthouse.measure.intake.SamplePackage.valueSet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.charthouse.error.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measure packages on their way into a house, as a person runs it. */
class MeasureImportTest {

    private static final int CHECKED = ExitCode.CHECK_FAILED.number();
    private static final int INPUT = ExitCode.INPUT.number();

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void aHouseIsThere() throws IOException {
        Files.createDirectories(folder.resolve("house/conf"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path zip(String name, Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private Ended take(Path source, String... more) {
        List<String> all = new ArrayList<>(List.of("measure", "import", source.toString(), "--config"));
        all.add(folder.resolve("house").toString());
        all.addAll(List.of(more));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            int code = Main.run(all.toArray(String[]::new));
            return new Ended(code, printed.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Files of the house by name. */
    private SortedMap<String, String> house() throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        Path measures = folder.resolve("house/conf/measures");
        if (Files.exists(measures)) {
            try (Stream<Path> found = Files.walk(measures)) {
                for (Path file : found.filter(Files::isRegularFile)
                        .filter(each -> !each.endsWith(".import-lock"))
                        .toList()) {
                    files.put(
                            measures.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }

    private static String good() {
        return bundle(measure("Seen", "1", "Seen at all"), library("Seen", "1", "period"), valueSet("office"));
    }

    @Test
    void folderZipAndBundleBecomeTheSameFolderOfTheMeasure() throws IOException {
        Ended ended = take(write("bundle.json", good()));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("Seen at all")
                .contains("proportion")
                .contains("QICore 4.1.1")
                .contains("new");
        SortedMap<String, String> byBundle = house();
        assertThat(byBundle.keySet()).anySatisfy(name -> assertThat(name).startsWith("Seen/libraries/Seen-1-"));
        assertThat(byBundle.keySet()).anySatisfy(name -> assertThat(name).startsWith("Seen/valuesets/1.2.3-2025-"));
        assertThat(byBundle)
                .containsKeys("Seen/Measure.json", "Seen/import.json")
                .hasSize(4);

        write("parts/Measure.json", measure("Seen", "1", "Seen at all"));
        write("parts/deep/Library.json", library("Seen", "1", "period"));
        write("parts/deep/values.ndjson", valueSet("office"));
        write("parts/tests/Patient.json", "{\"resourceType\":\"Patient\",\"id\":\"nobody\"}");
        assertThat(take(folder.resolve("parts")).out()).contains("already there");
        assertThat(house()).isEqualTo(byBundle);
        Path zip = zip("package.zip", Map.of("a/one.json", good()));
        assertThat(take(zip).out()).contains("already there");
        assertThat(house()).isEqualTo(byBundle);
    }

    @Test
    void aDryRunTellsAndWritesNothing() throws IOException {
        Ended ended = take(write("bundle.json", good()), "--dry-run");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("new").contains("nothing was written");
        assertThat(house()).isEmpty();
    }

    @Test
    void whatWasImportedIsListedAndHasItsCaveats() throws IOException {
        take(write("bundle.json", bundle(measure("Seen", "1", "Seen"), library("Seen", "1", "period"))));
        Ended ended = take(write("bundle.json", bundle(measure("Seen", "1", "Seen"), library("Seen", "1", "period"))));
        assertThat(ended.out())
                .contains("To be known of Seen:")
                .contains("value set Office Visit (1.2.3) is not here: what it selects is not counted");
    }

    @Test
    void anotherContentIsRefusedWithBothHashesUnlessItIsToReplace() throws IOException {
        take(write("bundle.json", good()));
        SortedMap<String, String> before = house();
        Path other = write("other.json", good().replace("Seen at all", "Seen ever"));
        Ended refused = take(other);
        assertThat(refused.code()).isEqualTo(INPUT);
        assertThat(refused.err())
                .containsPattern(
                        "in the house is version 1 \\([0-9a-f]{8}\\), in the source version 1 \\([0-9a-f]{8}\\)")
                .contains("--replace");
        assertThat(house()).isEqualTo(before);
        assertThat(take(other, "--replace").out()).contains("replaced");
        assertThat(house().get("Seen/Measure.json")).contains("Seen ever");
    }

    @Test
    void aFolderOfTheHouseItselfIsNeverReplaced() throws IOException {
        write("house/conf/measures/Seen/Seen.cql", "library Seen");
        Ended ended = take(write("bundle.json", good()), "--replace");
        assertThat(ended.code()).isEqualTo(INPUT);
        assertThat(ended.err()).contains("has a folder that was not imported");
        assertThat(house().keySet()).containsExactly("Seen/Seen.cql");
    }

    @Test
    void whatCannotBeReadIsToldAllAtOnceAndNothingIsTaken() throws IOException {
        write("bad/one.json", good());
        write("bad/two.json", "{\"resourceType\":");
        write("bad/three.zip", "this is no zip file");
        Ended ended = take(folder.resolve("bad"));
        assertThat(ended.code()).isEqualTo(INPUT);
        assertThat(ended.err()).contains("two.json").contains("three.zip").doesNotContain("\tat ");
        assertThat(house()).isEmpty();
    }

    @Test
    void anEmptyFolderABundleWithoutMeasureAndNoFileAtAllAreTold() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThat(take(folder.resolve("empty")).err()).contains("There is no Measure in the source");
        assertThat(take(write("b.json", bundle(valueSet("office")))).err())
                .contains("There is no Measure in the source");
        assertThat(take(folder.resolve("nowhere")).err()).contains("nothing stands at this path");
        assertThat(house()).isEmpty();
    }

    @Test
    void anArchiveWithNamesThatLeadOutIsRefused() throws IOException {
        for (String name : List.of("../evil.json", "/evil.json", "a/../../evil.json", "..\\evil.json")) {
            Ended ended = take(zip("evil.zip", Map.of(name, good())));
            assertThat(ended.code()).as(name).isEqualTo(INPUT);
            assertThat(ended.err()).as(name).contains("leads out of the archive");
        }
        assertThat(house()).isEmpty();
        assertThat(folder.resolve("evil.json")).doesNotExist();
    }

    @Test
    void namesThatNoFolderMayHaveAreMadePlain() throws IOException {
        String name = "../Se en\\u00e9";
        take(write("odd.json", bundle(measure(name, "1", "Odd"), library(name, "1", "period"))));
        assertThat(house().keySet()).noneMatch(file -> file.contains("..")).contains("___Se_en_/Measure.json");
    }

    @Test
    void oneThingWithTwoContentsIsToldWithBothPlaces() throws IOException {
        write("two/a.json", good());
        write("two/b.json", measure("Seen", "1", "Seen otherwise"));
        write("two/c.json", valueSet("clinic"));
        write("two/d.json", elm("Seen", "1", "status"));
        Ended ended = take(folder.resolve("two"));
        assertThat(ended.code()).isEqualTo(INPUT);
        assertThat(ended.err())
                .contains("Measure Seen|1 comes twice")
                .contains("ValueSet https://example.org/ValueSet/1.2.3|2025 comes twice")
                .contains("Library Seen|1 comes twice")
                .contains("a.json");
        assertThat(house()).isEmpty();
    }

    @Test
    void theLongerListOfAValueSetAndTheNewerMeasureAreTakenAndTold() throws IOException {
        write("two/a.json", good());
        write("two/b.json", valueSet("office", "clinic"));
        write("two/c.json", measure("Seen", "0.10", "Seen before"));
        Ended ended = take(folder.resolve("two"));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("comes with 1 and with 2 codes: the longer list is taken")
                .contains("measure Seen comes in versions 0.10 and 1: the newer is taken");
    }

    @Test
    void aValueSetThatContradictsTheHouseIsRefused() throws IOException {
        take(write("bundle.json", good()));
        Ended ended = take(write(
                "other.json",
                bundle(measure("Other", "1", "Other"), library("Other", "1", "period"), valueSet("clinic"))));
        assertThat(ended.code()).isEqualTo(INPUT);
        assertThat(ended.err())
                .contains("ValueSet https://example.org/ValueSet/1.2.3|2025 has another content in the house");
    }

    @Test
    void aMeasureThatCannotBeCountedIsRefusedByNameAndPlaceAndTheOthersAreTaken() throws IOException {
        Path source = write(
                "mixed.json",
                bundle(
                        measure("Seen", "1", "Seen"),
                        library("Seen", "1", "period"),
                        measure("Odd", "1", "Odd"),
                        library("Odd", "1", "colour"),
                        measure("Bare", "1", "Bare"),
                        "{\"resourceType\":\"Library\",\"name\":\"Bare\",\"version\":\"1\",\"content\":"
                                + "[{\"contentType\":\"text/cql\",\"data\":\"\"}]}"));
        Ended strict = take(source, "--strict");
        assertThat(strict.code()).isEqualTo(INPUT);
        assertThat(house()).isEmpty();
        Ended ended = take(source);
        assertThat(ended.code()).isEqualTo(CHECKED);
        assertThat(ended.err())
                .contains("Refused: Odd\n  at:     Odd 1, 'Seen', 9:3-9:20\n  reason: Library Odd 1 looks at 'colour'")
                .contains("Refused: Bare\n  reason: Library Bare holds CQL, but no ELM")
                .contains("measure translate");
        assertThat(house().keySet()).allMatch(file -> file.startsWith("Seen/")).isNotEmpty();
    }

    @Test
    void anUnknownScoringIsToldWithTheMeasure() throws IOException {
        Ended ended = take(write("b.json", good().replace("proportion", "guess")));
        assertThat(ended.code()).isEqualTo(INPUT);
        assertThat(ended.err()).contains("Measure 'Seen' is scored by 'guess'");
    }

    @Test
    void theHouseMustHaveAConfiguration() {
        try {
            Files.delete(folder.resolve("house/conf"));
            Ended ended = take(write("b.json", good()));
            assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION.number());
            assertThat(ended.err()).contains("--config");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
