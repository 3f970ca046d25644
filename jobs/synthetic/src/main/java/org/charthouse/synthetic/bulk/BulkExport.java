package org.charthouse.synthetic.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charthouse.synthetic.population.Facility;
import org.charthouse.synthetic.population.Population;
import org.charthouse.synthetic.population.Registration;
import org.charthouse.synthetic.population.Visit;
import org.charthouse.synthetic.source.JsonText;
import org.charthouse.synthetic.source.LineFile;
import org.charthouse.synthetic.source.SyntheaRun;

/**
 * Writes {@code <Resource>.ndjson} for facility B. Ids are 1..n per resource type and relative references follow them;
 * conditional references stay. Organizations, locations and practitioners are those that the facility's facts name.
 */
public final class BulkExport {

    private static final String NPI = "http://hl7.org/fhir/sid/us-npi|";
    private static final String SYNTHEA = "https://github.com/synthetichealth/synthea|";

    private final SyntheaRun run;
    private final Population population;
    private final Path directory;
    private final Map<String, String> conditionIds = new HashMap<>();

    public BulkExport(SyntheaRun run, Population population, Path directory) {
        this.run = run;
        this.population = population;
        this.directory = directory;
    }

    /** Writes all files. */
    public void write() {
        References references = new References(conditionIds);
        patients();
        encounters(references);
        for (String type : List.of("Condition", "Observation", "Procedure", "MedicationRequest", "Immunization")) {
            facts(type, references);
        }
        named("Organization", SYNTHEA, references);
        named("Location", SYNTHEA, references);
        named("Practitioner", NPI, references);
    }

    private void patients() {
        Map<Integer, ObjectNode> byId = new TreeMap<>();
        Map<String, List<Registration>> byPerson = new HashMap<>();
        population
                .registrations(Facility.B)
                .forEach(registration ->
                        byPerson.merge(registration.person().uuid(), List.of(registration), BulkExport::joined));
        JsonText.each(run.resources("Patient"), patient -> {
            for (Registration registration :
                    byPerson.getOrDefault(patient.path("id").asText(), List.of())) {
                byId.put(registration.id(), PatientResource.of(registration, patient));
            }
        });
        try (LineFile out = open("Patient")) {
            byId.values().forEach(patient -> out.write(JsonText.line(patient)));
        }
    }

    private static List<Registration> joined(List<Registration> some, List<Registration> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private void encounters(References references) {
        try (LineFile out = open("Encounter")) {
            JsonText.each(run.resources("Encounter"), encounter -> {
                Visit visit = population.visit(Facility.B, encounter.path("id").asText());
                if (visit != null) {
                    encounter.put("id", Integer.toString(visit.id()));
                    references.rewrite(encounter, visit);
                    out.write(JsonText.line(encounter));
                }
            });
        }
    }

    private void facts(String type, References references) {
        int[] last = {0};
        try (LineFile out = open(type)) {
            JsonText.each(run.resources(type), fact -> {
                String encounter = fact.at("/encounter/reference").asText().replaceFirst("^Encounter/", "");
                Visit visit = population.visit(Facility.B, encounter);
                if (visit != null) {
                    String id = Integer.toString(++last[0]);
                    if (type.equals("Condition")) {
                        conditionIds.put(fact.path("id").asText(), id);
                    }
                    fact.put("id", id);
                    references.rewrite(fact, visit);
                    out.write(JsonText.line(fact));
                }
            });
        }
    }

    private void named(String type, String system, References references) {
        Map<String, ObjectNode> byIdentifier = new TreeMap<>();
        JsonText.each(run.resources(type), resource -> {
            String identifier = resource.at("/identifier/0/value").asText();
            if (references.names(type + "?identifier=" + system + identifier)) {
                byIdentifier.put(identifier, resource);
            }
        });
        int id = 0;
        try (LineFile out = open(type)) {
            for (ObjectNode resource : byIdentifier.values()) {
                resource.put("id", Integer.toString(++id));
                out.write(JsonText.line(resource));
            }
        }
    }

    private LineFile open(String type) {
        return new LineFile(directory.resolve(type + ".ndjson"));
    }
}
