package org.charthouse.synthetic.population;

/** The two source systems of a delivery. */
public enum Facility {
    /** Delivers CSV after the extract contract. */
    A("facility_a"),
    /** Delivers FHIR R4 bulk NDJSON. */
    B("facility_b");

    private final String directory;

    Facility(String directory) {
        this.directory = directory;
    }

    /** The name of its landing directory, and its name in the truth files. */
    public String directory() {
        return directory;
    }
}
