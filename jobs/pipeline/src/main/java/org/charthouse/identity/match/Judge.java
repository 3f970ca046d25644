package org.charthouse.identity.match;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.charthouse.lake.RowValues;
import org.charthouse.spec.LinkSpec.Rule;
import org.charthouse.spec.LinkSpec.Then;

/** Says of two records how they compare, how likely they are of one person, and what follows. */
final class Judge implements Serializable {

    private static final long serialVersionUID = 1;

    private final RowValues levels;
    private final Frequencies frequencies;
    private final Weights weights;
    private final Then[] rules;
    private final double match;
    private final double review;
    private final int comparisons;

    Judge(PairModel model, Frequencies frequencies, Weights weights) {
        this.levels = model.levels();
        this.frequencies = frequencies;
        this.weights = weights;
        this.rules = model.spec().rules().stream().map(Rule::then).toArray(Then[]::new);
        this.match = Weights.odds(model.spec().match());
        this.review = Weights.odds(model.spec().review());
        this.comparisons = model.spec().comparisons().size();
    }

    /** What is said of a pair. */
    record Judgement(long pattern, double odds, int rule, Decision decision) {}

    /** The fields of a record in standard form, without values that too many have. */
    InternalRow known(InternalRow fields) {
        return Records.known(fields, fields.numFields(), frequencies);
    }

    RowValues levels() {
        return levels;
    }

    /**
     * Judges.
     *
     * @param left the fields of the lesser record
     * @param right those of the other
     * @param computed of {@link #levels}
     */
    Judgement of(InternalRow left, InternalRow right, RowValues.Computed computed) {
        GenericInternalRow pair = new GenericInternalRow(new Object[] {left, right});
        UnsafeRow found = computed.of(pair);
        long pattern = Pattern.of(found, comparisons);
        double odds = weights.odds(pattern);
        for (int i = 0; i < comparisons; i++) {
            odds += frequencies.rarity(i, Pattern.level(pattern, i), pair);
        }
        int rule = found.getInt(comparisons);
        return new Judgement(pattern, odds, rule, decision(odds, rule));
    }

    private Decision decision(double odds, int rule) {
        Then then = rule > 0 ? rules[rule - 1] : null;
        if (then == Then.LINK) {
            return Decision.MATCH;
        }
        if (then == Then.NEVER || odds < review) {
            return Decision.DISTINCT;
        }
        return then == null && odds >= match ? Decision.MATCH : Decision.REVIEW;
    }
}
