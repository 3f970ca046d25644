package org.charthouse.synthetic.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import org.charthouse.synthetic.population.Particulars;
import org.charthouse.synthetic.population.Registration;

/** Makes Synthea's Patient resource say what the registration says. */
final class PatientResource {

    /** HL7 table 0203: social security number, driver's licence, passport. */
    private static final Set<String> DOCUMENTS = Set.of("SS", "DL", "PPN");

    private PatientResource() {}

    static ObjectNode of(Registration registration, ObjectNode original) {
        ObjectNode patient = original.deepCopy();
        Particulars shown = registration.shown();
        patient.put("id", Integer.toString(registration.id()));
        patient.put("birthDate", shown.birthDate());
        for (JsonNode name : patient.path("name")) {
            rename((ObjectNode) name, shown);
        }
        for (JsonNode contact : patient.path("telecom")) {
            if (contact.path("system").asText().equals("phone")) {
                ((ObjectNode) contact).put("value", shown.phone());
            }
        }
        identify(registration, patient.withArray("identifier"));
        return patient;
    }

    private static void rename(ObjectNode name, Particulars shown) {
        if (!name.path("use").asText().equals("maiden")) {
            name.put("family", shown.family());
        }
        if (name.path("given") instanceof ArrayNode given && !given.isEmpty()) {
            given.set(0, given.textNode(shown.given()));
        }
    }

    /** Without a national id, the other official documents were not shown either. */
    private static void identify(Registration registration, ArrayNode identifiers) {
        String uuid = registration.person().uuid();
        boolean undocumented = registration.shown().nationalId().isEmpty();
        for (Iterator<JsonNode> each = identifiers.iterator(); each.hasNext(); ) {
            ObjectNode identifier = (ObjectNode) each.next();
            String document = identifier.at("/type/coding/0/code").asText();
            if (undocumented && DOCUMENTS.contains(document)) {
                each.remove();
            } else if (registration.person().isTwin() && DOCUMENTS.contains(document)) {
                if (document.equals("SS")) {
                    identifier.put("value", registration.shown().nationalId());
                } else {
                    each.remove();
                }
            } else if (identifier.path("value").asText().equals(uuid)) {
                identifier.put("value", anotherUuid(registration));
            }
        }
    }

    /** The number that the facility's own index gave a registration; that of the first is Synthea's. */
    private static String anotherUuid(Registration registration) {
        String uuid = registration.person().uuid();
        if (!registration.second() && !registration.person().isTwin()) {
            return uuid;
        }
        String name = registration.person().isTwin() ? uuid + "-twin" : uuid;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
