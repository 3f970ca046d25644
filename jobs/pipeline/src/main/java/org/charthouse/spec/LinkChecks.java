package org.charthouse.spec;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.charthouse.spec.LinkSpec.Comparison;
import org.charthouse.spec.LinkSpec.Level;

/** What must hold between the parts of a linkage model. */
final class LinkChecks {

    /** The most comparisons of a model: their levels stand together in one number. */
    static final int MOST_COMPARISONS = 16;

    /** The most levels of a comparison, beside "else". */
    static final int MOST_LEVELS = 14;

    /** The most candidates of a model: their number is a part of each key. */
    static final int MOST_CANDIDATES = 64;

    private final LinkSpec spec;
    private final Section file;

    LinkChecks(LinkSpec spec, Section file) {
        this.spec = spec;
        this.file = file;
    }

    void run() {
        sizes("fields", spec.fields().size(), Integer.MAX_VALUE);
        sizes("candidates", spec.candidates().size(), MOST_CANDIDATES);
        sizes("comparisons", spec.comparisons().size(), MOST_COMPARISONS);
        if (spec.refine().size() > LinkSpec.REFINEMENTS) {
            file.wrong(
                    "refine", "there are " + spec.refine().size() + ", and " + LinkSpec.REFINEMENTS + " is the most");
        }
        once("fields", spec.fields().stream().map(LinkSpec.Field::field));
        once("candidates", spec.candidates().stream().map(LinkSpec.Candidate::name));
        once("comparisons", spec.comparisons().stream().map(Comparison::name));
        once("rules", spec.rules().stream().map(LinkSpec.Rule::name));
        spec.candidates().stream()
                .filter(candidate -> candidate.keys().isEmpty())
                .forEach(candidate -> file.wrong("candidates", "'" + candidate.name() + "' has no keys"));
        spec.comparisons().forEach(this::check);
        if (!(spec.review() > 0 && spec.review() <= spec.match() && spec.match() < 1)) {
            file.wrong("match", "0 < review <= match < 1 must hold");
        }
    }

    private void check(Comparison comparison) {
        String named = "'" + comparison.name() + "' ";
        if (comparison.of().isEmpty()) {
            file.wrong("comparisons", named + "says not of which fields it is");
        }
        if (comparison.levels().isEmpty() || comparison.levels().size() > MOST_LEVELS) {
            file.wrong("comparisons", named + "must have 1 to " + MOST_LEVELS + " levels");
        }
        sum(
                named + "m",
                comparison.levels().stream()
                        .mapToDouble(level -> level.usual().m())
                        .sum());
        sum(
                named + "u",
                comparison.levels().stream()
                        .mapToDouble(level -> level.usual().u())
                        .sum());
        once("comparisons", comparison.levels().stream().map(Level::name));
    }

    private void sum(String of, double sum) {
        if (sum >= 1) {
            file.wrong(
                    "comparisons", of + " of its levels must leave something for pairs that fulfil none: less than 1");
        }
    }

    private void sizes(String key, int size, int most) {
        if (size == 0) {
            file.missing(key);
        }
        if (size > most) {
            file.wrong(key, "there are " + size + ", and " + most + " is the most");
        }
    }

    private void once(String key, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).forEach(name -> file.wrong(key, "'" + name + "' stands there twice"));
    }
}
