package org.charthouse.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads landing and truth without the classes that wrote them, and applies the rule of versions anew. */
record ReadBack(Path out) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CSVFormat HEADED =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("organization", "Organization/"),
            Map.entry("department", "Location/"),
            Map.entry("provider", "Practitioner/"),
            Map.entry("patient", "Patient/"),
            Map.entry("encounter", "Encounter/"),
            Map.entry("diagnosis", "Condition/diagnosis-"),
            Map.entry("problem", "Condition/problem-"),
            Map.entry("observation", "Observation/"),
            Map.entry("procedure", "Procedure/"),
            Map.entry("medication_order", "MedicationRequest/"),
            Map.entry("immunization", "Immunization/"));

    /**
     * What one line says about one record.
     *
     * @param record facility, type and id, joined by slashes
     * @param refersTo its patient and encounter, in the same form
     */
    record Said(String record, Instant time, boolean alive, String path, int line, List<String> refersTo) {

        private LocalDate delivery() {
            return LocalDate.parse(path.split("/", -1)[1]);
        }

        String place() {
            return path + ":" + line;
        }
    }

    List<CSVRecord> truth(String name) {
        return records(read("truth/" + name + ".csv"));
    }

    /** All files below landing, with slashes. */
    List<String> landed() {
        Path landing = out.resolve("landing");
        try (Stream<Path> all = Files.walk(landing)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> landing.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines(String path) {
        return read("landing/" + path).lines().toList();
    }

    /** What the lines of these files say, but for those that truth calls malformed. */
    List<Said> said(List<String> paths) {
        List<String> malformed = truth("malformed").stream()
                .map(row -> row.get("facility") + row.get("file") + row.get("line"))
                .toList();
        List<Said> all = new ArrayList<>();
        for (String path : paths) {
            String[] parts = path.split("/", -1);
            boolean first = path.startsWith(parts[0] + "/2026-01-31/");
            List<String> lines = lines(path);
            for (int i = path.endsWith(".csv") ? 1 : 0; i < lines.size(); i++) {
                if (!first || !malformed.contains(parts[0] + parts[2] + (i + 1))) {
                    all.addAll(said(path, lines, i));
                }
            }
        }
        return all;
    }

    /** The last word on each record. */
    static Map<String, Said> winners(List<Said> said) {
        Comparator<Said> rule = Comparator.comparing(Said::time)
                .thenComparing(Said::delivery)
                .thenComparing(Said::path)
                .thenComparing(Said::line);
        Map<String, Said> winners = new HashMap<>();
        said.stream().sorted(rule).forEach(each -> winners.put(each.record(), each));
        return winners;
    }

    /** The planted lines, or files, of one pattern. */
    List<CSVRecord> patterns(String pattern) {
        return truth("pattern").stream()
                .filter(row -> row.get("pattern").equals(pattern))
                .toList();
    }

    /** Where lines of these patterns stand; of all patterns if none is named. */
    Set<String> plantedPlaces(Set<String> patterns) {
        return truth("pattern").stream()
                .filter(row -> patterns.isEmpty() || patterns.contains(row.get("pattern")))
                .filter(row -> !row.get("line").isEmpty())
                .map(row -> row.get("path") + ":" + row.get("line"))
                .collect(Collectors.toSet());
    }

    /** The record of a row of the truth about versions. */
    static String record(CSVRecord row) {
        return row.get("source_system") + "/" + row.get("resource") + "/" + row.get("id");
    }

    private static List<Said> said(String path, List<String> lines, int index) {
        String source = path.split("/", -1)[0];
        String file = path.split("/", -1)[2];
        try {
            if (path.endsWith(".csv")) {
                return List.of(row(
                        source + "/" + TYPES.get(file.split("\\.", -1)[0]),
                        path,
                        lines.get(0),
                        lines.get(index),
                        index + 1));
            }
            JsonNode json = JSON.readTree(lines.get(index));
            return file.equals("deleted.ndjson")
                    ? deleted(source + "/", path, json, index + 1)
                    : List.of(resource(source + "/", path, json, index + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static Said row(String prefix, String path, String header, String line, int number) {
        CSVRecord row = records(header + "\n" + line).get(0);
        boolean alive = !row.isMapped("is_deleted") || !row.get("is_deleted").equals("true");
        String source = path.split("/", -1)[0];
        List<String> targets = new ArrayList<>();
        for (String type : List.of("patient", "encounter")) {
            if (alive && row.isMapped(type + "_id")) {
                targets.add(source + "/" + TYPES.get(type) + row.get(type + "_id"));
            }
        }
        return new Said(prefix + row.get(0), Instant.parse(row.get("updated_at")), alive, path, number, targets);
    }

    private static Said resource(String prefix, String path, JsonNode json, int number) {
        String updated = json.at("/meta/lastUpdated").asText();
        Instant time = updated.isEmpty()
                ? midnight(path)
                : OffsetDateTime.parse(updated).toInstant();
        List<String> targets = Stream.of("subject", "patient", "encounter")
                .filter(json::has)
                .map(element -> prefix + json.path(element).path("reference").asText())
                .toList();
        String id = json.path("resourceType").asText() + "/" + json.path("id").asText();
        return new Said(prefix + id, time, true, path, number, targets);
    }

    private static List<Said> deleted(String prefix, String path, JsonNode bundle, int number) {
        Instant time =
                OffsetDateTime.parse(bundle.at("/meta/lastUpdated").asText()).toInstant();
        List<Said> all = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.at("/request/method").asText().equals("DELETE")) {
                all.add(new Said(prefix + entry.at("/request/url").asText(), time, false, path, number, List.of()));
            }
        }
        return all;
    }

    private static Instant midnight(String path) {
        return LocalDate.parse(path.split("/", -1)[1])
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private String read(String path) {
        try {
            return Files.readString(out.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CSVRecord> records(String text) {
        try (CSVParser parser = CSVParser.parse(text, HEADED)) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
