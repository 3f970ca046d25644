package org.charthouse.identity.match;

import java.io.Serializable;
import java.util.List;

/**
 * The parameters of a model of Fellegi and Sunter (1969): how often pairs of one person (m), and of two (u), come to each level
 * of each comparison, and how many of all pairs are of one person (lambda).
 *
 * @param lambda the share of pairs of one person among all pairs of records
 * @param m by comparison and level
 * @param u the same
 */
record Weights(double lambda, List<double[]> m, List<double[]> u) implements Serializable {

    private static final double LOG_2 = Math.log(2);

    /** log2 of the odds that two records of which nothing is known are of one person. */
    double prior() {
        return log2(lambda / (1 - lambda));
    }

    /** The evidence of a level: log2(m/u); of {@link Pattern#UNKNOWN}, none. */
    double weight(int comparison, int level) {
        return level == Pattern.UNKNOWN ? 0 : log2(m.get(comparison)[level - 1] / u.get(comparison)[level - 1]);
    }

    /** log2 of the odds that a pair is of one person. */
    double odds(long pattern) {
        double odds = prior();
        for (int i = 0; i < m.size(); i++) {
            odds += weight(i, Pattern.level(pattern, i));
        }
        return odds;
    }

    /** The probability of odds. */
    static double probability(double odds) {
        return 1 / (1 + Math.pow(2, -odds));
    }

    /** log2 of the odds of a probability. */
    static double odds(double probability) {
        return log2(probability / (1 - probability));
    }

    static double log2(double value) {
        return Math.log(value) / LOG_2;
    }
}
