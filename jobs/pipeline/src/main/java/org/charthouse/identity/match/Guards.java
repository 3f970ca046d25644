package org.charthouse.identity.match;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;

/**
 * Which keys are refined: those that too many records shared when the model was trained. So the same records are compared
 * whether they come at once or one after the other; only a key that has outgrown its training by far is refined later on.
 */
final class Guards implements Serializable {

    private static final long serialVersionUID = 1;

    /** So many times what is refined in training. */
    private static final int OUTGROWN = 4;

    private final long[] refined;
    private final int most;

    private Guards(long[] refined, int most) {
        this.refined = refined;
        this.most = most;
    }

    /** Guards for training. */
    static Guards none() {
        return new Guards(new long[0], Blocks.MOST);
    }

    /** Guards of a trained model. */
    static Guards of(Collection<Long> refined) {
        return new Guards(refined.stream().mapToLong(Long::longValue).sorted().toArray(), OUTGROWN * Blocks.MOST);
    }

    /** Whether records that share a key must share more to be compared. */
    boolean isRefined(long key, int records) {
        return records > most || Arrays.binarySearch(refined, key) >= 0;
    }

    long[] refined() {
        return refined.clone();
    }
}
