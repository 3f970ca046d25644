package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.error.Problems;
import org.charthouse.spec.IdentityWords;
import org.charthouse.spec.LinkSpec;
import org.charthouse.spec.LinkSpec.Then;

/** Links records by a model. */
public final class Linker {

    private final PairModel model;
    private final LinkSpec spec;

    /** Takes all pairs that were compared, in order of their records. */
    public interface Compared {

        /**
         * Takes a pair.
         *
         * @param linkage what came of all
         */
        void take(Linkage linkage, Pair pair);
    }

    /**
     * A linker.
     *
     * @throws org.charthouse.error.UserError if the model does not resolve
     */
    public Linker(LinkSpec spec, IdentityWords words) {
        Problems problems = new Problems();
        this.model = PairModel.of(spec, new Words(words), problems);
        this.spec = spec;
        problems.throwIfAny();
    }

    /** Notes what is wrong with a model. */
    public static void check(LinkSpec spec, IdentityWords words, Problems problems) {
        PairModel.of(spec, new Words(words), problems);
    }

    /**
     * Records in the form in which they are compared.
     *
     * @param given columns {@code record}, unique, and any of those that the model names
     * @return columns {@code record}, {@code changed} (true) and {@code fields}
     */
    public Dataset<Row> standard(Dataset<Row> given) {
        return Records.standard(given.withColumn(Records.CHANGED, lit(true)), spec, model.words());
    }

    /** The words by which values are standardised. */
    public Words words() {
        return model.words();
    }

    /** Learns of standard records, which are read several times. */
    public Trained train(Dataset<Row> standard) {
        return new Training(model).of(standard, Spread.of(standard.count()));
    }

    /**
     * Adds what earlier versions of records say.
     *
     * @param standard see {@link #standard}
     * @param former columns {@code record} (the version's own name, unique), {@code of} (its record) and any that the model names
     */
    public Known known(Dataset<Row> standard, Dataset<Row> former, Trained trained, Spread spread) {
        Dataset<Row> versions = spread.any(former);
        if (versions.isEmpty()) {
            return new Known(standard, List.of(), List.of());
        }
        Dataset<Row> past = standard(versions)
                .join(versions.select("record", "of"), "record")
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new PastVersions(
                        spec,
                        new Scoring(standard, model, trained),
                        trained.weights().prior())
                .of(standard, past);
    }

    /** Links records by what is learnt of them alone. */
    public Linkage link(Dataset<Row> given, Optional<? extends Compared> compared) {
        Dataset<Row> standard = standard(given).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return link(standard, train(standard), List.of(), List.of(), compared);
        } finally {
            standard.unpersist();
        }
    }

    /**
     * Links records.
     *
     * @param standard see {@link #standard}; pairs of which neither has changed are not compared
     * @param known what was found of those before: the likely ones
     * @param said what persons said, in order
     * @param compared takes what is compared now
     */
    public Linkage link(
            Dataset<Row> standard,
            Trained trained,
            List<Pair> known,
            List<Said> said,
            Optional<? extends Compared> compared) {
        long records = standard.count();
        Spread spread = Spread.of(records);
        Dataset<Row> keyed = Records.keyed(standard, model, trained.frequencies(), spread);
        try (Candidates candidates = Candidates.of(keyed, trained.guards(), spec, spread)) {
            Scoring scoring = new Scoring(keyed, model, trained);
            List<Pair> found = scoring.likely(candidates);
            List<Pair> likely = new ArrayList<>(known);
            likely.addAll(found);
            likely.sort(Pair.ORDER);
            Clusters clusters = grouped(likely, said, scoring);
            Linkage linkage = new Linkage(
                    records,
                    LostPairs.of(candidates.audit(spec), found, keyed, spec),
                    trained.frequencies().placeholders(spec),
                    clusters.persons(),
                    List.copyOf(likely),
                    review(likely, said, clusters));
            compared.ifPresent(use -> scoring.of(candidates)
                    .sort("a", "b")
                    .toLocalIterator()
                    .forEachRemaining(row -> use.take(linkage, Scoring.pair(row))));
            return linkage;
        }
    }

    private Clusters grouped(List<Pair> likely, List<Said> said, Scoring scoring) {
        List<Pair> links = likely.stream()
                .filter(pair -> pair.decision() == Decision.MATCH)
                .toList();
        Clusters loose = Clusters.loose(links, said, spec.most());
        Map<List<String>, Pair> known = new HashMap<>();
        likely.forEach(pair -> known.put(List.of(pair.a(), pair.b()), pair));
        List<List<String>> absent =
                loose.inner().stream().filter(pair -> !known.containsKey(pair)).toList();
        scoring.of(absent).forEach(pair -> known.put(List.of(pair.a(), pair.b()), pair));
        return loose.consistent(ties(links, known.values()), said);
    }

    private Clusters.Ties ties(List<Pair> links, Collection<Pair> known) {
        Map<List<String>, Double> odds = new HashMap<>();
        known.forEach(pair -> odds.put(List.of(pair.a(), pair.b()), pair.odds()));
        return new Clusters.Ties(
                links.stream().filter(pair -> spec.then(pair.rule(), Then.LINK)).toList(),
                links.stream().filter(pair -> pair.rule() == 0).toList(),
                known.stream()
                        .filter(pair -> spec.then(pair.rule(), Then.NEVER))
                        .toList(),
                known.stream()
                        .filter(pair -> spec.then(pair.rule(), Then.APART))
                        .toList(),
                odds);
    }

    private static List<Pair> review(List<Pair> likely, List<Said> said, Clusters clusters) {
        Set<Pair> review = new HashSet<>(clusters.cut());
        likely.stream().filter(pair -> pair.decision() == Decision.REVIEW).forEach(review::add);
        SortedMap<String, String> persons = clusters.persons();
        List<Pair> left = new ArrayList<>(review);
        left.removeIf(
                pair -> persons.containsKey(pair.a()) && persons.get(pair.a()).equals(persons.get(pair.b())));
        Set<List<String>> decided = new HashSet<>();
        said.forEach(each -> decided.add(each.pair()));
        left.removeIf(pair -> decided.contains(List.of(pair.a(), pair.b())));
        left.sort(Pair.ORDER);
        return List.copyOf(left);
    }
}
