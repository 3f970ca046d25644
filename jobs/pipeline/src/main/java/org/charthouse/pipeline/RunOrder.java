package org.charthouse.pipeline;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run is asked to do.
 *
 * @param full whether every job starts from nothing, from {@code raw} on: person ids and history stay
 * @param only names of jobs to work on, with all that reads what they make; empty for all
 * @param asOf the date that the run stands for; empty for that of the newest delivery
 * @param startOver whether what earlier runs did and did not publish is left aside
 */
public record RunOrder(boolean full, Set<String> only, Optional<LocalDate> asOf, boolean startOver) {

    public RunOrder {
        only = Set.copyOf(new TreeSet<>(only));
    }

    /** One that goes on from what earlier runs did, published or not. */
    public RunOrder(boolean full, Set<String> only, Optional<LocalDate> asOf) {
        this(full, only, asOf, false);
    }

    /** All jobs, where something changed, as of the newest delivery. */
    public static RunOrder usual() {
        return new RunOrder(false, Set.of(), Optional.empty());
    }

    /** The same as of a given date. */
    public RunOrder as(LocalDate date) {
        return new RunOrder(full, only, Optional.of(date), startOver);
    }
}
