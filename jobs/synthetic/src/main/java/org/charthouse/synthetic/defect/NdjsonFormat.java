package org.charthouse.synthetic.defect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.charthouse.synthetic.defect.Alteration.Place;
import org.charthouse.synthetic.source.JsonText;

/** Spoiling lines of FHIR bulk data. */
final class NdjsonFormat implements RecordFormat<ObjectNode> {

    private static final String NOBODY = "9000001";
    private static final String PATIENT = "Patient/";

    private final Adults adults;

    NdjsonFormat(Adults adults) {
        this.adults = adults;
    }

    @Override
    public String name() {
        return "ndjson";
    }

    @Override
    public boolean hasHeader() {
        return false;
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
    public String id(ObjectNode row) {
        return row.path("id").asText();
    }

    @Override
    public List<Alteration<ObjectNode>> alterations() {
        List<Alteration<ObjectNode>> all = impossible();
        all.add(reference("encounter-patient", "Encounter", "subject", "Patient/" + NOBODY));
        all.add(reference("observation-encounter", "Observation", "encounter", "Encounter/" + NOBODY));
        all.add(code("condition", "Condition", "code", "999999999"));
        all.add(code("observation", "Observation", "code", "99999-0"));
        all.add(code("procedure", "Procedure", "code", "999999999"));
        all.add(code("medication", "MedicationRequest", "medicationCodeableConcept", "99999999"));
        all.add(code("immunization", "Immunization", "vaccineCode", "987"));
        return all;
    }

    private List<Alteration<ObjectNode>> impossible() {
        List<Alteration<ObjectNode>> all = new ArrayList<>();
        all.add(new Alteration<>(
                new Place("impossible", "heart-rate", "Observation"),
                "valueQuantity.value",
                row -> isCoded(row, "8867-4"),
                row -> row.withObject("/valueQuantity").put("value", 900)));
        all.add(new Alteration<>(
                new Place("impossible", "body-height", "Observation"),
                "valueQuantity.value",
                row -> isCoded(row, "8302-2")
                        && adults.include(
                                row.at("/subject/reference").asText().replace(PATIENT, ""),
                                row.path("effectiveDateTime").asText()),
                row -> row.withObject("/valueQuantity").put("value", 17)));
        all.add(new Alteration<>(
                new Place("impossible", "future-birth-date", "Patient"),
                "birthDate",
                row -> row.has("birthDate"),
                row -> row.put("birthDate", "2099-07-01")));
        all.add(new Alteration<>(
                new Place("impossible", "end-before-start", "Encounter"),
                "period.end",
                row -> !row.at("/period/end").isMissingNode(),
                row -> row.withObject("/period")
                        .put("end", Times.dayBefore(row.at("/period/start").asText()))));
        return all;
    }

    private static boolean isCoded(ObjectNode row, String code) {
        return row.at("/code/coding/0/code").asText().equals(code) && row.has("valueQuantity");
    }

    private static Alteration<ObjectNode> reference(String kind, String type, String element, String target) {
        return new Alteration<>(
                new Place("orphan", kind, type),
                element + ".reference",
                row -> row.path(element).has("reference"),
                row -> row.withObject("/" + element).put("reference", target));
    }

    private static Alteration<ObjectNode> code(String kind, String type, String element, String code) {
        return new Alteration<>(
                new Place("unknown-code", kind, type),
                element + ".coding[0].code",
                row -> row.path(element).path("coding").path(0) instanceof ObjectNode,
                row -> ((ObjectNode) row.path(element).path("coding").path(0)).put("code", code));
    }

    @Override
    public List<String> garbageKinds() {
        return List.of("truncated", "plain-text", "array", "missing-resource-type", "missing-id");
    }

    @Override
    public String garbage(String kind, ObjectNode template, int unusedId) {
        ObjectNode row = template.deepCopy();
        row.put("id", Integer.toString(unusedId));
        String text = text(row);
        return switch (kind) {
            case "truncated" -> text.substring(0, text.length() / 2);
            case "plain-text" -> "export interrupted, resuming with the next record";
            case "array" -> "[" + text + "]";
            case "missing-resource-type" -> text(row.without("resourceType"));
            default -> text(row.without("id"));
        };
    }
}
