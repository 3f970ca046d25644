package org.charthouse.synthetic.delivery;

/** Where a line can be delivered. */
enum Slot {
    /** The first delivery: the good files that defects are planted into. */
    FIRST(1, 1),
    /** A week later. */
    SECOND(2, 2),
    /** Two weeks later. */
    THIRD(3, 3),
    /** A file of the first delivery that arrives with the third. */
    LATE(3, 1);

    private final int step;
    private final int delivery;

    Slot(int step, int delivery) {
        this.step = step;
        this.delivery = delivery;
    }

    /** The step, from 1, with which the file arrives. */
    int step() {
        return step;
    }

    /** The delivery, from 1, whose date names the folder. */
    int delivery() {
        return delivery;
    }
}
