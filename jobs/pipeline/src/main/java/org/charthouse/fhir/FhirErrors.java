package org.charthouse.fhir;

import java.util.Collection;
import java.util.List;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** Every way in which an element list or a ViewDefinition can be unusable. Only definitions are looked at, no data. */
final class FhirErrors {
    private FhirErrors() {}

    static UserError unknownResourceType(String type, Collection<String> valid) {
        return configuration(List.of(new Problem(
                "Unknown FHIR resource type '" + type + "'",
                null,
                "FHIR R4 has no resource of that name",
                NearestWord.cure(type, valid))));
    }

    static UserError unknownElement(String parent, String name, Collection<String> valid) {
        return configuration(List.of(new Problem(
                "Unknown FHIR element '" + parent + "." + name + "'",
                null,
                "FHIR R4 has no such element there",
                NearestWord.cure(name, valid))));
    }

    /** One thing wrong with the form of a ViewDefinition, at a key of its. */
    static Problem form(String key, String reason, String cure) {
        return new Problem("Invalid ViewDefinition", new Place("ViewDefinition", 0, key), reason, cure);
    }

    /** One thing in a well-formed view that does not fit the resource or is not supported. */
    static Problem unusable(String view, String part, String reason) {
        return new Problem(
                "Unusable view",
                new Place("view " + view, 0, part),
                reason,
                "write it with elements that are kept and functions that are supported");
    }

    static UserError configuration(List<Problem> problems) {
        return new UserError(ExitCode.CONFIGURATION, problems);
    }
}
