package org.charthouse.synthetic.delivery;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charthouse.synthetic.source.CsvRow;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.Draw;

/** Records of the CSV extract: versions by {@code updated_at}, deletions by a last column {@code is_deleted}. */
record CsvSource(Draw draw) implements SourceFormat<CsvRow> {

    private static final String UPDATED = "updated_at";
    private static final double SHARE_BARE = 0.5;

    private static final Map<Role, String> TABLES = Map.of(
            Role.PATIENT, "patient",
            Role.ENCOUNTER, "encounter",
            Role.PROBLEM, "problem",
            Role.OBSERVATION, "observation",
            Role.PROCEDURE, "procedure",
            Role.ORDER, "medication_order");

    private static final Map<String, Fhir> RESOURCES = Map.ofEntries(
            Map.entry("organization", new Fhir("Organization", "")),
            Map.entry("department", new Fhir("Location", "")),
            Map.entry("provider", new Fhir("Practitioner", "")),
            Map.entry("patient", new Fhir("Patient", "")),
            Map.entry("encounter", new Fhir("Encounter", "")),
            Map.entry("diagnosis", new Fhir("Condition", "diagnosis-")),
            Map.entry("problem", new Fhir("Condition", "problem-")),
            Map.entry("observation", new Fhir("Observation", "")),
            Map.entry("procedure", new Fhir("Procedure", "")),
            Map.entry("medication_order", new Fhir("MedicationRequest", "")),
            Map.entry("immunization", new Fhir("Immunization", "")));

    @Override
    public String ending() {
        return ".csv";
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public boolean isFull(Slot slot) {
        return slot == Slot.FIRST || slot == Slot.THIRD;
    }

    @Override
    public String silentKind() {
        return "immunization";
    }

    @Override
    public String thinKind() {
        return "";
    }

    @Override
    public String doubledKind() {
        return "procedure";
    }

    @Override
    public String kind(Role role) {
        return TABLES.getOrDefault(role, "");
    }

    @Override
    public CsvRow parse(String header, String line) {
        return CsvRow.parse(header, line);
    }

    @Override
    public String text(CsvRow row) {
        return CsvText.line(row.cells());
    }

    @Override
    public Entry entry(String kind, CsvRow row) {
        return new Entry(
                new Key(kind, row.cells().get(0)),
                optional(row, "patient_id"),
                optional(row, "encounter_id"),
                isCorrectable(kind, row),
                Set.of());
    }

    @Override
    public Fhir resource(Key key) {
        Fhir named = RESOURCES.getOrDefault(key.kind(), new Fhir(key.kind(), ""));
        return new Fhir(named.type(), named.id() + key.id());
    }

    @Override
    public Optional<Instant> time(CsvRow row) {
        return Optional.of(row.value(UPDATED)).filter(text -> !text.isEmpty()).map(Instant::parse);
    }

    @Override
    public void correct(String kind, CsvRow row, Version version) {
        int offset = version.offset();
        switch (kind) {
            case "patient" -> correctPatient(row, offset);
            case "encounter" ->
                row.set(
                        "end_at",
                        Instant.parse(row.value("end_at"))
                                .plus(Duration.ofMinutes(Math.abs(offset)))
                                .toString());
            case "problem" -> row.set("onset_on", daysBefore(row.value("onset_on"), offset));
            default ->
                row.set(
                        "value_number",
                        new BigDecimal(row.value("value_number"))
                                .add(BigDecimal.valueOf(offset))
                                .toPlainString());
        }
    }

    @Override
    public void move(CsvRow row, String patient) {
        row.set("patient_id", patient);
        row.set("encounter_id", "");
    }

    @Override
    public void stamp(CsvRow row, Version version) {
        row.set(UPDATED, version.time().toString());
    }

    /** Half of these lines have only their key, the time and the flag. */
    @Override
    public Optional<String> deletion(CsvRow row, Version version) {
        String id = row.cells().get(0);
        if (draw.happens(SHARE_BARE, "bare", row.header().get(0), id)) {
            Collections.fill(row.cells(), "");
            row.cells().set(0, id);
        }
        stamp(row, version);
        return Optional.of(text(row));
    }

    private static void correctPatient(CsvRow row, int offset) {
        if (isEven(row.cells().get(0))) {
            row.set("birth_date", daysBefore(row.value("birth_date"), offset));
        } else {
            row.set("family_name", row.value("family_name") + "-Hill".repeat(Math.abs(offset)));
        }
    }

    private static boolean isCorrectable(String kind, CsvRow row) {
        return switch (kind) {
            case "patient" -> true;
            case "encounter" -> !row.value("end_at").isEmpty();
            case "problem" -> !row.value("onset_on").isEmpty();
            case "observation" -> ADJUSTABLE.contains(row.value("code"));
            default -> false;
        };
    }

    private static boolean isEven(String id) {
        return Integer.parseInt(id) % 2 == 0;
    }

    private static String daysBefore(String date, int days) {
        return LocalDate.parse(date).minusDays(days).toString();
    }

    private static String optional(CsvRow row, String column) {
        return row.header().contains(column) ? row.value(column) : "";
    }
}
