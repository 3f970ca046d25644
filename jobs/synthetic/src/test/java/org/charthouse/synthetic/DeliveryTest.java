package org.charthouse.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six people, generated twice; all files are read back without the classes that wrote them. */
class DeliveryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static Path first = Path.of("");
    private static Path second = Path.of("");

    @BeforeAll
    static void generate(@TempDir Path directory) {
        first = directory.resolve("first");
        second = directory.resolve("second");
        for (Path out : List.of(first, second)) {
            assertThat(Main.execute("--patients", "6", "--seed", "7", "--out", out.toString()))
                    .isZero();
        }
    }

    @Test
    void theSameOrderGivesTheSameBytes() throws IOException {
        Set<String> files = files(first);
        assertThat(files).hasSize(29).isEqualTo(files(second));
        for (String file : files) {
            assertThat(Files.mismatch(first.resolve(file), second.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void everyLineIsGoodOrMalformedOrADuplicate() throws IOException {
        for (CSVRecord row : truth("file")) {
            int lines = number(row, "lines");
            assertThat(lines)
                    .isEqualTo(number(row, "good") + number(row, "malformed") + number(row, "duplicate"))
                    .isEqualTo(records(row).size());
            assertThat(planted("malformed", row)).hasSize(number(row, "malformed"));
            assertThat(planted("duplicate_row", row)).hasSize(number(row, "duplicate"));
        }
        assertThat(truth("file")).hasSize(21);
    }

    @Test
    void exactlyTheLinesNamedMalformedCannotBeRead() throws IOException {
        for (CSVRecord file : truth("file")) {
            List<String> records = records(file);
            int header = isCsv(file) ? 1 : 0;
            Set<Integer> broken = new HashSet<>();
            for (int i = 0; i < records.size(); i++) {
                if (isBroken(file, records.get(i))) {
                    broken.add(i + 1 + header);
                }
            }
            assertThat(broken).as(file.get("file")).isEqualTo(linesOf("malformed", file));
        }
    }

    @Test
    void duplicatesRepeatAnEarlierLine() throws IOException {
        for (CSVRecord file : truth("file")) {
            List<String> all = Files.readAllLines(landing(file));
            for (int line : linesOf("duplicate_row", file)) {
                assertThat(all.subList(0, line - 1)).contains(all.get(line - 1));
            }
        }
    }

    @Test
    void goodIdsAreSmallIntegersFromOne() throws IOException {
        for (CSVRecord file : truth("file")) {
            Set<Integer> ids = records(file).stream()
                    .filter(record -> !isBroken(file, record))
                    .map(record -> Integer.valueOf(id(file, record)))
                    .collect(Collectors.toSet());
            assertThat(ids).as(file.get("file")).hasSize(number(file, "good"));
            assertThat(ids).allMatch(id -> id >= 1 && id <= number(file, "good"));
        }
    }

    @Test
    void plantedContentStandsWhereTruthSays() throws IOException {
        Map<String, String> marks = Map.of(
                "heart-rate", "900",
                "body-height", "17",
                "future-birth-date", "2099-07-01",
                "encounter-patient", "9000001",
                "encounter-department", "9000001",
                "observation-encounter", "9000001",
                "diagnosis", "I10.97");
        int seen = 0;
        for (String kind : List.of("impossible", "orphan", "unknown_code")) {
            for (CSVRecord row : truth(kind)) {
                String line = Files.readAllLines(landing(row)).get(number(row, "line") - 1);
                assertThat(id(row, line)).isEqualTo(row.get("record_id"));
                assertThat(line).contains(marks.getOrDefault(row.get("kind"), ""));
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(15);
    }

    @Test
    void eachFacilityKnowsSomebodyTheOtherKnowsAndSomebodyTwice() throws IOException {
        Map<String, List<String>> people = new TreeMap<>(truth("person").stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("facility"),
                        Collectors.mapping(row -> row.get("person"), Collectors.toList()))));
        List<String> a = people.getOrDefault("facility_a", List.of());
        List<String> b = people.getOrDefault("facility_b", List.of());
        assertThat(a).containsAnyElementsOf(b);
        assertThat(Set.copyOf(a)).hasSizeLessThan(a.size());
        assertThat(Set.copyOf(b)).hasSizeLessThan(b.size());
    }

    @Test
    void relativeReferencesOfFacilityBLeadToItsResources() throws IOException {
        CSVRecord patients = file("Patient.ndjson");
        CSVRecord encounters = file("Encounter.ndjson");
        CSVRecord observations = file("Observation.ndjson");
        Set<Integer> orphans = linesOf("orphan", observations);
        List<String> lines = Files.readAllLines(landing(observations));
        for (int i = 0; i < lines.size(); i++) {
            if (isBroken(observations, lines.get(i)) || orphans.contains(i + 1)) {
                continue;
            }
            JsonNode observation = JSON.readTree(lines.get(i));
            assertThat(target(observation, "subject")).isBetween(1, number(patients, "good"));
            assertThat(target(observation, "encounter")).isBetween(1, number(encounters, "good"));
        }
    }

    @Test
    void nothingButLandingAndTruthIsLeft() throws IOException {
        try (Stream<Path> entries = Files.list(first)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder("landing", "truth");
        }
    }

    @Test
    void aDirectoryThatIsNotEmptyIsRefused() {
        assertThat(Main.execute("--patients", "6", "--out", first.toString())).isEqualTo(2);
        assertThat(first.resolve("truth/file.csv")).exists();
    }

    @Test
    void aFourthDeliveryIsRefused(@TempDir Path directory) {
        Path out = directory.resolve("out");
        assertThat(Main.execute("--deliveries", "4", "--out", out.toString())).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    private static int target(JsonNode resource, String element) {
        return Integer.parseInt(
                resource.at("/" + element + "/reference").asText().replaceFirst("^[A-Za-z]+/", ""));
    }

    private static boolean isBroken(CSVRecord file, String record) {
        try {
            if (!isCsv(file)) {
                JsonNode node = JSON.readTree(record);
                return !node.isObject() || !node.has("id") || !node.has("resourceType");
            }
            CSVRecord row = csv(record).get(0);
            int width = csv(Files.readAllLines(landing(file)).get(0)).get(0).size();
            return row.size() != width
                    || row.get(0).isEmpty()
                    || !row.get(width - 1).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        } catch (IOException e) {
            return true;
        }
    }

    private static String id(CSVRecord file, String record) {
        try {
            return isCsv(file)
                    ? csv(record).get(0).get(0)
                    : JSON.readTree(record).path("id").asText();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static boolean isCsv(CSVRecord file) {
        return file.get("file").endsWith(".csv");
    }

    private static List<String> records(CSVRecord file) throws IOException {
        List<String> lines = Files.readAllLines(landing(file));
        return isCsv(file) ? lines.subList(1, lines.size()) : lines;
    }

    private static Path landing(CSVRecord row) {
        return first.resolve("landing")
                .resolve(row.get("facility"))
                .resolve("2026-01-31")
                .resolve(row.get("file"));
    }

    private static CSVRecord file(String name) throws IOException {
        return truth("file").stream()
                .filter(row -> row.get("file").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<CSVRecord> planted(String kind, CSVRecord file) throws IOException {
        return truth(kind).stream()
                .filter(row -> row.get("file").equals(file.get("file")))
                .toList();
    }

    private static Set<Integer> linesOf(String kind, CSVRecord file) throws IOException {
        return planted(kind, file).stream().map(row -> number(row, "line")).collect(Collectors.toSet());
    }

    private static int number(CSVRecord row, String column) {
        return Integer.parseInt(row.get(column));
    }

    private static List<CSVRecord> truth(String name) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser =
                CSVParser.parse(Files.readString(first.resolve("truth").resolve(name + ".csv")), format)) {
            return parser.getRecords();
        }
    }

    private static List<CSVRecord> csv(String line) throws IOException {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
            return parser.getRecords();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private static Set<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }
}
