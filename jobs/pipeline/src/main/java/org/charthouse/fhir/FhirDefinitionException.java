package org.charthouse.fhir;

/**
 * A definition (element list, ViewDefinition) that cannot be used. The message names the problem, the place, and the
 * reason with its cure; it never holds patient data, since only definitions are looked at.
 */
public final class FhirDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FhirDefinitionException(String problem, String place, String reason) {
        super(problem + " (" + place + "): " + reason);
    }
}
