package org.charthouse.synthetic.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.charthouse.synthetic.defect.Truth;

/** The truth about later deliveries: which file comes when, what is planted where, which version of a record wins. */
final class Ledger {

    private final String source;
    private final Map<String, Integer> arrivals = new TreeMap<>();
    private final List<Planted> planted = new ArrayList<>();
    private final Map<Key, Told> winners = new LinkedHashMap<>();
    private final Set<Key> touched = new HashSet<>();

    private record Planted(String pattern, String path, String line) {}

    /** Where a line stands; the path is below landing, the line counts from 1. */
    record Place(LocalDate delivery, String path, int line) {}

    /** A version of a record as a line tells it. */
    record Told(Instant time, Place place, boolean alive) {

        private static final Comparator<Told> RULE = Comparator.comparing(Told::time)
                .thenComparing(told -> told.place().delivery())
                .thenComparing(told -> told.place().path())
                .thenComparing(told -> told.place().line());

        private Told orLater(Told other) {
            return RULE.compare(this, other) >= 0 ? this : other;
        }
    }

    Ledger(String source) {
        this.source = source;
    }

    void arrives(int step, String path) {
        arrivals.put(path, step);
    }

    void plant(String pattern, String path) {
        planted.add(new Planted(pattern, path, ""));
    }

    /** Notes a version, and the pattern it is planted by unless that is empty. */
    void tell(Key key, Told told, String pattern) {
        winners.merge(key, told, Told::orLater);
        if (!pattern.isEmpty()) {
            touched.add(key);
            Planted line = new Planted(
                    pattern, told.place().path(), Integer.toString(told.place().line()));
            if (planted.isEmpty() || !planted.get(planted.size() - 1).equals(line)) {
                planted.add(line);
            }
        }
    }

    void write(Truth truth, SourceFormat<?> format) {
        arrivals.forEach((path, step) -> truth.add("arrival", List.of(step, path)));
        planted.forEach(each -> truth.add("pattern", List.of(each.pattern(), source, each.path(), each.line())));
        winners.forEach((key, told) -> {
            if (touched.contains(key)) {
                Fhir resource = format.resource(key);
                String state = told.alive() ? "alive" : "deleted";
                truth.add(
                        "version",
                        List.of(
                                source,
                                resource.type(),
                                resource.id(),
                                state,
                                told.place().path(),
                                told.place().line()));
            }
        });
    }
}
