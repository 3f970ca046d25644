package org.charthouse.synthetic.extract;

import java.util.LinkedHashMap;
import java.util.Map;

/** Organizations, departments and providers of facility A: numbered when an encounter first names them. */
final class Places {

    private static final Map<String, String> DEPARTMENT_NAMES = Map.of(
            "emergency", "Emergency Department",
            "medical-ward", "Medical Ward",
            "skilled-nursing", "Skilled Nursing Unit",
            "urgent-care", "Urgent Care",
            "primary-care", "Primary Care Clinic",
            "outpatient-clinic", "Outpatient Clinic",
            "home-care", "Home Care Service",
            "telehealth", "Telehealth");

    /** A department with its organization. */
    record Department(int organizationId, String type) {

        String name() {
            return DEPARTMENT_NAMES.getOrDefault(type, type);
        }
    }

    private final Map<String, Integer> organizations = new LinkedHashMap<>();
    private final Map<String, Integer> providers = new LinkedHashMap<>();
    private final Map<String, Integer> departmentIds = new LinkedHashMap<>();
    private final Map<Integer, Department> departments = new LinkedHashMap<>();

    int organization(String uuid) {
        return organizations.computeIfAbsent(uuid, key -> organizations.size() + 1);
    }

    int provider(String uuid) {
        return providers.computeIfAbsent(uuid, key -> providers.size() + 1);
    }

    int department(String organization, String encounterClass) {
        String type = departmentType(encounterClass);
        int id = departmentIds.computeIfAbsent(organization + " " + type, key -> departmentIds.size() + 1);
        departments.putIfAbsent(id, new Department(organization(organization), type));
        return id;
    }

    /** Organization ids by Synthea's ids, in ascending order of id. */
    Map<String, Integer> organizations() {
        return organizations;
    }

    /** Provider ids by Synthea's ids, in ascending order of id. */
    Map<String, Integer> providers() {
        return providers;
    }

    /** Departments by id, ascending. */
    Map<Integer, Department> departments() {
        return departments;
    }

    private static String departmentType(String encounterClass) {
        return switch (encounterClass) {
            case "emergency" -> "emergency";
            case "inpatient" -> "medical-ward";
            case "snf" -> "skilled-nursing";
            case "urgentcare" -> "urgent-care";
            case "wellness" -> "primary-care";
            case "home", "hospice" -> "home-care";
            case "virtual" -> "telehealth";
            default -> "outpatient-clinic";
        };
    }
}
