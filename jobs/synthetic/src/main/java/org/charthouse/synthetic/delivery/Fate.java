package org.charthouse.synthetic.delivery;

import static org.charthouse.synthetic.delivery.Act.ABSENT;
import static org.charthouse.synthetic.delivery.Act.USUAL;
import static org.charthouse.synthetic.delivery.Act.asIs;
import static org.charthouse.synthetic.delivery.Act.corrected;
import static org.charthouse.synthetic.delivery.Act.deleted;

import java.util.Arrays;

/** What becomes of a record over the deliveries. */
@SuppressWarnings("ImmutableEnumChecker") // an Act is a record of immutable parts
enum Fate {
    /** First delivered a week later. */
    INCREMENT(ABSENT, asIs("increment"), USUAL, ABSENT),
    /** Delivered again without need. */
    OVERLAP(USUAL, asIs("overlap"), USUAL, ABSENT),
    CORRECTED_EARLY(
            USUAL, corrected(2, 1, "correction"), corrected(2, 1, "correction").again(), ABSENT),
    CORRECTED_LATER(USUAL, USUAL, corrected(2, 2, "correction"), ABSENT),
    MOVED(USUAL, moved(), moved().again(), ABSENT),
    /** The third version comes before the second. */
    OUTDATED(USUAL, corrected(3, 1, "correction"), corrected(2, 1, "out-of-order"), ABSENT),
    /** A version from before the first delivery comes last. */
    STALE(USUAL, USUAL, corrected(0, 0, "out-of-order"), ABSENT),
    DELETED_EARLY(USUAL, deleted(1), ABSENT, ABSENT),
    DELETED_LATER(USUAL, USUAL, deleted(2), ABSENT),
    UNDELETED(USUAL, deleted(1), new Act(Act.Form.RENEWED, 3, 2, "undeletion"), ABSENT),
    LATE(ABSENT, ABSENT, ABSENT, asIs("late")),
    /** Comes late, when a correction is known already. */
    OVERTAKEN(
            ABSENT, corrected(2, 1, "correction"), corrected(2, 1, "correction").again(), asIs("late")),
    /** Comes late, when its deletion is known already. */
    DELETED_UNSEEN(ABSENT, deleted(1), ABSENT, asIs("late"));

    private final Act first;
    private final Act second;
    private final Act third;
    private final Act late;

    Fate(Act first, Act second, Act third, Act late) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.late = late;
    }

    Act in(Slot slot) {
        return switch (slot) {
            case FIRST -> first;
            case SECOND -> second;
            case THIRD -> third;
            case LATE -> late;
        };
    }

    /** True if its values change, so that it needs a value that can. */
    boolean corrects() {
        return Arrays.stream(Slot.values()).anyMatch(slot -> in(slot).form() == Act.Form.CORRECTED);
    }

    private static Act moved() {
        return new Act(Act.Form.MOVED, 2, 1, "moved");
    }
}
