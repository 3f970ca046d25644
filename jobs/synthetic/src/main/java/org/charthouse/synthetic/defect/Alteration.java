package org.charthouse.synthetic.defect;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One way to spoil the content of a well-formed record.
 *
 * @param place share and file: where it may stand and how often
 * @param element the column, or the FHIR path, that is changed
 * @param fits whether a record can be spoilt this way
 * @param spoil changes the record
 * @param <R> the form of a record
 */
record Alteration<R>(Place place, String element, Predicate<R> fits, Consumer<R> spoil) {

    /**
     * @param section the section of the defects file, and the truth file
     * @param kind the kind within that section
     * @param file the table or resource type
     */
    record Place(String section, String kind, String file) {}
}
