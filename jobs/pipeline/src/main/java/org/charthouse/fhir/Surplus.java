package org.charthouse.fhir;

/** What a column does that is no collection and finds more than one value in a row. */
public enum Surplus {
    /** It takes the first: in production one crowded record must not stop a table. */
    FIRST,
    /** It fails the query, as the standard says; for the conformance suite and for authors who try a view. */
    FAILURE
}
