package org.charthouse.measure.report;

import java.util.Set;

/**
 * A cell as it may be told.
 *
 * @param masked codes of populations whose counts are not told
 */
record ToldCell(Cell cell, Set<String> masked, boolean tellsScore) {

    boolean isWhole() {
        return cell.stratum().equals(Cell.WHOLE);
    }
}
