package org.charthouse.synthetic.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between the two facilities when a record lives on.
 *
 * @param <R> the form of a record; the methods that change one do so in place
 */
interface SourceFormat<R> {

    /** Codes of heart rate and body weight: one more of either is still plausible. */
    Set<String> ADJUSTABLE = Set.of("8867-4", "29463-7");

    /** The ending of files, with its dot. */
    String ending();

    /** True if a file begins with a line that is no record. */
    boolean hasHeader();

    /** True if this delivery repeats all that is known. */
    boolean isFull(Slot slot);

    /** The kind of which the third delivery has nothing; empty if it has all kinds. */
    String silentKind();

    /** The kind of which the third delivery has a tenth; empty if it has all of each. */
    String thinKind();

    /** The kind whose file comes twice in the third delivery; empty for none. */
    String doubledKind();

    /** The table or resource type of these records. */
    String kind(Role role);

    R parse(String header, String line);

    String text(R row);

    Entry entry(String kind, R row);

    Fhir resource(Key key);

    /** The version time that the record itself names. */
    Optional<Instant> time(R row);

    /** Changes a value, and to another one for each version. */
    void correct(String kind, R row, Version version);

    /** Gives an observation to another patient; the encounter stays with the wrong one and is no longer named. */
    void move(R row, String patient);

    /** Sets version and version time. */
    void stamp(R row, Version version);

    /** The line that deletes this record; empty if deletions are not lines of the kind's own files. */
    Optional<String> deletion(R row, Version version);
}
