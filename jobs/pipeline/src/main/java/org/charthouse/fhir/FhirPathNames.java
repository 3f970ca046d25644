package org.charthouse.fhir;

import java.util.Set;

/** Arguments of FHIRPath functions that are read while compiling: type names and the only argument. */
final class FhirPathNames {
    private static final Set<String> SPACES = Set.of("FHIR", "System");

    private FhirPathNames() {}

    static FhirPath only(FhirPath.Call call) {
        if (call.arguments().size() != 1) {
            throw new IllegalArgumentException(call.name() + "() takes one argument");
        }
        return call.arguments().get(0);
    }

    /** Whether an expression tells the row's index and looks at no element. */
    static boolean isRowIndex(FhirPath path) {
        if (path instanceof FhirPath.Operation operation) {
            boolean left = isRowIndex(operation.left());
            boolean right = isRowIndex(operation.right());
            return (left && (right || operation.right() instanceof FhirPath.Literal))
                    || (right && operation.left() instanceof FhirPath.Literal);
        }
        return path instanceof FhirPath.Variable variable && variable.name().equals("rowIndex");
    }

    /** {@code Patient}, {@code FHIR.Patient}, {@code System.String}, or the name as a text. */
    static String type(FhirPath argument) {
        if (argument instanceof FhirPath.Literal literal && literal.value() instanceof String text) {
            return text;
        }
        if (argument instanceof FhirPath.Member member) {
            if (member.of() instanceof FhirPath.Start) {
                return system(member.name());
            }
            if (member.of() instanceof FhirPath.Member space && SPACES.contains(space.name())) {
                return system(member.name());
            }
        }
        throw new IllegalArgumentException("the name of a FHIR type is expected");
    }

    /** The types of FHIRPath itself by the names of FHIR's. */
    private static String system(String name) {
        return switch (name) {
            case "Boolean" -> "boolean";
            case "String" -> "string";
            case "Integer" -> "integer";
            case "Decimal" -> "decimal";
            case "Date" -> "date";
            case "DateTime" -> "dateTime";
            case "Time" -> "time";
            default -> name;
        };
    }
}
