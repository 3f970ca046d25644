package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.RowValues;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.LinkSpec.Comparison;
import org.charthouse.spec.LinkSpec.Level;

/** Learns a model of records without labels. */
final class Training {

    /** Of so many records, each pair is compared to see how records of two persons agree. */
    private static final int SAMPLE = 1_000;

    /** Of about so many candidate pairs m and lambda are learnt. */
    private static final double ENOUGH = 2_000_000;

    /** How often u is estimated: at first from all pairs of the sample, then without those that are likely of one person. */
    private static final int ROUNDS = 3;

    private static final StructType COUNTED =
            new StructType().add("pattern", DataTypes.LongType, false).add("pairs", DataTypes.LongType, false);

    private final PairModel model;
    private final LinkSpec spec;

    Training(PairModel model) {
        this.model = model;
        this.spec = model.spec();
    }

    /**
     * Learns.
     *
     * @param standard see {@link Records#standard}; to be kept by the caller, as it is read several times
     */
    Trained of(Dataset<Row> standard, Spread spread) {
        Frequencies frequencies = Frequencies.of(standard, spec, spread);
        Dataset<Row> keyed = Records.keyed(standard, model, frequencies, spread);
        long records = keyed.count();
        SortedMap<Long, Long> usual = patternsOfSample(keyed);
        try (Candidates candidates = Candidates.of(keyed, Guards.none(), spec, spread)) {
            long pairs = candidates.audit(spec).stream()
                    .mapToLong(CandidateAudit::pairs)
                    .sum();
            double share = Math.min(1, ENOUGH / Math.max(1, pairs));
            SortedMap<Long, Double> seen = new TreeMap<>();
            patterns(standard, candidates.pairs(share)).forEach((pattern, found) -> seen.put(pattern, found / share));
            Weights weights = weights(seen, usual, frequencies, records);
            return new Trained(weights, frequencies, Guards.of(candidates.refined()), records);
        }
    }

    private SortedMap<Long, Long> patterns(Dataset<Row> records, JavaRDD<BlockPairs.Pair> pairs) {
        Broadcast<RowValues> levels = JavaSparkContext.fromSparkContext(
                        records.sparkSession().sparkContext())
                .broadcast(model.levels());
        int comparisons = spec.comparisons().size();
        JavaRDD<Row> counted = pairs.mapPartitions(part -> counted(part, levels.value(), comparisons));
        SortedMap<Long, Long> patterns = new TreeMap<>();
        records.sparkSession()
                .createDataFrame(counted, COUNTED)
                .groupBy("pattern")
                .agg(sum("pairs"))
                .collectAsList()
                .forEach(row -> patterns.put(row.getLong(0), row.getLong(1)));
        return patterns;
    }

    private static Iterator<Row> counted(Iterator<BlockPairs.Pair> pairs, RowValues levels, int comparisons) {
        Map<Long, Long> counts = new HashMap<>();
        try (RowValues.Computed computed = levels.start()) {
            while (pairs.hasNext()) {
                BlockPairs.Pair pair = pairs.next();
                InternalRow found = computed.of(new GenericInternalRow(new Object[] {pair.left(), pair.right()}));
                counts.merge(Pattern.of(found, comparisons), 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(each -> RowFactory.create(each.getKey(), each.getValue()))
                .iterator();
    }

    /** How records of two persons agree: of some records, each with each. */
    private SortedMap<Long, Long> patternsOfSample(Dataset<Row> keyed) {
        List<InternalRow> sample = new ArrayList<>();
        keyed.orderBy(xxhash64(col(Records.RECORD)), col(Records.RECORD))
                .limit(SAMPLE)
                .select(Records.FIELDS + ".*")
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(InternalRow::copy)
                .collect()
                .forEach(sample::add);
        SortedMap<Long, Long> patterns = new TreeMap<>();
        try (RowValues.Computed computed = model.levels().start()) {
            for (int i = 0; i < sample.size(); i++) {
                for (int j = i + 1; j < sample.size(); j++) {
                    InternalRow pair = new GenericInternalRow(new Object[] {sample.get(i), sample.get(j)});
                    patterns.merge(
                            Pattern.of(computed.of(pair), spec.comparisons().size()), 1L, Long::sum);
                }
            }
        }
        return patterns;
    }

    private Weights weights(
            SortedMap<Long, Double> seen, SortedMap<Long, Long> usual, Frequencies frequencies, long records) {
        SortedMap<Long, Double> others = new TreeMap<>();
        usual.forEach((pattern, pairs) -> others.put(pattern, (double) pairs));
        Estimation estimation = new Estimation(spec, seen, records);
        Weights weights = estimation.with(chance(others, frequencies));
        for (int round = 1; round < ROUNDS; round++) {
            Weights last = weights;
            usual.forEach(
                    (pattern, pairs) -> others.put(pattern, pairs * (1 - Weights.probability(last.odds(pattern)))));
            weights = estimation.with(chance(others, frequencies));
        }
        return weights;
    }

    /** u: by counts where a level is about equal values of a field, else by pairs of two persons. */
    private List<double[]> chance(SortedMap<Long, Double> others, Frequencies frequencies) {
        List<double[]> u = new ArrayList<>();
        for (int i = 0; i < spec.comparisons().size(); i++) {
            double[] counts = usual(spec.comparisons().get(i));
            for (Map.Entry<Long, Double> each : others.entrySet()) {
                int level = Pattern.level(each.getKey(), i);
                if (level != Pattern.UNKNOWN) {
                    counts[level - 1] += each.getValue();
                }
            }
            byCounts(i, counts, frequencies);
            double all = Arrays.stream(counts).sum();
            u.add(Arrays.stream(counts).map(each -> each / all).toArray());
        }
        return u;
    }

    /** As many pairs of two persons as what is usual counts for. */
    private static double[] usual(Comparison comparison) {
        List<Level> levels = comparison.levels();
        double[] counts = new double[levels.size() + 1];
        double rest = 1;
        for (int i = 0; i < levels.size(); i++) {
            counts[i] = Frequencies.USUAL_PAIRS * levels.get(i).usual().u();
            rest -= levels.get(i).usual().u();
        }
        counts[levels.size()] = Frequencies.USUAL_PAIRS * rest;
        return counts;
    }

    /** The first level that is about equal values of a field, by how often two records have the same. */
    private static void byCounts(int comparison, double[] counts, Frequencies frequencies) {
        for (int level = 1; level < counts.length; level++) {
            int field = frequencies.field(comparison, level);
            if (field >= 0) {
                counts[level - 1] =
                        frequencies.chance(field) * Arrays.stream(counts).sum();
                return;
            }
        }
    }
}
