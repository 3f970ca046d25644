package org.charthouse.synthetic.population;

/**
 * A person as registered at a facility.
 *
 * @param id 1..n within the facility
 * @param shown the particulars as this registration has them
 * @param second true for the needless second registration at the same facility
 */
public record Registration(Facility facility, int id, Person person, Particulars shown, boolean second) {

    /** Title, given, middle and family name as printed in references. */
    public String display() {
        return String.join(" ", person.cell("PREFIX"), shown.given(), person.cell("MIDDLE"), shown.family())
                .strip()
                .replaceAll(" +", " ");
    }
}
