package org.charthouse.identity.match;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.charthouse.spec.LinkSpec;

/**
 * About how many pairs of one person were not compared as too many records share what they have in common. Of the pairs that a
 * candidate brought, some are linked and would not have been found by any other; of those that it left out as many are taken to
 * be so. As what many share says less, this is too many rather than too few.
 */
final class LostPairs {

    /** Of so many linked pairs it is seen which candidates bring them. */
    private static final int SAMPLE = 20_000;

    private LostPairs() {}

    /**
     * Adds them to an audit.
     *
     * @param found the likely pairs among those that were compared
     * @param keyed see {@link Records#keyed}
     */
    static List<CandidateAudit> of(List<CandidateAudit> audit, List<Pair> found, Dataset<Row> keyed, LinkSpec spec) {
        List<Pair> links =
                found.stream().filter(pair -> pair.decision() == Decision.MATCH).toList();
        if (links.isEmpty() || audit.stream().allMatch(each -> each.skipped() == 0)) {
            return audit;
        }
        int step = 1 + (links.size() - 1) / SAMPLE;
        long[] alone = new long[spec.candidates().size()];
        Map<String, long[]> keys = keys(links, step, keyed);
        long[] none = {};
        for (int i = 0; i < links.size(); i += step) {
            Set<Integer> shared = shared(
                    keys.getOrDefault(links.get(i).a(), none),
                    keys.getOrDefault(links.get(i).b(), none));
            if (shared.size() == 1) {
                shared.forEach(candidate -> alone[candidate] += step);
            }
        }
        return java.util.stream.IntStream.range(0, alone.length)
                .mapToObj(i -> audit.get(i)
                        .losing((double) audit.get(i).skipped()
                                * alone[i]
                                / Math.max(1, audit.get(i).pairs())))
                .toList();
    }

    private static Map<String, long[]> keys(List<Pair> links, int step, Dataset<Row> keyed) {
        Set<String> wanted = new HashSet<>();
        for (int i = 0; i < links.size(); i += step) {
            wanted.add(links.get(i).a());
            wanted.add(links.get(i).b());
        }
        Dataset<Row> asked = keyed.sparkSession()
                .createDataset(List.copyOf(wanted), Encoders.STRING())
                .toDF(Records.RECORD);
        Map<String, long[]> keys = new HashMap<>();
        keyed.join(broadcast(asked), Records.RECORD)
                .select(col(Records.RECORD), col(Records.KEYS))
                .collectAsList()
                .forEach(row -> keys.put(
                        row.getString(0),
                        row.<Long>getList(1).stream().mapToLong(Long::longValue).toArray()));
        return keys;
    }

    /** Candidates of which both have a key. */
    private static Set<Integer> shared(long[] some, long[] others) {
        Set<Integer> shared = new HashSet<>();
        for (long key : some) {
            if (Arrays.binarySearch(others, key) >= 0) {
                shared.add(Records.candidate(key));
            }
        }
        return shared;
    }
}
