package org.charthouse.synthetic.delivery;

import java.util.Set;

/**
 * What must be known of a record to choose it.
 *
 * @param patient id of the patient whose record it is, for a patient its own; empty if it is nobody's
 * @param encounter id of the encounter it belongs to, for an encounter its own; empty if there is none
 * @param correctable true if it has the value that corrections change
 * @param named the records it refers to beside its patient and its encounter
 */
record Entry(Key key, String patient, String encounter, boolean correctable, Set<Key> named) {}
