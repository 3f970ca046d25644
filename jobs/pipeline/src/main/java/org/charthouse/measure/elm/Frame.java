package org.charthouse.measure.elm;

import org.jspecify.annotations.Nullable;

/** Where an expression is evaluated: for whom, and with what its aliases, lets and operands stand for. */
final class Frame {

    final Subject subject;
    final @Nullable Object[] slots;

    Frame(Subject subject, int size) {
        this.subject = subject;
        this.slots = new Object[size];
    }
}
