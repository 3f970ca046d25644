package org.charthouse.identity.match;

import java.util.Comparator;

/**
 * Two records that were compared.
 *
 * @param a the lesser record
 * @param b the other
 * @param pattern the level of each comparison
 * @param odds log2 of the odds that they are of one person
 * @param rule the rule that holds of them, from 1, or 0
 * @param decision what follows for the two alone
 */
public record Pair(String a, String b, long pattern, double odds, int rule, Decision decision) {

    /** Likeliest first. */
    static final Comparator<Pair> ORDER = Comparator.comparingDouble(Pair::odds)
            .reversed()
            .thenComparing(Pair::a)
            .thenComparing(Pair::b);

    /** The probability that they are of one person. */
    public double probability() {
        return Weights.probability(odds);
    }
}
