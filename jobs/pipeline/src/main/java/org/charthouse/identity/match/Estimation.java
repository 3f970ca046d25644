package org.charthouse.identity.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.charthouse.spec.LinkSpec;

/**
 * Estimates a model without labels: u is given, m and lambda follow by expectation and maximisation over how often each pattern
 * was seen. Pairs that share no key are taken for pairs of two persons, so lambda is told of all pairs.
 */
final class Estimation {

    private static final int MOST_ROUNDS = 200;
    private static final double CLOSE = 1e-7;

    /** As many pairs of one person as what is usual counts for. */
    private static final double USUAL_PAIRS = 30;

    /** What is added to each count of a level, so that none is impossible. */
    private static final double SMALL = 1e-3;

    private static final double MOST_MATCHES = 0.5;

    private final LinkSpec spec;
    private final SortedMap<Long, Double> seen;
    private final long records;

    /**
     * An estimation.
     *
     * @param seen how many compared pairs have each pattern
     * @param records how many records there are
     */
    Estimation(LinkSpec spec, SortedMap<Long, Double> seen, long records) {
        this.spec = spec;
        this.seen = seen;
        this.records = records;
    }

    /** The weights that make what was seen likeliest, with u, by comparison and level, as it is given. */
    Weights with(List<double[]> u) {
        double all = Math.max(1, records * (records - 1) / 2.0);
        Weights now = new Weights(
                Math.min(MOST_MATCHES, records / 2.0 / all),
                usual(1).stream().map(Estimation::shares).toList(),
                u);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Weights next = next(now, all);
            boolean isDone = Math.abs(next.lambda() - now.lambda()) <= CLOSE * now.lambda();
            now = next;
            if (isDone) {
                break;
            }
        }
        return ordered(now);
    }

    /** How many of some pairs of one person come to each level, before any is seen. */
    private List<double[]> usual(double pairs) {
        return spec.comparisons().stream()
                .map(comparison -> {
                    double[] counts = new double[comparison.levels().size() + 1];
                    double rest = 1;
                    for (int i = 0; i < counts.length - 1; i++) {
                        double m = comparison.levels().get(i).usual().m();
                        counts[i] = SMALL + pairs * m;
                        rest -= m;
                    }
                    counts[counts.length - 1] = SMALL + pairs * rest;
                    return counts;
                })
                .toList();
    }

    private Weights next(Weights now, double all) {
        List<double[]> sums = usual(USUAL_PAIRS);
        double matches = SMALL;
        for (var each : seen.entrySet()) {
            double likely = Weights.probability(now.odds(each.getKey())) * each.getValue();
            matches += likely;
            for (int i = 0; i < sums.size(); i++) {
                int level = Pattern.level(each.getKey(), i);
                if (level != Pattern.UNKNOWN) {
                    sums.get(i)[level - 1] += likely;
                }
            }
        }
        return new Weights(
                Math.min(MOST_MATCHES, matches / all),
                sums.stream().map(Estimation::shares).toList(),
                now.u());
    }

    private static double[] shares(double[] counts) {
        double sum = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(count -> count / sum).toArray();
    }

    /** Levels in order: where a stronger level came out weaker than one after it, both are told as one. */
    private static Weights ordered(Weights found) {
        List<double[]> m = new ArrayList<>();
        List<double[]> u = new ArrayList<>();
        for (int i = 0; i < found.m().size(); i++) {
            double[] left = found.m().get(i).clone();
            double[] right = found.u().get(i).clone();
            pool(left, right);
            m.add(left);
            u.add(right);
        }
        return new Weights(found.lambda(), m, u);
    }

    /** Adjacent violators are pooled until the ratios fall; each level then has its pool's ratio, with its own share of u. */
    private static void pool(double[] m, double[] u) {
        List<int[]> pools = new ArrayList<>();
        for (int level = 0; level < m.length; level++) {
            int[] last = {level, level + 1};
            while (!pools.isEmpty() && ratio(m, u, pools.get(pools.size() - 1)) < ratio(m, u, last)) {
                last = new int[] {pools.remove(pools.size() - 1)[0], last[1]};
            }
            pools.add(last);
        }
        double[] ratios = new double[m.length];
        for (int[] each : pools) {
            Arrays.fill(ratios, each[0], each[1], ratio(m, u, each));
        }
        for (int level = 0; level < m.length; level++) {
            m[level] = ratios[level] * u[level];
        }
    }

    private static double ratio(double[] m, double[] u, int[] levels) {
        double ofMatches = 0;
        double ofOthers = 0;
        for (int level = levels[0]; level < levels[1]; level++) {
            ofMatches += m[level];
            ofOthers += u[level];
        }
        return ofMatches / ofOthers;
    }
}
