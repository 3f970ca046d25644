package org.charthouse.synthetic.population;

/**
 * An encounter with its place.
 *
 * @param uuid Synthea's id
 * @param id 1..n within the facility
 * @param patient the registration it is booked on
 */
public record Visit(String uuid, int id, Registration patient) {

    /** The facility that all facts of this encounter belong to. */
    public Facility facility() {
        return patient.facility();
    }
}
