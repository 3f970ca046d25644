package org.charthouse.synthetic.delivery;

/**
 * What one delivery says about one record.
 *
 * @param form what its line looks like
 * @param version the version it tells: 1 as first known, 2 and 3 later ones, 0 one that is older than the first
 * @param week the delivery after which that version came about
 * @param pattern the word of the truth file; empty if nothing is planted here
 */
record Act(Form form, int version, int week, String pattern) {

    /** The line of a record. */
    enum Form {
        /** As all records that nothing happens to. */
        USUAL,
        ABSENT,
        AS_IS,
        /** Another value. */
        CORRECTED,
        /** Another patient. */
        MOVED,
        /** The same values, written anew. */
        RENEWED,
        DELETED
    }

    static final Act USUAL = new Act(Form.USUAL, 1, 0, "");
    static final Act ABSENT = new Act(Form.ABSENT, 1, 0, "");
    static final Act AS_IS = new Act(Form.AS_IS, 1, 0, "");

    static Act asIs(String pattern) {
        return new Act(Form.AS_IS, 1, 0, pattern);
    }

    static Act corrected(int version, int week, String pattern) {
        return new Act(Form.CORRECTED, version, week, pattern);
    }

    static Act deleted(int week) {
        return new Act(Form.DELETED, 2, week, "deletion");
    }

    /** The same line in a later delivery, where it is nothing new. */
    Act again() {
        return new Act(form, version, week, "");
    }

    boolean isPlanted() {
        return !pattern.isEmpty();
    }
}
