package org.charthouse.synthetic.defect;

import java.util.List;

/**
 * What differs between CSV and NDJSON when lines are spoilt.
 *
 * @param <R> the form of a record
 */
interface RecordFormat<R> {

    /** The key of this format in the defects file. */
    String name();

    /** True if a file begins with a line that is no record. */
    boolean hasHeader();

    R parse(String header, String line);

    String text(R row);

    String id(R row);

    List<Alteration<R>> alterations();

    /** The kinds of garbage, in the order they take turns. */
    List<String> garbageKinds();

    /** A line that cannot be read as a record, made after a good one; it never claims the id of the good one where it has one. */
    String garbage(String kind, R template, int unusedId);
}
