package org.charthouse.identity.match;

import java.util.List;
import java.util.SortedMap;

/**
 * Records, linked.
 *
 * @param records how many there are
 * @param audit what each candidate of the model brought
 * @param placeholders of each field that has some, how many values are none as too many records have them
 * @param persons each record with company, and the least record of its group
 * @param likely pairs that are linked by themselves or likely enough to be reviewed, likeliest first
 * @param review pairs that a person should look at, likeliest first: likely ones that are not linked
 */
public record Linkage(
        long records,
        List<CandidateAudit> audit,
        SortedMap<String, Integer> placeholders,
        SortedMap<String, String> persons,
        List<Pair> likely,
        List<Pair> review) {

    /** What follows for a pair, all links considered. */
    public Decision decision(Pair pair) {
        if (persons.containsKey(pair.a()) && persons.get(pair.a()).equals(persons.get(pair.b()))) {
            return Decision.MATCH;
        }
        return pair.decision() == Decision.MATCH ? Decision.REVIEW : pair.decision();
    }

    /** How many persons the records are of. */
    public long people() {
        return records - persons.size() + persons.values().stream().distinct().count();
    }
}
