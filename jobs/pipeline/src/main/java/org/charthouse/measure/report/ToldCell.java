package org.charthouse.measure.report;

import java.util.HashSet;
import java.util.Set;

/**
 * A cell as it may be told.
 *
 * @param masked codes of populations whose counts are not told
 */
record ToldCell(Cell cell, Set<String> masked, boolean tellsScore) {

    /** The same with these masked, too. */
    ToldCell without(Set<String> populations) {
        Set<String> all = new HashSet<>(masked);
        all.addAll(populations);
        return new ToldCell(cell, all, tellsScore);
    }

    boolean isWhole() {
        return cell.stratum().equals(Cell.WHOLE);
    }
}
