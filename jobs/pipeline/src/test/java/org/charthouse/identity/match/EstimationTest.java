package org.charthouse.identity.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.error.Place;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.LinkSpec.Comparison;
import org.charthouse.spec.LinkSpec.Level;
import org.charthouse.spec.LinkSpec.Usual;
import org.charthouse.spec.SqlText;
import org.junit.jupiter.api.Test;

class EstimationTest {

    private static final double[] M = {0.9, 0.07, 0.03};
    private static final double[] U = {0.01, 0.02, 0.97};
    private static final long RECORDS = 20_001;
    private static final double PAIRS = 20_001 * 20_000 / 2.0;
    private static final double LAMBDA = 1e-4;

    @Test
    void mAndLambdaAreFoundAgainFromPairsOfAKnownMixture() {
        SortedMap<Long, Double> seen = mixture();
        Weights found = new Estimation(spec(4), seen, RECORDS).with(List.of(U, U, U, U));
        assertThat(found.lambda()).isEqualTo(LAMBDA, within(LAMBDA / 100));
        found.m().forEach(m -> {
            for (int level = 0; level < M.length; level++) {
                assertThat(m[level]).isEqualTo(M[level], within(0.005));
            }
        });
    }

    @Test
    void whatIsNotKnownSaysNothing() {
        Weights weights = new Weights(0.5, List.of(M, M), List.of(U, U));
        assertThat(weights.odds(0)).isEqualTo(0);
        assertThat(weights.odds(Pattern.with(0, 1, 1))).isEqualTo(Weights.log2(90), within(1e-9));
    }

    @Test
    void aLevelNeverSaysMoreThanOneBeforeIt() {
        SortedMap<Long, Double> seen = new TreeMap<>();
        seen.put(pattern(2, 1), 1000.0);
        seen.put(pattern(1, 1), 10.0);
        seen.put(pattern(3, 3), 1e6);
        Weights found = new Estimation(spec(2), seen, 2000).with(List.of(new double[] {0.4, 0.001, 0.599}, U));
        assertThat(found.weight(0, 1)).isGreaterThanOrEqualTo(found.weight(0, 2));
        assertThat(found.weight(0, 2)).isGreaterThanOrEqualTo(found.weight(0, 3));
    }

    @Test
    void ofNoPairsTheModelIsAsItIsUsually() {
        Weights found = new Estimation(spec(1), new TreeMap<>(), 0).with(List.of(U));
        assertThat(found.m().get(0)[0]).isEqualTo(0.8, within(0.001));
    }

    /** All patterns of four comparisons, as often as the mixture has them. */
    private static SortedMap<Long, Double> mixture() {
        SortedMap<Long, Double> seen = new TreeMap<>();
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 3; c++) {
                    for (int d = 0; d < 3; d++) {
                        double share = LAMBDA * M[a] * M[b] * M[c] * M[d] + (1 - LAMBDA) * U[a] * U[b] * U[c] * U[d];
                        seen.put(pattern(a + 1, b + 1, c + 1, d + 1), PAIRS * share);
                    }
                }
            }
        }
        return seen;
    }

    private static long pattern(int... levels) {
        long pattern = 0;
        for (int i = 0; i < levels.length; i++) {
            pattern = Pattern.with(pattern, i, levels[i]);
        }
        return pattern;
    }

    static LinkSpec spec(int comparisons) {
        List<Level> levels = List.of(
                new Level("same", new SqlText("true", Place.of("test")), Optional.empty(), new Usual(0.8, 0.01)),
                new Level("near", new SqlText("true", Place.of("test")), Optional.empty(), new Usual(0.1, 0.01)));
        List<Comparison> all = java.util.stream.IntStream.range(0, comparisons)
                .mapToObj(i -> new Comparison("c" + i, List.of("f"), Optional.empty(), levels))
                .toList();
        return new LinkSpec("test", List.of(), List.of(), List.of(), all, List.of(), 0.99, 0.5, 50);
    }
}
