package org.charthouse.fhir;

import java.util.List;

/** A FHIRPath expression as a tree. */
sealed interface FhirPath {
    /** What the evaluation starts from: the resource, the forEach item, or {@code $this}. */
    record Start() implements FhirPath {}

    /** {@code {}}, the empty collection. */
    record Nothing() implements FhirPath {}

    /** A child element. */
    record Member(FhirPath of, String name) implements FhirPath {}

    /** A call, {@code of.name(arguments)}. */
    record Call(FhirPath of, String name, List<FhirPath> arguments) implements FhirPath {}

    /** The item at a position, counted from 0. */
    record Index(FhirPath of, FhirPath position) implements FhirPath {}

    /** Two operands and an operator; that of {@code is} and {@code as} is to the right the name of a type. */
    record Operation(FhirPath left, String operator, FhirPath right) implements FhirPath {}

    /**
     * A literal.
     *
     * @param value a String, Boolean, Integer or java.math.BigDecimal
     * @param type the FHIR type: string, boolean, integer, decimal, date, dateTime, time
     */
    record Literal(Object value, String type) implements FhirPath {}

    /** {@code %name}. */
    record Variable(String name) implements FhirPath {}
}
