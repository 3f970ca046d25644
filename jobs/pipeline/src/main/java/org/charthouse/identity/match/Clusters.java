package org.charthouse.identity.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Groups of records of one person. What persons said comes first, then what rules say, then links, likeliest first. One that
 * would bring two records together that must stay apart, or too many, is not made: so of all links on the way between them the
 * weakest is cut.
 */
final class Clusters {

    /** No pair counts for more than odds of so many bits when groups are compared. */
    private static final double MOST_ODDS = 10;

    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, List<String>> records = new HashMap<>();
    private final List<Pair> cut = new ArrayList<>();
    private final Set<List<String>> apart = new HashSet<>();
    private final Map<List<String>, Double> odds = new HashMap<>();
    private final Map<String, String> joined = new HashMap<>();
    private final Set<List<String>> accepted = new HashSet<>();
    private final int most;

    private Clusters(int most) {
        this.most = most;
    }

    /**
     * What two records say of each other by rule.
     *
     * @param certain pairs that a rule links
     * @param likely pairs that are likely enough
     * @param never pairs that must stay apart
     * @param doubtful pairs that likelihood alone must not bring together
     * @param odds log2 of the odds of all pairs within the loose groups
     */
    record Ties(
            List<Pair> certain,
            List<Pair> likely,
            List<Pair> never,
            List<Pair> doubtful,
            Map<List<String>, Double> odds) {}

    /**
     * Groups of what is linked, whatever keeps it apart.
     *
     * @param said in the order in which it was said; of two things that cannot both hold, the first does
     */
    static Clusters loose(Collection<Pair> links, List<Said> said, int most) {
        Clusters clusters = new Clusters(most);
        clusters.tie(said);
        clusters.tie(links, link -> true);
        return clusters;
    }

    /** Groups within these in which nothing is kept apart. */
    Clusters consistent(Ties ties, List<Said> said) {
        Clusters clusters = new Clusters(most);
        clusters.tie(said);
        clusters.accept(ties.certain());
        clusters.accept(ties.likely());
        Predicate<Pair> isWithin = link -> root(link.a()).equals(root(link.b()));
        clusters.keepApart(ties.never());
        clusters.tie(ties.certain(), isWithin);
        clusters.keepApart(ties.doubtful());
        clusters.odds.putAll(ties.odds());
        clusters.odds.keySet().removeIf(clusters::isAccepted);
        clusters.tie(ties.likely(), isWithin);
        return clusters;
    }

    /** Notes which records are linked to one of those that a person joined. */
    private void accept(Collection<Pair> links) {
        records.forEach((root, group) -> group.forEach(record -> joined.put(record, root)));
        for (Pair link : links) {
            accepted.add(List.of(joined.getOrDefault(link.a(), ""), link.b()));
            accepted.add(List.of(joined.getOrDefault(link.b(), ""), link.a()));
        }
    }

    /**
     * Whether two records may differ: a person joined one of them with others, and the other is linked to one of those. Records that
     * a person joined differ among themselves, too.
     */
    private boolean isAccepted(List<String> pair) {
        String one = joined.getOrDefault(pair.get(0), pair.get(0));
        String other = joined.getOrDefault(pair.get(1), pair.get(1));
        return one.equals(other)
                || (joined.containsKey(pair.get(0)) && accepted.contains(List.of(one, pair.get(1))))
                || (joined.containsKey(pair.get(1)) && accepted.contains(List.of(other, pair.get(0))));
    }

    private void keepApart(Collection<Pair> pairs) {
        pairs.stream()
                .map(pair -> List.of(pair.a(), pair.b()))
                .filter(pair -> !isAccepted(pair))
                .forEach(apart::add);
    }

    private void tie(List<Said> said) {
        said.stream().filter(each -> !each.isOne()).map(Said::pair).forEach(apart::add);
        said.stream().filter(Said::isOne).forEach(each -> tie(each.a(), each.b(), Integer.MAX_VALUE));
    }

    private void tie(Collection<Pair> links, Predicate<Pair> isAllowed) {
        links.stream().sorted(Pair.ORDER).forEach(link -> {
            if (!isAllowed.test(link) || !tie(link.a(), link.b(), most)) {
                cut.add(link);
            }
        });
    }

    private boolean tie(String a, String b, int limit) {
        String one = root(a);
        String other = root(b);
        if (one.equals(other)) {
            return true;
        }
        List<String> some = records.computeIfAbsent(one, record -> new ArrayList<>(List.of(record)));
        List<String> others = records.computeIfAbsent(other, record -> new ArrayList<>(List.of(record)));
        if (some.size() + others.size() > limit || areApart(some, others) || areUnlike(some, others)) {
            return false;
        }
        boolean isFirst = one.compareTo(other) < 0;
        parents.put(isFirst ? other : one, isFirst ? one : other);
        List<String> kept = isFirst ? some : others;
        kept.addAll(isFirst ? others : some);
        records.remove(isFirst ? other : one);
        return true;
    }

    private boolean areApart(List<String> some, List<String> others) {
        return !apart.isEmpty()
                && some.stream()
                        .anyMatch(one -> others.stream().anyMatch(other -> apart.contains(ordered(one, other))));
    }

    /** Whether all pairs between two groups together speak against one person, though one pair speaks for it. */
    private boolean areUnlike(List<String> some, List<String> others) {
        double sum = 0;
        for (String one : some) {
            for (String other : others) {
                double each = odds.getOrDefault(ordered(one, other), 0.0);
                sum += Math.max(-MOST_ODDS, Math.min(MOST_ODDS, each));
            }
        }
        return sum < 0;
    }

    private String root(String record) {
        String at = record;
        String above = parents.getOrDefault(at, at);
        while (!above.equals(at)) {
            at = above;
            above = parents.getOrDefault(at, at);
        }
        if (!at.equals(record)) {
            parents.put(record, at);
        }
        return at;
    }

    /** Each record with company, and the least record of its group. */
    SortedMap<String, String> persons() {
        SortedMap<String, String> persons = new TreeMap<>();
        records.values().stream()
                .filter(group -> group.size() > 1)
                .forEach(group -> group.forEach(record -> persons.put(record, root(record))));
        return persons;
    }

    /** All pairs within groups; the lesser record first. */
    List<List<String>> inner() {
        List<List<String>> inner = new ArrayList<>();
        for (List<String> group : records.values()) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = i + 1; j < group.size(); j++) {
                    inner.add(ordered(group.get(i), group.get(j)));
                }
            }
        }
        return inner;
    }

    /** Links that were not made, strongest first. */
    List<Pair> cut() {
        return List.copyOf(cut);
    }

    private static List<String> ordered(String one, String other) {
        return one.compareTo(other) < 0 ? List.of(one, other) : List.of(other, one);
    }
}
