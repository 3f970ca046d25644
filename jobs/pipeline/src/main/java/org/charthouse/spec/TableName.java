package org.charthouse.spec;

import java.util.Locale;

/**
 * A table of the lake: its zone ({@code raw, fhir, identity, core, dq, measure, mart, ops}) and its name in singular
 * snake_case.
 */
public record TableName(String zone, String name) implements Comparable<TableName> {

    /** Reads {@code zone.name}; without a dot the zone is empty. */
    public static TableName of(String dotted) {
        int dot = dotted.indexOf('.');
        return new TableName(dot < 0 ? "" : dotted.substring(0, dot), dotted.substring(dot + 1));
    }

    /** The table of a FHIR resource type: {@code MedicationRequest} is kept in {@code fhir.medication_request}. */
    public static TableName ofResource(String resourceType) {
        String snake = resourceType.replaceAll("(?<=[a-z])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return new TableName("fhir", snake);
    }

    @Override
    public int compareTo(TableName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return zone + "." + name;
    }
}
