package org.charthouse.measure.elm;

import java.util.Comparator;

/**
 * What a retrieve asks for: a type of resources, those with certain codes where it says so and they are known beforehand.
 *
 * @param index the type, and the element that has the codes
 * @param codeSet number of the set of codes; {@link #ALL} where all of the type are asked for
 */
public record Sought(Retrieve.Index index, int codeSet) implements Comparable<Sought> {

    static final int ALL = -1;

    private static final Comparator<Sought> ORDER = Comparator.comparing(Sought::type)
            .thenComparing(sought -> sought.index().property())
            .thenComparingInt(Sought::codeSet);

    public String type() {
        return index.type();
    }

    boolean isOfAll() {
        return codeSet == ALL;
    }

    @Override
    public int compareTo(Sought other) {
        return ORDER.compare(this, other);
    }
}
