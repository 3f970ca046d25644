package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.LinkSpec.Comparison;
import org.charthouse.spec.LinkSpec.Field;

/**
 * How frequent the values of fields are: to share a rare one says more (Newcombe 1959; Winkler 1988), and a value that too many
 * records have is none. Values that few records have are taken for equally rare, so that what is kept does not grow with the
 * records; they are known by their hashes alone.
 */
final class Frequencies implements Serializable {

    private static final long serialVersionUID = 1;

    /** A value of fewer records is as rare as one of so many: what was seen once is not known to be so rare. */
    private static final int LEAST = 2;

    /** Values of fewer than one in so many records are equally rare. */
    private static final double RARE = 100_000;

    /** A value that no more records have is never a placeholder. */
    private static final int FEW = 50;

    /** How much the frequency of values counts that are only alike. */
    private static final double ALIKE = 0.5;

    /** As many records and pairs as what is usual counts for. */
    private static final double USUAL_RECORDS = 1_000;

    static final double USUAL_PAIRS = 20_000;

    private static final long SEED = 7;

    private final ArrayList<int[]> fieldOfLevel = new ArrayList<>();
    private final ArrayList<HashMap<Long, Double>> shares = new ArrayList<>();
    private final ArrayList<HashSet<Long>> placeholders = new ArrayList<>();
    private final double[] least;
    private final double[] chance;

    private Frequencies(LinkSpec spec) {
        List<String> names = spec.fields().stream().map(Field::field).toList();
        this.least = new double[names.size()];
        this.chance = new double[names.size()];
        for (Comparison comparison : spec.comparisons()) {
            fieldOfLevel.add(comparison.levels().stream()
                    .mapToInt(level -> level.frequency().map(names::indexOf).orElse(-1))
                    .toArray());
            comparison
                    .levels()
                    .forEach(level -> level.frequency()
                            .map(names::indexOf)
                            .filter(field -> chance[field] == 0)
                            .ifPresent(field -> chance[field] = level.usual().u()));
        }
        names.forEach(name -> {
            shares.add(new HashMap<>());
            placeholders.add(new HashSet<>());
        });
    }

    /** The frequencies of values in standard records. */
    static Frequencies of(Dataset<Row> given, LinkSpec spec, Spread spread) {
        Frequencies found = new Frequencies(spec);
        Dataset<Row> records = spread.any(given);
        Dataset<Row> counts = counts(records, spec).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Map<Integer, long[]> sums = new TreeMap<>();
            counts.groupBy("field")
                    .agg(sum("rows"), sum(col("rows").multiply(col("rows").minus(1))))
                    .collectAsList()
                    .forEach(row -> sums.put(row.getInt(0), new long[] {row.getLong(1), row.getLong(2)}));
            Map<Integer, List<Row>> frequent = new TreeMap<>();
            counts.filter(col("rows").gt(LEAST))
                    .filter(col("rows").gt(records.count() / RARE))
                    .collectAsList()
                    .forEach(row -> frequent.computeIfAbsent(row.getInt(0), absent -> new ArrayList<>())
                            .add(row));
            sums.forEach((field, sum) -> found.add(spec, field, sum, frequent.getOrDefault(field, List.of())));
        } finally {
            counts.unpersist();
        }
        return found;
    }

    /** Writes them, field by field. */
    void to(ArrayNode fields) {
        for (int i = 0; i < least.length; i++) {
            ObjectNode field = fields.addObject();
            field.put("least", least[i]);
            field.put("chance", chance[i]);
            ArrayNode none = field.putArray("placeholders");
            new TreeSet<>(placeholders.get(i)).forEach(none::add);
            ObjectNode values = field.putObject("shares");
            new TreeMap<>(shares.get(i)).forEach((value, share) -> values.put(String.valueOf(value), share));
        }
    }

    /** Reads what was written. */
    static Frequencies of(JsonNode fields, LinkSpec spec) {
        Frequencies read = new Frequencies(spec);
        for (int i = 0; i < read.least.length; i++) {
            JsonNode field = fields.path(i);
            read.least[i] = field.path("least").doubleValue();
            read.chance[i] = field.path("chance").doubleValue();
            for (JsonNode value : field.path("placeholders")) {
                read.placeholders.get(i).add(value.longValue());
            }
            Map<Long, Double> shares = read.shares.get(i);
            field.path("shares")
                    .fields()
                    .forEachRemaining(each -> shares.put(
                            Long.valueOf(each.getKey()), each.getValue().doubleValue()));
        }
        return read;
    }

    /** Columns {@code field}, {@code value} (a hash) and {@code rows}. */
    private static Dataset<Row> counts(Dataset<Row> records, LinkSpec spec) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < spec.fields().size(); i++) {
            String field = Records.FIELDS + ".`" + spec.fields().get(i).field() + "`";
            parts.add("transform(" + field + ", x -> struct(" + i + " as field, xxhash64(x, " + SEED + "L) as value))");
        }
        String all = String.join(
                ", ",
                parts.stream().map(part -> "coalesce(" + part + ", array())").toArray(String[]::new));
        return records.selectExpr("explode(concat(" + all + ")) as one")
                .groupBy(col("one.field").as("field"), col("one.value").as("value"))
                .agg(count(lit(1)).as("rows"));
    }

    private void add(LinkSpec spec, int field, long[] sums, List<Row> frequent) {
        double all = sums[0];
        double pairs = sums[1];
        double most = Math.max(FEW, spec.fields().get(field).common().orElse(1.0) * all);
        for (Row row : frequent) {
            long rows = row.getLong(2);
            if (rows > most) {
                placeholders.get(field).add(row.getLong(1));
                all -= rows;
                pairs -= (double) rows * (rows - 1);
            }
        }
        double usual = chance[field];
        double chances = all * Math.max(0, all - 1);
        chance[field] = (pairs + usual * USUAL_PAIRS) / (chances + USUAL_PAIRS);
        least[field] = Math.min(chance[field] > 0 ? chance[field] : 1, Math.max(LEAST, all / RARE) / Math.max(1, all));
        for (Row row : frequent) {
            if (!placeholders.get(field).contains(row.getLong(1))) {
                shares.get(field)
                        .put(row.getLong(1), (row.getLong(2) + USUAL_RECORDS * chance[field]) / (all + USUAL_RECORDS));
            }
        }
    }

    /** Of each field that has some, how many values mean nothing as too many records have them. */
    SortedMap<String, Integer> placeholders(LinkSpec spec) {
        SortedMap<String, Integer> found = new TreeMap<>();
        for (int field = 0; field < placeholders.size(); field++) {
            if (!placeholders.get(field).isEmpty()) {
                found.put(
                        spec.fields().get(field).field(),
                        placeholders.get(field).size());
            }
        }
        return found;
    }

    /** Whether a value of a field means nothing as too many records have it. */
    boolean isPlaceholder(int field, UTF8String value) {
        Set<Long> none = placeholders.get(field);
        return !none.isEmpty() && none.contains(hash(value));
    }

    /** How often two records share a value of the field by chance. */
    double chance(int field) {
        return chance[field];
    }

    /** The field of a level, counted from 1; -1 if it has none. */
    int field(int comparison, int level) {
        int[] fields = fieldOfLevel.get(comparison);
        return level > Pattern.UNKNOWN && level <= fields.length ? fields[level - 1] : -1;
    }

    /** What the rarity of the values that a pair shares adds to its evidence of a comparison, in bits. */
    double rarity(int comparison, int level, InternalRow pair) {
        int field = field(comparison, level);
        if (field < 0) {
            return 0;
        }
        InternalRow left = pair.getStruct(0, least.length);
        InternalRow right = pair.getStruct(1, least.length);
        return left.isNullAt(field) || right.isNullAt(field)
                ? 0
                : rarity(field, left.getArray(field), right.getArray(field));
    }

    /** By the rarest value that both have; values that are only alike say less if one of them is frequent, and never more. */
    private double rarity(int field, ArrayData some, ArrayData others) {
        double common = 2;
        double most = 0;
        for (int i = 0; i < some.numElements(); i++) {
            for (int j = 0; j < others.numElements(); j++) {
                double one = share(field, some.getUTF8String(i));
                most = Math.max(most, Math.max(one, share(field, others.getUTF8String(j))));
                if (some.getUTF8String(i).equals(others.getUTF8String(j))) {
                    common = Math.min(common, one);
                }
            }
        }
        return common <= 1
                ? Weights.log2(chance[field] / common)
                : ALIKE * Math.min(0, Weights.log2(chance[field] / most));
    }

    private double share(int field, UTF8String value) {
        Map<Long, Double> known = shares.get(field);
        return known.isEmpty() ? least[field] : known.getOrDefault(hash(value), least[field]);
    }

    private static long hash(UTF8String value) {
        return XXH64.hashLong(SEED, XXH64.hashUTF8String(value, 42)); // as xxhash64(value, seed) of Spark SQL does
    }
}
