package org.charthouse.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a resource's text shows.
 *
 * @param resourceType as sent; null where it could not be read
 * @param id as sent; an identifier, so never to be logged
 * @param lastUpdated {@code meta.lastUpdated}, the instant as sent
 * @param problem one of the constants here, or null: the resource may enter the lake
 * @param reason one sentence about the problem, without any value of the document; null without a problem
 * @param notKept JSON paths without array positions ({@code Observation.component.code}) that the lake does not keep;
 *     an extension by its url, {@code Patient.extension(http://...)}, what a contained resource has by its type,
 *     {@code MedicationRequest.contained(Medication).batch}
 * @param contained types of the resources that it contains, of which something is kept
 */
public record Inspection(
        @Nullable String resourceType,
        @Nullable String id,
        @Nullable String lastUpdated,
        @Nullable String problem,
        @Nullable String reason,
        List<String> notKept,
        List<String> contained) {
    public static final String NOT_JSON = "not-json";
    /** JSON that is nested so deep that no program should follow; no resource of FHIR is. */
    public static final String TOO_DEEP = "too-deep";

    public static final String NOT_AN_OBJECT = "not-an-object";
    public static final String NO_RESOURCE_TYPE = "no-resource-type";
    public static final String NO_ID = "no-id";
    /** Names within an object are unique (RFC 8259, 4); of two ids one would be taken by chance. */
    public static final String TWO_IDS = "two-ids";

    /** FHIR R4, 2.4.0.2: who does not know a modifier extension must not process the element that carries it. */
    public static final String UNKNOWN_MODIFIER_EXTENSION = "unknown-modifier-extension";

    static Inspection refused(String problem, String reason) {
        return new Inspection(null, null, null, problem, reason, List.of(), List.of());
    }
}
