package org.charthouse.identity.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.LinkSpec.Comparison;

/** A version of a model: everything that was learnt of records. It stays as it is until a new one is trained. */
public final class Trained {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Weights weights;
    private final Frequencies frequencies;
    private final Guards guards;
    private final long records;

    Trained(Weights weights, Frequencies frequencies, Guards guards, long records) {
        this.weights = weights;
        this.frequencies = frequencies;
        this.guards = guards;
        this.records = records;
    }

    /**
     * What a level of a comparison says.
     *
     * @param comparison as the model names it
     * @param level as the model names it, or "else"
     * @param m its share of pairs of one person
     * @param u its share of pairs of two
     * @param weight log2 of m by u
     */
    public record LevelWeight(String comparison, String level, double m, double u, double weight) {}

    Weights weights() {
        return weights;
    }

    Frequencies frequencies() {
        return frequencies;
    }

    Guards guards() {
        return guards;
    }

    /** Of how many records it was learnt. */
    public long records() {
        return records;
    }

    /** The share of pairs of one person among all pairs of records. */
    public double lambda() {
        return weights.lambda();
    }

    /** What each level says, in the order of the model. */
    public List<LevelWeight> levels(LinkSpec spec) {
        List<LevelWeight> levels = new ArrayList<>();
        for (int i = 0; i < spec.comparisons().size(); i++) {
            for (int level = 1; level <= spec.comparisons().get(i).levels().size() + 1; level++) {
                levels.add(new LevelWeight(
                        spec.comparisons().get(i).name(),
                        name(spec.comparisons().get(i), level),
                        weights.m().get(i)[level - 1],
                        weights.u().get(i)[level - 1],
                        weights.weight(i, level)));
            }
        }
        return levels;
    }

    /** How a pair compares, in words: each comparison of which both records know something. */
    public static String words(Pair pair, LinkSpec spec) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < spec.comparisons().size(); i++) {
            int level = Pattern.level(pair.pattern(), i);
            if (level != Pattern.UNKNOWN) {
                Comparison comparison = spec.comparisons().get(i);
                words.add(comparison.name() + ": " + name(comparison, level));
            }
        }
        return String.join("; ", words);
    }

    private static String name(Comparison comparison, int level) {
        return level > comparison.levels().size()
                ? "else"
                : comparison.levels().get(level - 1).name();
    }

    /** As a text that is kept. */
    public String text() {
        ObjectNode all = JSON.createObjectNode();
        all.put("records", records);
        all.put("lambda", weights.lambda());
        put(all.putArray("m"), weights.m());
        put(all.putArray("u"), weights.u());
        frequencies.to(all.putArray("fields"));
        ArrayNode keys = all.putArray("refined");
        for (long key : guards.refined()) {
            keys.add(key);
        }
        return all.toString();
    }

    /**
     * What was kept.
     *
     * @param spec the same model as then
     */
    public static Trained of(String text, LinkSpec spec) {
        try {
            JsonNode all = JSON.readTree(text);
            List<Long> keys = new ArrayList<>();
            all.path("refined").forEach(key -> keys.add(key.longValue()));
            return new Trained(
                    new Weights(all.path("lambda").doubleValue(), shares(all.path("m")), shares(all.path("u"))),
                    Frequencies.of(all.path("fields"), spec),
                    Guards.of(keys),
                    all.path("records").longValue());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a trained model is damaged", e);
        }
    }

    private static void put(ArrayNode array, List<double[]> shares) {
        for (double[] each : shares) {
            ArrayNode levels = array.addArray();
            for (double share : each) {
                levels.add(share);
            }
        }
    }

    private static List<double[]> shares(JsonNode array) {
        List<double[]> shares = new ArrayList<>();
        array.forEach(each -> {
            double[] levels = new double[each.size()];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = each.get(i).doubleValue();
            }
            shares.add(levels);
        });
        return shares;
    }
}
