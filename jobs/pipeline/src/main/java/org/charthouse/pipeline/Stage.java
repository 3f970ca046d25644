package org.charthouse.pipeline;

import java.util.Locale;

/** The stages of a run, in the order in which data flow. */
public enum Stage {
    /** Delivered files become raw rows. */
    INGEST,
    /** Raw rows become FHIR resources. */
    CONFORM,
    /** Patient records become persons. */
    LINK,
    /** FHIR resources become the tables that analysts join. */
    FLATTEN,
    /** Tables are held against their contracts. */
    CHECK,
    /** Quality measures are counted, person by person. */
    MEASURE,
    /** Marts are computed. */
    BUILD,
    /** What was made is judged: fit to be published or not. */
    GATE,
    /** Reports are written. */
    REPORT;

    /** The word that users see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
