package org.charthouse.fhir;

/** What FHIRPath's operators make of a FHIR type (FHIR R4, FHIRPath: types and implicit conversion). */
enum FhirKind {
    BOOLEAN,
    TEXT,
    INTEGER,
    DECIMAL,
    DATE,
    DATE_TIME,
    TIME,
    COMPLEX,
    /** The empty collection as it is written, which has no type. */
    NOTHING;

    static FhirKind of(String primitive) {
        return switch (primitive) {
            case "boolean" -> BOOLEAN;
            case "integer", "positiveInt", "unsignedInt" -> INTEGER;
            case "decimal" -> DECIMAL;
            case "date" -> DATE;
            case "dateTime", "instant" -> DATE_TIME;
            case "time" -> TIME;
            case "" -> NOTHING;
            default -> TEXT;
        };
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }

    boolean isTemporal() {
        return this == DATE || this == DATE_TIME || this == TIME;
    }

    /**
     * Whether a column of the declared kind may hold values of this one. Numbers stand for each other, and so do dates
     * and times; every date or time is also a text.
     */
    boolean fits(FhirKind declared) {
        return this == declared
                || this == NOTHING
                || (isNumber() && declared.isNumber())
                || (isTemporal() && declared == TEXT)
                || (isTemporal() && declared.isTemporal() && (this == TIME) == (declared == TIME));
    }
}
