package org.charthouse.dq;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.RuleSpec.Severity;
import org.charthouse.spec.TableName;

/**
 * Which tables rest on which, so that a table has a verdict though no rule names it: what a rule endangers is what it says, what
 * reads its table if the rule is fatal or about the table's key, and all that reads these in turn.
 */
public final class Reliance {

    /** Nothing rests on anything. */
    static final Reliance NONE = new Reliance(Map.of());

    private final SortedMap<TableName, SortedSet<TableName>> reads = new TreeMap<>();

    /**
     * Of marts.
     *
     * @param reads the tables that each is made from
     */
    public Reliance(Map<TableName, ? extends Collection<TableName>> reads) {
        reads.forEach((table, inputs) -> this.reads.put(table, new TreeSet<>(inputs)));
    }

    /** The tables that cannot be relied on if a rule of a table fails, sorted. */
    SortedSet<TableName> endangered(TableName table, Rule rule) {
        SortedSet<TableName> endangered =
                new TreeSet<>(rule.spec().map(RuleSpec::endangers).orElse(java.util.List.of()));
        if (rule.terms().severity() == Severity.FATAL || rule.kind().equals(ContractRules.KEY)) {
            endangered.addAll(readers(Set.of(table)));
        }
        Set<TableName> more = endangered;
        while (!more.isEmpty()) {
            more = readers(more);
            more.removeAll(endangered);
            endangered.addAll(more);
        }
        return endangered;
    }

    private Set<TableName> readers(Set<TableName> of) {
        Set<TableName> readers = new TreeSet<>();
        reads.forEach((table, inputs) -> {
            if (inputs.stream().anyMatch(of::contains)) {
                readers.add(table);
            }
        });
        return readers;
    }

    /** All that endangered tables follow from besides the rules, as text. */
    String definition() {
        return reads.toString();
    }
}
