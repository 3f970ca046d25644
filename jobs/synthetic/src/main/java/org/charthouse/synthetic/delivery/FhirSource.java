package org.charthouse.synthetic.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charthouse.synthetic.source.JsonText;

/**
 * Records of FHIR bulk data: versions by {@code meta.lastUpdated} and {@code meta.versionId}, which the first version
 * does not name; deletions stand in a file of their own.
 */
record FhirSource() implements SourceFormat<ObjectNode> {

    private static final String REFERENCE = "reference";
    private static final String PATIENT = "Patient/";
    private static final String ENCOUNTER = "Encounter/";

    private static final Map<Role, String> TYPES = Map.of(
            Role.PATIENT, "Patient",
            Role.ENCOUNTER, "Encounter",
            Role.PROBLEM, "Condition",
            Role.OBSERVATION, "Observation",
            Role.PROCEDURE, "Procedure",
            Role.ORDER, "MedicationRequest");

    @Override
    public String ending() {
        return ".ndjson";
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public boolean isFull(Slot slot) {
        return slot != Slot.LATE;
    }

    @Override
    public String silentKind() {
        return "";
    }

    @Override
    public String thinKind() {
        return "Observation";
    }

    @Override
    public String doubledKind() {
        return "";
    }

    @Override
    public String kind(Role role) {
        return TYPES.getOrDefault(role, "");
    }

    @Override
    public ObjectNode parse(String header, String line) {
        return JsonText.object(line);
    }

    @Override
    public String text(ObjectNode row) {
        return JsonText.line(row);
    }

    @Override
    public Entry entry(String kind, ObjectNode row) {
        String id = row.path("id").asText();
        Set<Key> named = new HashSet<>();
        names(row, named);
        return new Entry(
                new Key(kind, id),
                kind.equals("Patient") ? id : named(row, kind.equals("Immunization") ? "patient" : "subject", PATIENT),
                kind.equals("Encounter") ? id : named(row, "encounter", ENCOUNTER),
                isCorrectable(kind, row),
                named);
    }

    @Override
    public Fhir resource(Key key) {
        return new Fhir(key.kind(), key.id());
    }

    @Override
    public Optional<Instant> time(ObjectNode row) {
        return Optional.of(row.at("/meta/lastUpdated").asText())
                .filter(text -> !text.isEmpty())
                .map(text -> OffsetDateTime.parse(text).toInstant());
    }

    @Override
    public void correct(String kind, ObjectNode row, Version version) {
        int offset = version.offset();
        switch (kind) {
            case "Patient" -> correctPatient(row, offset);
            case "Encounter" -> {
                ObjectNode period = row.withObject("/period");
                period.put("end", moved(period.path("end").asText(), Math.abs(offset)));
            }
            case "Condition" ->
                row.put("onsetDateTime", moved(row.path("onsetDateTime").asText(), -offset));
            default -> {
                ObjectNode quantity = row.withObject("/valueQuantity");
                quantity.put("value", quantity.path("value").decimalValue().add(BigDecimal.valueOf(offset)));
            }
        }
    }

    @Override
    public void move(ObjectNode row, String patient) {
        row.withObject("/subject").put(REFERENCE, PATIENT + patient);
        row.remove("encounter");
    }

    @Override
    public void stamp(ObjectNode row, Version version) {
        ObjectNode meta = row.withObject("/meta");
        if (version.number() > 0) {
            meta.put("versionId", Integer.toString(version.number()));
        }
        meta.put("lastUpdated", version.time().toString());
    }

    @Override
    public Optional<String> deletion(ObjectNode row, Version version) {
        return Optional.empty();
    }

    private static void correctPatient(ObjectNode row, int offset) {
        boolean even = row.path("id").asInt() % 2 == 0;
        if (!even && row.at("/name/0") instanceof ObjectNode name) {
            name.put("family", name.path("family").asText() + "-Hill".repeat(Math.abs(offset)));
        } else {
            LocalDate born = LocalDate.parse(row.path("birthDate").asText());
            row.put("birthDate", born.minusDays(offset).toString());
        }
    }

    private static String moved(String time, int minutes) {
        return OffsetDateTime.parse(time).plusMinutes(minutes).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private static boolean isCorrectable(String kind, ObjectNode row) {
        return switch (kind) {
            case "Patient" -> row.has("birthDate");
            case "Encounter" -> !row.at("/period/end").isMissingNode();
            case "Condition" -> row.has("onsetDateTime");
            case "Observation" ->
                row.has("valueQuantity")
                        && ADJUSTABLE.contains(row.at("/code/coding/0/code").asText());
            default -> false;
        };
    }

    private static String named(ObjectNode row, String element, String prefix) {
        String target = row.path(element).path(REFERENCE).asText();
        return target.startsWith(prefix) ? target.substring(prefix.length()) : "";
    }

    /** Adds the targets of all relative references but those to patients and encounters. */
    private static void names(JsonNode node, Set<Key> into) {
        String target = node.path(REFERENCE).asText();
        int slash = target.indexOf('/');
        boolean relative = slash > 0 && !target.contains("?") && !target.contains(":");
        if (relative && !target.startsWith(PATIENT) && !target.startsWith(ENCOUNTER)) {
            into.add(new Key(target.substring(0, slash), target.substring(slash + 1)));
        }
        node.forEach(child -> names(child, into));
    }
}
