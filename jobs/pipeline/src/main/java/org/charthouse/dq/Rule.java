package org.charthouse.dq;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.charthouse.dq.kind.Check;
import org.charthouse.dq.kind.KindPage;
import org.charthouse.dq.kind.RuleKinds;
import org.charthouse.error.Place;
import org.charthouse.lake.Definitions;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.RuleSpec.Category;
import org.charthouse.spec.RuleSpec.Context;
import org.charthouse.spec.RuleSpec.Severity;
import org.charthouse.spec.TableName;

/**
 * A rule of a table, whether its contract implies it or a file states it.
 *
 * @param name unique within the table
 * @param kind what is asked
 * @param column the columns that a contract speaks of, comma-separated; empty for rules of files
 * @param terms how it is judged and filed
 * @param check how a row is judged, the rule's own {@code where} included
 * @param spec as it stands in a file; empty where a contract implies it
 */
record Rule(String name, String kind, String column, Terms terms, Check check, Optional<RuleSpec> spec) {

    /**
     * How a rule is judged and filed.
     *
     * @param threshold percent of rows that may break it
     * @param severity how bad a failure is
     * @param category of Kahn's framework
     * @param context of Kahn's framework
     */
    record Terms(double threshold, Severity severity, Category category, Context context) {}

    /**
     * What a rule fails by.
     *
     * @param percent of rows that may break it
     * @param from where that comes from: {@code kind}, {@code rule} (it says so itself) or {@code history}
     */
    record Threshold(double percent, String from) {}

    /** What it fails by now, of so many rows. */
    Threshold threshold(History history, LocalDate asOf, long checked) {
        boolean isStated = spec.flatMap(RuleSpec::threshold).isPresent();
        Threshold fixed = new Threshold(terms.threshold(), isStated ? "rule" : "kind");
        return spec.filter(RuleSpec::thresholdFromHistory)
                .flatMap(any -> history.limit(asOf, checked))
                .map(percent -> new Threshold(percent, "history"))
                .orElse(fixed);
    }

    /** A hash of what is asked of which rows: as long as it stays, results can be compared. */
    String definition() {
        return Definitions.hash(kind + " " + check);
    }

    /** Where it stands. */
    Place place(String contract) {
        return spec.map(RuleSpec::place).orElse(Place.of(contract));
    }

    /** The kind's documentation. */
    KindPage page() {
        return spec.isPresent()
                ? Objects.requireNonNull(RuleKinds.byName().get(kind)).page()
                : Objects.requireNonNull(ContractRules.PAGES.get(kind));
    }

    /** What to do about a failure. */
    String advice() {
        return spec.flatMap(RuleSpec::advice).orElseGet(() -> page().advice());
    }

    /** Where the expectation is published. */
    String source(TableName table) {
        return spec.map(RuleSpec::source).orElse("contract of " + table);
    }

    /** What goes wrong if it is broken. */
    String why() {
        return spec.map(RuleSpec::why).orElseGet(() -> page().asks());
    }

    /** Whether rows that break it are listed, not only counted. */
    boolean isListed() {
        return terms.severity() != Severity.CHARACTERISATION;
    }
}
