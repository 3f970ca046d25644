package org.charthouse.fhir;

import java.util.Set;
import org.charthouse.fhir.ViewDefinition.ViewColumn;

/** Whether what a path gives is what its column declares (ViewDefinition.select.column.type). */
final class ColumnTypes {
    private static final String PREFIX = "http://hl7.org/fhir/StructureDefinition/";
    private static final Set<String> NEWER = Set.of("integer64");

    private ColumnTypes() {}

    /** Throws IllegalArgumentException where the declared type is contradicted, or missing for a complex element. */
    static void check(ViewColumn column, Focus value) {
        String declared = column.type().startsWith(PREFIX) ? column.type().substring(PREFIX.length()) : column.type();
        boolean complex = value.kind() == FhirKind.COMPLEX;
        if (declared.isEmpty() || NEWER.contains(declared)) {
            if (complex) {
                throw new IllegalArgumentException("the path ends at a complex element: add the child that is meant");
            }
            return;
        }
        // The name of a part of a resource is its path, Observation.component, whose type has no name of its own.
        if (complex && declared.contains(".")) {
            return;
        }
        FhirType type = FhirType.named(declared);
        if (type == null) {
            throw new IllegalArgumentException("FHIR has no type '" + declared + "'");
        }
        boolean fits =
                complex ? value.fhir().name().equals(declared) : value.kind().fits(type.kind());
        if (!fits) {
            throw new IllegalArgumentException("the path gives "
                    + (value.fhir().name().isEmpty() ? "nothing" : value.fhir().name()) + ", but the column declares "
                    + declared);
        }
    }
}
