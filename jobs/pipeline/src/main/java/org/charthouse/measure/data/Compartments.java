package org.charthouse.measure.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charthouse.measure.data.PatientFiles.Person;

/** Whose a resource is (FHIR R4, CompartmentDefinition patient): the Patient that it is about. */
public final class Compartments {

    /** The elements that name the patient, over all types of resources. */
    private static final List<String> NAMES = List.of("patient", "subject", "beneficiary", "for", "individual");

    /** Types that are about no patient. */
    private static final Set<String> SHARED = Set.of(
            "Endpoint",
            "HealthcareService",
            "InsurancePlan",
            "Location",
            "Medication",
            "MedicationKnowledge",
            "Organization",
            "OrganizationAffiliation",
            "Practitioner",
            "PractitionerRole",
            "Substance");

    private Compartments() {}

    /** Persons and their resources; what is nobody's by its kind, such as a Location, is every person's. */
    static List<Person> apart(List<Element> patients, Map<String, List<Element>> resources, Unowned unowned) {
        Map<String, Person> byKey = new LinkedHashMap<>();
        for (Element patient : patients) {
            String id = patient.text("id");
            if (id != null) {
                Map<String, List<Element>> own = new LinkedHashMap<>();
                own.put("Patient", List.of(patient));
                byKey.put("Patient/" + id, new Person(id, own));
            }
        }
        resources.forEach((type, elements) -> {
            if (SHARED.contains(type)) {
                elements.forEach(element -> byKey.values().forEach(person -> add(person, element)));
            } else if (!type.equals("Patient")) {
                elements.forEach(element -> give(element, byKey, unowned));
            }
        });
        return new ArrayList<>(byKey.values());
    }

    private static void give(Element element, Map<String, Person> byKey, Unowned unowned) {
        Optional<String> key = patient(element);
        if (key.isEmpty()) {
            unowned.ofNobody();
        } else if (byKey.containsKey(key.get())) {
            add(byKey.get(key.get()), element);
        } else {
            unowned.ofAbsent();
        }
    }

    private static void add(Person person, Element element) {
        person.resources()
                .computeIfAbsent(element.type(), unknown -> new ArrayList<>())
                .add(element);
    }

    /** {@code Patient/12}, which a resource is about; empty where it names none. */
    static Optional<String> patient(Element element) {
        for (String name : NAMES) {
            if (element.get(name) instanceof Element reference
                    && reference.type().equals("Reference")) {
                String key = reference.text("reference");
                if (key != null && key.startsWith("Patient/")) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }
}
