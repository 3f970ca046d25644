package org.charthouse.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the generator planted against what rules found, record by record: of each kind of defect how many records it spoilt,
 * how many of these a rule found that is meant for it, and how many others these rules flag.
 */
final class Confusion {

    private static final Set<String> CODES = Set.of(
            "code_mapped",
            "icd10_code_known",
            "icd10_form",
            "loinc_check_digit",
            "vaccine_code_assigned",
            "vaccine_code_form",
            "rxnorm_code_assigned");

    /** Rules that are meant for a kind of defect, in whatever table the record's rows are. */
    private static final Map<String, Set<String>> MEANT = new TreeMap<>(Map.ofEntries(
            Map.entry("heart-rate", Set.of("heart_rate_range")),
            Map.entry("body-height", Set.of("body_height_range")),
            Map.entry("future-birth-date", Set.of("birth_not_in_future")),
            Map.entry("end-before-start", Set.of("end_not_before_start")),
            Map.entry("diagnosis", CODES),
            Map.entry("condition", CODES),
            Map.entry("observation", CODES),
            Map.entry("procedure", CODES),
            Map.entry("medication", CODES),
            Map.entry("immunization", CODES),
            Map.entry("encounter-patient", Set.of("reference_patient_id")),
            Map.entry("encounter-department", Set.of("reference_location_id")),
            Map.entry("observation-encounter", Set.of("reference_encounter_id"))));

    private final Map<String, Set<String>> planted = new TreeMap<>();
    private final Map<String, Set<String>> flagged = new TreeMap<>();

    Confusion(Path extracts, Function<String, Dataset<Row>> query) {
        for (String file : List.of("impossible", "unknown_code", "orphan")) {
            for (CSVRecord row : Houses.truth(extracts, file)) {
                String type = row.get("file").replaceFirst("\\..*", "").replaceFirst("([a-z])([A-Z])", "$1_$2");
                planted.computeIfAbsent(row.get("kind"), any -> new TreeSet<>())
                        .add(row.get("facility") + " " + table(type.toLowerCase(java.util.Locale.ROOT)) + " "
                                + row.get("record_id"));
            }
        }
        query.apply("SELECT rule, source_system, table_name, row_key FROM dq.failing_row")
                .collectAsList()
                .forEach(row -> {
                    String table = row.getString(2).replace("core.", "");
                    String id = row.getString(3).replaceFirst("\\|.*", "").replaceFirst("^[a-z]+-", "");
                    flagged.computeIfAbsent(row.getString(0), any -> new TreeSet<>())
                            .add(row.getString(1) + " " + table(table) + " " + id);
                });
    }

    /** One name for the tables that one kind of record goes to. */
    private static String table(String name) {
        return switch (name) {
            case "lab_result", "vital_sign" -> "observation";
            case "diagnosis", "problem" -> "condition";
            case "medication_request" -> "medication_order";
            default -> name;
        };
    }

    int planted() {
        return planted.values().stream().mapToInt(Set::size).sum();
    }

    /** Kind and record of each defect that no rule meant for it found. */
    List<String> missed() {
        List<String> missed = new ArrayList<>();
        planted.forEach((kind, records) -> records.stream()
                .filter(record -> !found(kind).contains(record))
                .forEach(record -> missed.add(kind + ": " + record)));
        return missed;
    }

    /** Markdown. */
    String table() {
        StringBuilder text = new StringBuilder(
                "| planted | records | found | missed | others that these rules flag |\n|---|---|---|---|---|\n");
        planted.forEach((kind, records) -> {
            Set<String> found = found(kind);
            Set<String> others = new TreeSet<>(found);
            others.removeIf(record -> planted.values().stream().anyMatch(all -> all.contains(record)));
            long hit = records.stream().filter(found::contains).count();
            text.append(String.format(
                    "| %s | %d | %d | %d | %d |%n", kind, records.size(), hit, records.size() - hit, others.size()));
        });
        return text.toString();
    }

    private Set<String> found(String kind) {
        Set<String> found = new TreeSet<>();
        Objects.requireNonNull(MEANT.get(kind), kind)
                .forEach(rule -> found.addAll(flagged.getOrDefault(rule, Set.of())));
        return found;
    }
}
