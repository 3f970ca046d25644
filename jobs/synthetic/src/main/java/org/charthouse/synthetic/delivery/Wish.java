package org.charthouse.synthetic.delivery;

import static org.charthouse.synthetic.delivery.Role.ENCOUNTER;
import static org.charthouse.synthetic.delivery.Role.OBSERVATION;
import static org.charthouse.synthetic.delivery.Role.ORDER;
import static org.charthouse.synthetic.delivery.Role.PATIENT;
import static org.charthouse.synthetic.delivery.Role.PROBLEM;
import static org.charthouse.synthetic.delivery.Role.PROCEDURE;

import java.util.List;

/** How many records of a kind are to meet a fate; fewer do where there are fewer. */
record Wish(Role role, Fate fate, int count) {

    /** Patients and encounters with all that belongs to them. */
    static final List<Wish> WHOLE = List.of(
            new Wish(PATIENT, Fate.DELETED_EARLY, 1),
            new Wish(PATIENT, Fate.INCREMENT, 1),
            new Wish(ENCOUNTER, Fate.INCREMENT, 3),
            new Wish(ENCOUNTER, Fate.DELETED_EARLY, 1),
            new Wish(ENCOUNTER, Fate.DELETED_LATER, 2));

    /** Records on their own. */
    static final List<Wish> SINGLE = List.of(
            new Wish(PATIENT, Fate.CORRECTED_EARLY, 2),
            new Wish(PATIENT, Fate.CORRECTED_LATER, 1),
            new Wish(ENCOUNTER, Fate.CORRECTED_EARLY, 2),
            new Wish(ENCOUNTER, Fate.CORRECTED_LATER, 1),
            new Wish(ENCOUNTER, Fate.OUTDATED, 1),
            new Wish(PROBLEM, Fate.CORRECTED_EARLY, 2),
            new Wish(PROBLEM, Fate.CORRECTED_LATER, 1),
            new Wish(PROBLEM, Fate.OUTDATED, 1),
            new Wish(PROBLEM, Fate.DELETED_EARLY, 1),
            new Wish(PROBLEM, Fate.DELETED_LATER, 1),
            new Wish(OBSERVATION, Fate.CORRECTED_EARLY, 3),
            new Wish(OBSERVATION, Fate.CORRECTED_LATER, 2),
            new Wish(OBSERVATION, Fate.OUTDATED, 2),
            new Wish(OBSERVATION, Fate.STALE, 3),
            new Wish(OBSERVATION, Fate.OVERTAKEN, 3),
            new Wish(OBSERVATION, Fate.MOVED, 3),
            new Wish(OBSERVATION, Fate.DELETED_EARLY, 2),
            new Wish(OBSERVATION, Fate.DELETED_LATER, 2),
            new Wish(OBSERVATION, Fate.UNDELETED, 3),
            new Wish(OBSERVATION, Fate.LATE, 4),
            new Wish(OBSERVATION, Fate.DELETED_UNSEEN, 3),
            new Wish(PROCEDURE, Fate.DELETED_EARLY, 1),
            new Wish(PROCEDURE, Fate.DELETED_LATER, 1),
            new Wish(ORDER, Fate.UNDELETED, 1));
}
