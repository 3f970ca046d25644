package org.charthouse.synthetic.population;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.synthetic.defect.DefectShares;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.Draw;
import org.charthouse.synthetic.source.JsonText;
import org.charthouse.synthetic.source.SyntheaRun;

/** Reads the people of a run from both exports. */
record People(SyntheaRun run, Draw draw, DefectShares shares) {

    private static final List<String> WORDS =
            List.of("White", "May", "Young", "Rose", "Brown", "Green", "Bill", "Long");

    List<Person> read() {
        Map<String, Map<String, String>> extras = extras();
        List<Person> people = new ArrayList<>();
        CsvText.each(run.table("patients"), row -> {
            Map<String, String> cells = new HashMap<>(row.toMap());
            String uuid = row.get("Id");
            cells.putAll(extras.getOrDefault(uuid, Map.of()));
            people.add(new Person(people.size() + 1, uuid, cells, particulars(uuid, cells), false));
        });
        return people;
    }

    private Particulars particulars(String uuid, Map<String, String> row) {
        boolean word = draw.happens(shares.of("people", "common-word-family-name"), "family-name", uuid);
        String family = word ? draw.pick(WORDS, "family-word", uuid) : row.getOrDefault("LAST", "");
        return new Particulars(
                row.getOrDefault("FIRST", ""),
                family,
                row.getOrDefault("BIRTHDATE", ""),
                row.getOrDefault("PHONE", ""),
                row.getOrDefault("SSN", ""));
    }

    /** What the CSV export leaves out: phone, language, instant of death. */
    private Map<String, Map<String, String>> extras() {
        Map<String, Map<String, String>> extras = new HashMap<>();
        JsonText.each(run.resources("Patient"), patient -> {
            Map<String, String> cells = new HashMap<>();
            for (JsonNode contact : patient.path("telecom")) {
                if (contact.path("system").asText().equals("phone")) {
                    cells.put("PHONE", contact.path("value").asText());
                }
            }
            cells.put(
                    "LANGUAGE",
                    patient.at("/communication/0/language/coding/0/code").asText());
            cells.put("DECEASED", patient.path("deceasedDateTime").asText());
            extras.put(patient.path("id").asText(), cells);
        });
        return extras;
    }
}
